TITLE Cell that puts off its own event whenever input comes

NEURON {
  ARTIFICIAL_CELL Mover
  RANGE wait, fired, moved, alone, sum
}

PARAMETER {
  wait = 4 (ms)
}

ASSIGNED {
  fired
  moved
  alone
  sum
  pending
}

INITIAL {
  fired = 0
  moved = 0
  alone = 0
  sum = 0
  pending = 0
  begin()
  net_send(1.5, 2)
}

PROCEDURE begin() {
  fired = 0
}

NET_RECEIVE (w, extra) {
  if (flag == 1) {
    fired = fired + 1
    pending = 0
    net_event(t)
    net_event(t + 0.5)
  } else if (flag == 2) {
    if (pending == 0) {
      net_send(wait, 1)
      pending = 1
    }
    alone = alone + 1
    if (alone < 12) {
      net_send(7.3, 2)
    }
  } else {
    sum = sum + w*(1 + extra)
    extra = extra + 1
    if (pending == 1) {
      moved = moved + 1
      net_move(t + wait)
    }
  }
}
