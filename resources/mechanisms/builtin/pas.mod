TITLE Passive leak

COMMENT
A constant conductance in series with a battery:
  i = g (v - e)
Hodgkin and Huxley, J. Physiol. 117 (1952) 500-544, call it the leakage.
ENDCOMMENT

NEURON {
  SUFFIX pas
  NONSPECIFIC_CURRENT i
  RANGE g, e
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  g = 0.001 (S/cm2) <0, 1e9>  : leak conductance
  e = -70 (mV)                : reversal potential
}

ASSIGNED {
  v (mV)
  i (mA/cm2)
}

BREAKPOINT {
  i = g*(v - e)
}
