TITLE Synapse whose conductance rises and decays exponentially

COMMENT
The conductance is the difference of two exponentials,
  g(t) = weight * factor * (exp(-t/tau2) - exp(-t/tau1)),   tau1 < tau2,
with the factor that makes its peak equal to the event's weight. The peak comes at
  tp = tau1 tau2 / (tau2 - tau1) * ln(tau2/tau1)
Time constants that are too close or too far apart are kept apart, so that the factor stays finite.
ENDCOMMENT

NEURON {
  POINT_PROCESS Exp2Syn
  NONSPECIFIC_CURRENT i
  RANGE tau1, tau2, e, i, g
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  tau1 = 0.1 (ms) <1e-9, 1e9>  : time constant of the rise
  tau2 = 10 (ms) <1e-9, 1e9>   : time constant of the decay
  e = 0 (mV)                   : reversal potential
}

STATE {
  A (uS)  : the part that decays with tau1
  B (uS)  : the part that decays with tau2
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)  : conductance
  factor
}

INITIAL {
  LOCAL tp
  if (tau1/tau2 > 0.9999) {
    tau1 = 0.9999*tau2
  }
  if (tau1/tau2 < 1e-9) {
    tau1 = tau2*1e-9
  }
  A = 0
  B = 0
  tp = (tau1*tau2)/(tau2 - tau1)*log(tau2/tau1)
  factor = 1/(exp(-tp/tau2) - exp(-tp/tau1))
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  g = B - A
  i = g*(v - e)
}

DERIVATIVE decay {
  A' = -A/tau1
  B' = -B/tau2
}

NET_RECEIVE (weight (uS)) {
  A = A + weight*factor
  B = B + weight*factor
}
