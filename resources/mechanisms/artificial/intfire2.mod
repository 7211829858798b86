TITLE Leaky integrator that fires, driven by a decaying current

COMMENT
The input is a current i that relaxes to ib with taus, and an event adds its weight to it; m follows i with taum:
  taus i' = -(i - ib)
  taum m' = -m + i,   taum < taus
When m reaches 1 the cell fires and m starts again from 0. With I = i - ib and c = I taus/(taus - taum)
  m(t) = ib + c exp(-t/taus) + (m0 - ib - c) exp(-t/taum)
The time at which this next reaches 1 is found by Newton's method, and an event to itself is kept there; it is moved
whenever input arrives.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL IntFire2
  RANGE taus, taum, ib, i, m
  THREADSAFE
}

PARAMETER {
  taus = 20 (ms) <1e-9, 1e9>  : time constant of the current
  taum = 10 (ms) <1e-9, 1e9>  : time constant of m
  ib = 0                      : constant input
}

ASSIGNED {
  i             : input at the last event
  m             : m at the last event
  since (ms)    : when that was
}

INITIAL {
  if (taus <= taum) {
    taus = taum + 0.1
  }
  i = ib
  m = 0
  since = t
  net_send(crossing(), 1)
}

: m at this moment
FUNCTION M() {
  M = later(t - since)
}

: the input at this moment
FUNCTION I() {
  I = ib + (i - ib)*exp(-(t - since)/taus)
}

: m a time after the last event
FUNCTION later(passed (ms)) {
  LOCAL c
  c = (i - ib)*taus/(taus - taum)
  later = ib + c*exp(-passed/taus) + (m - ib - c)*exp(-passed/taum)
}

: time from the last event to the moment when m reaches 1; 1e9 where it never does
FUNCTION crossing() (ms) {
  LOCAL c, d, peak, x, step, value, slope, rounds
  c = (i - ib)*taus/(taus - taum)
  d = m - ib - c
  crossing = 1e9 (ms)
  if (m >= 1) {
    crossing = 0 (ms)
  } else {
    : m has one extremum at most, where c/taus exp(-x/taus) = -d/taum exp(-x/taum)
    peak = -1 (ms)
    if (c > 0 && d < 0) {
      peak = taus*taum/(taus - taum)*log(-d*taus/(c*taum))
    }
    : the curve rises to its peak, if there is one, else it runs to ib; Newton from below on a rising concave curve
    value = ib
    if (peak > 0) {
      value = later(peak)
    }
    if (value > 1) {
      x = 0 (ms)
      step = 1 (ms)
      rounds = 0
      while (step*step > 1e-24 (ms2) && rounds < 100) {
        value = ib + c*exp(-x/taus) + d*exp(-x/taum) - 1
        slope = -c/taus*exp(-x/taus) - d/taum*exp(-x/taum)
        if (slope <= 0) {
          step = 0.1*taum
        } else {
          step = -value/slope
        }
        x = x + step
        rounds = rounds + 1
      }
      crossing = x
    }
  }
}

NET_RECEIVE (weight) {
  if (flag == 1) {
    net_event(t)
    i = I()
    m = 0
    since = t
    net_send(crossing(), 1)
  } else {
    m = M()
    i = I() + weight
    since = t
    if (m >= 1) {
      net_move(t)
    } else {
      net_move(t + crossing())
    }
  }
}
