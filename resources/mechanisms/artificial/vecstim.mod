TITLE Source of events at given times

COMMENT
Fires at the times [ms] of the series `times`, which must not fall; those before the start of the run are left out.
Like the VecStim of NEURON's examples, whose times come from a Vector.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL VecStim
  SERIES times
  THREADSAFE
}

ASSIGNED {
  next     : place of the next time
  waiting  : whether that is still to be found
}

INITIAL {
  next = 0
  wait()
}

: for the next time; leaves out what is over
PROCEDURE wait() {
  waiting = 1
  while (waiting) {
    if (next >= vector_capacity(times)) {
      waiting = 0
    } else if (vector_at(times, next) >= t) {
      net_send(vector_at(times, next) - t, 1)
      waiting = 0
    } else {
      next = next + 1
    }
  }
}

NET_RECEIVE (weight) {
  if (flag == 1) {
    net_event(t)
    next = next + 1
    wait()
  }
}
