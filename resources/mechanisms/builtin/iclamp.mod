TITLE Current clamp: one rectangular pulse

COMMENT
An electrode that injects amp while del <= t < del + dur. A positive current depolarises.
The time is that of the middle of the step, at which the currents are evaluated.
ENDCOMMENT

NEURON {
  POINT_PROCESS IClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, amp, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
}

PARAMETER {
  del = 0 (ms)            : when the pulse begins
  dur = 0 (ms) <0, 1e9>   : how long it lasts
  amp = 0 (nA)            : its height
}

ASSIGNED {
  i (nA)
}

BREAKPOINT {
  at_time(del)
  at_time(del + dur)
  if (t >= del && t < del + dur) {
    i = amp
  } else {
    i = 0
  }
}
