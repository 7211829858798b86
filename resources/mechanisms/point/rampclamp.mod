TITLE Current clamp: a ramp

COMMENT
The current runs in a straight line from amp0 to amp1 while del <= t < del + dur, and is 0 before and after.
ENDCOMMENT

NEURON {
  POINT_PROCESS RampClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, amp0, amp1, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
}

PARAMETER {
  del = 0 (ms)                : when it begins
  dur = 1 (ms) <1e-9, 1e9>    : how long it lasts
  amp0 = 0 (nA)               : current at the beginning
  amp1 = 0 (nA)               : current at the end
}

ASSIGNED {
  i (nA)
}

BREAKPOINT {
  at_time(del)
  at_time(del + dur)
  if (t >= del && t < del + dur) {
    i = amp0 + (amp1 - amp0)*(t - del)/dur
  } else {
    i = 0
  }
}
