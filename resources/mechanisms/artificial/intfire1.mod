TITLE Leaky integrator that fires

COMMENT
The variable m decays with tau between events, and an event adds its weight:
  tau m' = -m
When m exceeds 1 the cell fires; for the time refrac it then takes no input, and starts again from m = 0.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL IntFire1
  RANGE tau, refrac, m
  THREADSAFE
}

PARAMETER {
  tau = 10 (ms) <1e-9, 1e9>     : time constant of the decay
  refrac = 5 (ms) <0, 1e9>      : time after firing without input
}

ASSIGNED {
  m             : as it was at the last event
  since (ms)    : when that was
  refractory    : 1 while no input is taken
}

INITIAL {
  m = 0
  since = t
  refractory = 0
}

: m at this moment
FUNCTION M() {
  if (refractory == 0) {
    M = m*exp(-(t - since)/tau)
  } else if (refractory == 1 && t - since < 0.5 (ms)) {
    M = 2
  } else {
    M = 0
  }
}

NET_RECEIVE (weight) {
  if (refractory == 0) {
    m = m*exp(-(t - since)/tau) + weight
    since = t
    if (m > 1) {
      refractory = 1
      m = 2
      net_send(refrac, 1)
      net_event(t)
    }
  } else if (flag == 1) {
    refractory = 0
    m = 0
    since = t
  }
}
