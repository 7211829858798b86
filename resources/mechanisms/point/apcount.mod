TITLE Counter of action potentials

COMMENT
Counts how often the potential crosses thresh upwards, looking once a step, and keeps the time of the last crossing.
A potential that is above it from the beginning counts once.
ENDCOMMENT

NEURON {
  POINT_PROCESS APCount
  RANGE thresh, n, time
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
}

PARAMETER {
  thresh = -20 (mV)  : potential that must be crossed
}

ASSIGNED {
  v (mV)
  n           : crossings so far
  time (ms)   : when the last one came
  above
}

INITIAL {
  n = 0
  time = 0
  above = 0
  look()
}

BREAKPOINT {
  SOLVE look METHOD after_cvode
}

PROCEDURE look() {
  if (v >= thresh) {
    if (!above) {
      above = 1
      n = n + 1
      time = t
    }
  } else {
    above = 0
  }
}
