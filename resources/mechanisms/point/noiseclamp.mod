TITLE Current clamp: noise

COMMENT
An electrode that injects a current that fluctuates around a mean with a given deviation and correlation time (Uhlenbeck
& Ornstein, Phys. Rev. 36 (1930) 823-841), for a while:
  i = mean + x                                           while del <= t < del + dur
  x(t + dt) = x(t) exp(-dt/tau) + std sqrt(1 - exp(-2 dt/tau)) g,   g normal with mean 0 and deviation 1
which is exact for every dt (Gillespie, Phys. Rev. E 54 (1996) 2084-2091). Each instance has random numbers of its own.
ENDCOMMENT

NEURON {
  POINT_PROCESS NoiseClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, mean, std, tau, i, x
  RANDOM noise
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
}

PARAMETER {
  del = 0 (ms)                : when it begins
  dur = 0 (ms) <0, 1e9>       : how long it lasts
  mean = 0 (nA)               : mean
  std = 0.1 (nA) <0, 1e9>     : deviation
  tau = 3 (ms) <1e-9, 1e9>    : correlation time
}

ASSIGNED {
  i (nA)
  x (nA)                      : how far from the mean
  dt (ms)
}

INITIAL {
  random_setseq(noise, 0)
  x = std*random_normal(noise, 0, 1)
  i = 0
}

BREAKPOINT {
  SOLVE fluctuate METHOD after_cvode
  if (t >= del && t < del + dur) {
    i = mean + x
  } else {
    i = 0
  }
}

PROCEDURE fluctuate() {
  LOCAL kept
  kept = exp(-dt/tau)
  x = x*kept + std*sqrt(1 - kept*kept)*random_normal(noise, 0, 1)
}
