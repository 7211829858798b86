TITLE States that jump

NEURON {
  POINT_PROCESS Jumps
  NONSPECIFIC_CURRENT i
  RANGE x, kick, z, te, i, hits, inNet
}

PARAMETER {
  te = 3 (ms)
}

ASSIGNED {
  v (mV)
  i (nA)
  hits
  inNet
}

STATE {
  x
  kick
  z
}

INITIAL {
  x = 0
  kick = 0
  z = 0
  hits = at_time(te)
  inNet = 0
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  if (at_time(te)) {
    state_discontinuity(x, x + 1)
  }
  i = 0.001*x
}

DERIVATIVE decay {
  x' = -x/5
  kick' = -kick/7 + 0.1*at_time(te + 2)
  z' = -z/9
}

NET_RECEIVE (w) {
  state_discontinuity(z, z + w)
  if (at_time(te)) {
    inNet = inNet + 1
  }
}
