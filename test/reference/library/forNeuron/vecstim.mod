TITLE Source of events at given times

COMMENT
The mechanism library's VecStim for NEURON, which knows no SERIES: times are a function table here, spikeTime(k) for k from
0 to n - 1. Times must not fall; those before the start of the run are left out.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL VecStim
  RANGE n
  THREADSAFE
}

PARAMETER {
  n = 0 <0, 1e9>  : how many times there are
}

ASSIGNED {
  k  : the next
}

INITIAL {
  k = 0
  skip()
  if (k < n) {
    net_send(spikeTime(k) - t, 1)
  }
}

FUNCTION_TABLE spikeTime(k) (ms)

: leaves out what is over
PROCEDURE skip() {
  while (k < n && spikeTime(k) < t) {
    k = k + 1
  }
}

NET_RECEIVE (weight) {
  if (flag == 1) {
    net_event(t)
    k = k + 1
    skip()
    if (k < n) {
      net_send(spikeTime(k) - t, 1)
    }
  }
}
