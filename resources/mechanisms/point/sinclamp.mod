TITLE Current clamp: a sine wave

COMMENT
An electrode that injects a sine wave of a given amplitude and frequency, on top of a constant, for a while:
  i = offset + amp sin(2 pi freq (t - del) + phase)      while del <= t < del + dur
ENDCOMMENT

NEURON {
  POINT_PROCESS SinClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, amp, freq, phase, offset, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  PI = (pi) (1)
}

PARAMETER {
  del = 0 (ms)                : when it begins
  dur = 0 (ms) <0, 1e9>       : how long it lasts
  amp = 0 (nA)                : amplitude
  freq = 10 (Hz) <0, 1e6>     : frequency
  phase = 0                   : phase at the beginning (radian)
  offset = 0 (nA)             : constant part
}

ASSIGNED {
  i (nA)
}

BREAKPOINT {
  at_time(del)
  at_time(del + dur)
  if (t >= del && t < del + dur) {
    i = offset + amp*sin(2*PI*freq*(t - del)*(0.001) + phase)
  } else {
    i = 0
  }
}
