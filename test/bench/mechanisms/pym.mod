TITLE Muscarinic potassium current

COMMENT
Slow, without inactivation. P. R. Adams, D. A. Brown and A. Constanti, J. Physiol. 330 (1982) 537-572 (bullfrog
sympathetic cells); measured at 21 degC, a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pym
  USEION k READ ek WRITE ik
  RANGE gbar, g, ik
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-5 (S/cm2) <0, 1e9>  : conductance with all channels open
}

STATE {
  m FROM 0 TO 1  : activation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  minf
  mtau (ms)
}

INITIAL {
  rates(v)
  m = minf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*m
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(v)
  m' = (minf - m)/mtau
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b, q10
  q10 = 2.3^((celsius - 21 (degC))/10 (degC))
  a = 3.3e-3 (/ms)*exp((v + 35 (mV))/10 (mV))
  b = 3.3e-3 (/ms)*exp(-(v + 35 (mV))/10 (mV))
  mtau = 1/(a + b)/q10
  minf = a/(a + b)
}
