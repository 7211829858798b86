TITLE Transient sodium current of pyramidal cells

COMMENT
Rates of the form a (v - v0)/(1 - exp(-(v - v0)/k)), after C. M. Colbert and E. Pan, Nat. Neurosci. 5 (2002) 533-538,
measured at 21 degC; a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pynat
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
  a = 0.182 (/ms /mV)*vtrap(-(v + 38 (mV)), 6 (mV))
  b = 0.124 (/ms /mV)*vtrap(v + 38 (mV), 6 (mV))
  mtau = 1/(a + b)/q10
  minf = a/(a + b)
  a = 0.015 (/ms /mV)*vtrap(v + 66 (mV), 6 (mV))
  b = 0.015 (/ms /mV)*vtrap(-(v + 66 (mV)), 6 (mV))
  htau = 1/(a + b)/q10
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
