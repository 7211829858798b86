TITLE A conductance that follows a number elsewhere

NEURON {
  POINT_PROCESS Follower
  NONSPECIFIC_CURRENT i
  POINTER leader
  RANGE g, e, i
}

PARAMETER {
  g = 0.001 (uS)
  e = 0 (mV)
}

ASSIGNED {
  v (mV)
  leader
  i (nA)
}

BREAKPOINT {
  i = g*leader*(v - e)
}
