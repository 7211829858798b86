TITLE One side of an electrical synapse

COMMENT
A conductance g between this compartment and another, whose potential the pointer vgap leads to. A junction takes two
of these, one on each side.
  i = g (v - vgap)
ENDCOMMENT

NEURON {
  POINT_PROCESS GapJunction
  NONSPECIFIC_CURRENT i
  POINTER vgap
  RANGE g, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  g = 0.001 (uS) <0, 1e9>  : conductance of the junction
}

ASSIGNED {
  v (mV)
  vgap (mV)  : potential on the other side
  i (nA)
}

BREAKPOINT {
  i = g*(v - vgap)
}
