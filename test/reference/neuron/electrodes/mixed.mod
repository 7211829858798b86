TITLE A leak beside an electrode current in one mechanism

NEURON {
  POINT_PROCESS Mixed
  NONSPECIFIC_CURRENT i
  ELECTRODE_CURRENT e
  RANGE i, e, g, amplitude
}

PARAMETER {
  g = 0.0002 (uS)
  amplitude = 0.05 (nA)
}

ASSIGNED {
  v (mV)
  i (nA)
  e (nA)
}

BREAKPOINT {
  i = g*(v + 70 (mV))
  e = amplitude
}
