TITLE Synapse whose conductance jumps and decays exponentially

COMMENT
An event adds its weight [uS] to the conductance g, which decays with the time constant tau:
  g' = -g/tau,   i = g (v - e)
Several connections may end at one instance, because the equation is linear: their conductances add up.
ENDCOMMENT

NEURON {
  POINT_PROCESS ExpSyn
  NONSPECIFIC_CURRENT i
  RANGE tau, e, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  tau = 0.1 (ms) <1e-9, 1e9>  : time constant of the decay
  e = 0 (mV)                  : reversal potential
}

STATE {
  g (uS)  : conductance
}

ASSIGNED {
  v (mV)
  i (nA)
}

INITIAL {
  g = 0
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  i = g*(v - e)
}

DERIVATIVE decay {
  g' = -g/tau
}

NET_RECEIVE (weight (uS)) {
  g = g + weight
}
