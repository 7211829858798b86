TITLE A cell that tells in which order events came, and answers each in a way that depends on it

COMMENT
Every event changes the number code, so that another order gives another number. What the cell does next (fire, at once
or later; send itself an event; move the one that waits) follows from code, so that one exchange changes all that
follows. All times are multiples of 1/8 ms, so that many events fall together.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL Chatter
  RANGE start, seed, most, code, count
  THREADSAFE
}

PARAMETER {
  start = 0 (ms)
  seed = 1
  most = 300  : events after which the cell only listens
}

ASSIGNED {
  code
  count
  waiting
}

INITIAL {
  code = seed
  count = 0
  waiting = 1
  net_send(start, 1)
}

NET_RECEIVE (w) {
  LOCAL pick, later
  if (flag == 1) {
    waiting = 0
  }
  count = count + 1
  code = code*31 + flag*7
  if (flag == 0) {
    code = code + w
  }
  code = fmod(code, 10007)
  if (count < most) {
    pick = fmod(code, 8)
    later = fmod(code, 5)*0.125
    if (pick < 3) {
      net_event(t + later)
    } else if (pick < 5) {
      net_send(later, 2)
    } else if (waiting == 1) {
      net_move(t + later)
    } else {
      waiting = 1
      net_send(2*later, 1)
    }
  }
}
