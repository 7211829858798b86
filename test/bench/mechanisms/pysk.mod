TITLE Potassium current opened by calcium (SK)

COMMENT
Opens with calcium alone, half at 0.43 uM with a Hill coefficient of 4.8: M. Koehler et al., Science 273 (1996)
1709-1714.
ENDCOMMENT

NEURON {
  SUFFIX pysk
  USEION k READ ek WRITE ik
  USEION ca READ cai
  RANGE gbar, g, ik
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
  (mM) = (milli/liter)
}

PARAMETER {
  gbar = 1e-6 (S/cm2) <0, 1e9>  : conductance with all channels open
  tau = 1 (ms) <1e-9, 1e9>      : time constant of opening
}

STATE {
  z FROM 0 TO 1  : fraction of channels that are open
}

ASSIGNED {
  v (mV)
  ek (mV)
  cai (mM)
  ik (mA/cm2)
  g (S/cm2)
}

INITIAL {
  z = opening(cai)
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*z
  ik = g*(v - ek)
}

DERIVATIVE gate {
  z' = (opening(cai) - z)/tau
}

: open in the long run; the power of nothing is left out
FUNCTION opening(c (mM)) {
  if (c < 1e-7 (mM)) {
    opening = 0
  } else {
    opening = 1/(1 + (0.00043 (mM)/c)^4.8)
  }
}
