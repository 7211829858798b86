TITLE Persistent sodium current of cortical cells

COMMENT
Steady states and the rates of inactivation after J. Magistretti and A. Alonso, J. Gen. Physiol. 114 (1999) 491-509
(entorhinal cortex, layer II); activation six times slower than that of the transient current of C. M. Colbert and
E. Pan, Nat. Neurosci. 5 (2002) 533-538. Measured at 21 degC; a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pynap
  USEION na READ ena WRITE ina
  RANGE gbar, g, ina
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
  h FROM 0 TO 1  : inactivation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ena (mV)
  ina (mA/cm2)
  g (S/cm2)
  minf
  hinf
  mtau (ms)
  htau (ms)
}

INITIAL {
  rates(v)
  m = minf
  h = hinf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  g = gbar*m*m*m*h
  ina = g*(v - ena)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b, q10
  q10 = 2.3^((celsius - 21 (degC))/10 (degC))
  minf = 1/(1 + exp(-(v + 52.6 (mV))/4.6 (mV)))
  a = 0.182 (/ms /mV)*vtrap(-(v + 38 (mV)), 6 (mV))
  b = 0.124 (/ms /mV)*vtrap(v + 38 (mV), 6 (mV))
  mtau = 6/(a + b)/q10
  hinf = 1/(1 + exp((v + 48.8 (mV))/10 (mV)))
  a = 2.88e-6 (/ms /mV)*vtrap(v + 17 (mV), 4.63 (mV))
  b = 6.94e-6 (/ms /mV)*vtrap(-(v + 64.4 (mV)), 2.63 (mV))
  htau = 1/(a + b)/q10
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
