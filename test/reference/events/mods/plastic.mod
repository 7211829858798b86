TITLE Synapse whose connections have numbers of their own, and see each other

NEURON {
  POINT_PROCESS Plastic
  NONSPECIFIC_CURRENT i
  RANGE tau, e, g, i, total, largest, count, last
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  tau = 3 (ms)
  e = 0 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
  total
  largest
  count
  last (ms)
}

STATE {
  g (uS)
}

INITIAL {
  g = 0
  total = 0
  largest = 0
  count = 0
  last = 0
  net_send(4, 2)
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  i = g*(v - e)
}

DERIVATIVE decay {
  g' = -g/tau
}

NET_RECEIVE (weight (uS), strength, uses, before (ms)) {
  INITIAL {
    strength = 1 + 100*weight
    before = -1
  }
  if (flag == 0) {
    uses = uses + 1
    g = g + weight*strength
    : the connection itself is among those of the loop, with what has just been assigned
    strength = 0.8*strength
    total = 0
    largest = 0
    FOR_NETCONS (w, s, u, b) {
      total = total + s*u
      if (s > largest) {
        largest = s
      }
      s = s + 0.01*(t - b)/(1 + u)
    }
    before = t
    last = t
  } else if (flag == 2) {
    count = 0
    FOR_NETCONS (weight, strength, uses, before) {
      count = count + 1
      strength = strength*1.1 + count*0.001
    }
    : what the first loop changed is seen by the second
    total = 0
    FOR_NETCONS (a, b, c, d) {
      total = total + a*b
      if (c > 3) {
        c = 0
      }
    }
    net_send(5, 2)
  }
}
