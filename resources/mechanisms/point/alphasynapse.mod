TITLE Synapse with one alpha function

COMMENT
A single conductance change that begins at onset:
  g(t) = gmax * s * exp(1 - s),   s = (t - onset)/tau,
after W. Rall, J. Neurophysiol. 30 (1967) 1138-1168. Its peak gmax comes tau after the onset. It is not driven by
events. Before the onset, and from s = 10 on, the conductance is 0.
ENDCOMMENT

NEURON {
  POINT_PROCESS AlphaSynapse
  NONSPECIFIC_CURRENT i
  RANGE onset, tau, gmax, e, i, g
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  onset = 0 (ms)               : when it begins
  tau = 0.1 (ms) <1e-3, 1e6>   : time to the peak
  gmax = 0 (uS) <0, 1e9>       : conductance at the peak
  e = 0 (mV)                   : reversal potential
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)  : conductance
}

BREAKPOINT {
  at_time(onset)
  g = gmax*alpha((t - onset)/tau)
  i = g*(v - e)
}

FUNCTION alpha(s) {
  if (s < 0 || s > 10) {
    alpha = 0
  } else {
    alpha = s*exp(1 - s)
  }
}
