TITLE Current activated by hyperpolarisation, of pyramidal cells

COMMENT
M. H. P. Kole, S. Hallermann and G. J. Stuart, J. Neurosci. 26 (2006) 1677-1687, dendrites of layer 5.
ENDCOMMENT

NEURON {
  SUFFIX pyih
  NONSPECIFIC_CURRENT i
  RANGE gbar, e, g, i
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-5 (S/cm2) <0, 1e9>  : conductance with all channels open
  e = -45 (mV)                  : reversal potential
}

STATE {
  m FROM 0 TO 1  : activation
}

ASSIGNED {
  v (mV)
  i (mA/cm2)
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
  i = g*(v - e)
}

DERIVATIVE gate {
  rates(v)
  m' = (minf - m)/mtau
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b
  a = 0.00643 (/ms /mV)*vtrap(v + 154.9 (mV), 11.9 (mV))
  b = 0.193 (/ms)*exp(v/33.1 (mV))
  mtau = 1/(a + b)
  minf = a/(a + b)
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
