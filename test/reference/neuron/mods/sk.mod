TITLE Potassium channel gated by calcium

NEURON {
  SUFFIX sk
  USEION k READ ek WRITE ik
  USEION ca READ cai
  RANGE gbar
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.001 (S/cm2)
  half = 0.0004 (mM)
}

ASSIGNED {
  v (mV)
  ek (mV)
  cai (mM)
  ik (mA/cm2)
}

STATE { z }

INITIAL { z = activated(cai) }

BREAKPOINT {
  SOLVE states METHOD cnexp
  ik = gbar*z*(v - ek)
}

DERIVATIVE states { z' = (activated(cai) - z)/3 }

FUNCTION activated(c (mM)) {
  activated = c*c*c*c/(c*c*c*c + half*half*half*half)
}
