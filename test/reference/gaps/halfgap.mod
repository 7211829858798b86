TITLE One side of a gap junction

NEURON {
  POINT_PROCESS HalfGap
  NONSPECIFIC_CURRENT i
  RANGE g, i, vgap
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
