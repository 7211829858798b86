TITLE Current activated by hyperpolarisation

COMMENT
A mixed cation current of thalamic relay cells: J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992)
1373-1383, measured at 34 degC; a Q10 of 3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX ih
  NONSPECIFIC_CURRENT i
  RANGE gbar, e, g, minf, mtau, i
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 2e-5 (S/cm2) <0, 1e9>  : conductance with all channels open
  e = -43 (mV)                  : reversal potential
}

STATE {
  m FROM 0 TO 1  : activation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  i (mA/cm2)
  g (S/cm2)   : conductance
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
  i = g*(v - e)
}

DERIVATIVE gate {
  rates(v)
  m' = (minf - m)/mtau
}

PROCEDURE rates(v (mV)) {
  minf = 1/(1 + exp((v + 75 (mV))/5.5 (mV)))
  mtau = 1 (ms)/(exp(-14.59 - 0.086 (/mV)*v) + exp(-1.87 + 0.0701 (/mV)*v))/3^((celsius - 34 (degC))/10 (degC))
}
