TITLE One side of an electrical synapse

NEURON {
  POINT_PROCESS Junction
  NONSPECIFIC_CURRENT i
  POINTER vgap
  RANGE g, i
}

PARAMETER {
  g = 0.001 (uS)
}

ASSIGNED {
  v (mV)
  vgap (mV)
  i (nA)
}

BREAKPOINT {
  i = g*(v - vgap)
}
