TITLE Conditions on the potential, armed in different ways

NEURON {
  POINT_PROCESS Watcher
  RANGE up, down, far, rearm, ups, downs, fars, lastUp, lastDown, lastFlag, taken
}

PARAMETER {
  up = -60 (mV)
  down = -70 (mV)
  far = -40 (mV)
  rearm = 6 (ms)
}

ASSIGNED {
  v (mV)
  ups
  downs
  fars
  lastUp (ms)
  lastDown (ms)
  lastFlag
  taken
}

INITIAL {
  ups = 0
  downs = 0
  fars = 0
  taken = 0
  lastUp = -1
  lastDown = -1
  lastFlag = -1
  net_send(0.3, 5)
}

NET_RECEIVE (w) {
  lastFlag = flag
  if (flag == 5) {
    : two conditions side by side, the second of another statement
    WATCH (v > up) 1, (v < down) 2
    WATCH (v - 10 > far) 3
  } else if (flag == 1) {
    ups = ups + 1
    lastUp = t
  } else if (flag == 2) {
    downs = downs + 1
    lastDown = t
  } else if (flag == 3) {
    fars = fars + 1
    net_send(rearm, 6)
  } else if (flag == 6) {
    : discards the others; true already, so it must first become false
    WATCH (v > down + 1) 1
    net_send(rearm, 5)
  } else {
    taken = taken + w
  }
}
