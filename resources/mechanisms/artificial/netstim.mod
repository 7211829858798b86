TITLE Source of events: regular, jittered or Poisson

COMMENT
Fires `number` times. The first event comes at start (with noise = 0) and each later one an interval after the one
before it. Of every interval a fraction `noise` is drawn from an exponential distribution of the same mean: 0 is a
regular train, 1 is a Poisson train. Every run draws the same numbers.
An event of positive weight that arrives while nothing is running starts a new burst; one of negative weight stops it.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL NetStim
  RANGE interval, number, start, noise
  RANDOM exponential
  THREADSAFE
}

PARAMETER {
  interval = 10 (ms) <1e-9, 1e9>  : mean time between events
  number = 10 <0, 1e9>            : how many events
  start = 50 (ms) <0, 1e9>        : when the first event comes
  noise = 0 <0, 1>                : fraction of the interval that is random
}

ASSIGNED {
  next (ms)   : time from this event to the next
  on          : whether a burst is running
  left        : events still to come
}

INITIAL {
  random_setseq(exponential, 0)
  if (noise < 0) {
    noise = 0
  }
  if (noise > 1) {
    noise = 1
  }
  on = 0
  left = 0
  if (start >= 0 && number > 0) {
    on = 1
    left = number
    next = start + wait(interval) - interval*(1 - noise)
    if (next < 0) {
      next = 0
    }
    net_send(next, 3)
  }
}

FUNCTION wait(mean (ms)) (ms) {
  if (noise == 0) {
    wait = mean
  } else {
    wait = (1 - noise)*mean + noise*mean*random_negexp(exponential, 1)
  }
}

NET_RECEIVE (weight) {
  if (flag == 0) {
    if (weight > 0 && on == 0) {
      on = 1
      left = number
      if (left > 0) {
        net_send(wait(interval) - interval*(1 - noise), 1)
      } else {
        on = 0
      }
    } else if (weight < 0) {
      on = 0
    }
  }
  : the burst of INITIAL begins with an event of its own, as in NEURON: among others of its time it comes later
  if (flag == 3 && on == 1) {
    net_send(0, 1)
  }
  if (flag == 1 && on == 1) {
    net_event(t)
    left = left - 1
    if (left > 0) {
      net_send(wait(interval), 1)
    } else {
      on = 0
    }
  }
}
