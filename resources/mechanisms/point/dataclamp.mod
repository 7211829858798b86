TITLE Current clamp: a measured current

COMMENT
An electrode that injects a current that is given by numbers, one for each `interval` from `del` on, with straight lines
between them; before the first and behind the last number it injects nothing:
  i = scale*(values[k] + (values[k + 1] - values[k])*f),   (t - del)/interval = k + f, 0 <= f < 1
ENDCOMMENT

NEURON {
  POINT_PROCESS DataClamp
  ELECTRODE_CURRENT i
  RANGE del, interval, scale, i
  SERIES values
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
}

PARAMETER {
  del = 0 (ms)                    : when the first number holds
  interval = 0.1 (ms) <1e-9, 1e9> : time between two numbers
  scale = 1 (nA)                  : what 1 stands for
}

ASSIGNED {
  i (nA)
}

BREAKPOINT {
  LOCAL place, k, last
  last = vector_capacity(values) - 1
  place = (t - del)/interval
  if (place < 0 || place > last) {
    i = 0
  } else if (place >= last) {
    i = scale*vector_at(values, last)
  } else {
    k = floor(place)
    i = scale*(vector_at(values, k) + (vector_at(values, k + 1) - vector_at(values, k))*(place - k))
  }
}
