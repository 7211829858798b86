TITLE Calcium current of high threshold

COMMENT
I. Reuveni, A. Friedman, Y. Amitai and M. J. Gutnick, J. Neurosci. 13 (1993) 4609-4621, with a linear driving force.
ENDCOMMENT

NEURON {
  SUFFIX pycah
  USEION ca READ eca WRITE ica
  RANGE gbar, g, ica
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
  eca (mV)
  ica (mA/cm2)
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
  g = gbar*m*m*h
  ica = g*(v - eca)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b
  a = 0.055 (/ms /mV)*vtrap(-(v + 27 (mV)), 3.8 (mV))
  b = 0.94 (/ms)*exp(-(v + 75 (mV))/17 (mV))
  mtau = 1/(a + b)
  minf = a/(a + b)
  a = 0.000457 (/ms)*exp(-(v + 13 (mV))/50 (mV))
  b = 0.0065 (/ms)/(exp(-(v + 15 (mV))/28 (mV)) + 1)
  htau = 1/(a + b)
  hinf = a/(a + b)
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
