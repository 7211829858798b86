TITLE Current clamp: a sine wave whose frequency sweeps

COMMENT
The ZAP stimulus for measuring the impedance of a cell (E. Puil, B. Gimbarzevsky and R. M. Miura, J. Neurophysiol. 55
(1986) 995-1016). The frequency runs linearly from f0 to f1 during the stimulus:
  i = amp sin(2 pi (f0 s + (f1 - f0) s^2 / (2 dur))),   s = t - del
ENDCOMMENT

NEURON {
  POINT_PROCESS ZapClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, amp, f0, f1, f, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  PI = (pi) (1)
}

PARAMETER {
  del = 0 (ms)                  : when it begins
  dur = 1000 (ms) <1e-9, 1e9>   : how long it lasts
  amp = 0 (nA)                  : amplitude
  f0 = 0 (Hz) <0, 1e6>          : frequency at the beginning
  f1 = 100 (Hz) <0, 1e6>        : frequency at the end
}

ASSIGNED {
  i (nA)
  f (Hz)  : frequency at this moment
}

BREAKPOINT {
  LOCAL s
  at_time(del)
  at_time(del + dur)
  if (t >= del && t < del + dur) {
    s = t - del
    f = f0 + (f1 - f0)*s/dur
    i = amp*sin(2*PI*(0.001)*(f0*s + (f1 - f0)*s*s/(2*dur)))
  } else {
    f = 0
    i = 0
  }
}
