TITLE Leaky integrator that fires, with fast excitation and slow inhibition

COMMENT
Excitation e decays with taue; inhibition is a current i2 that rises with taui1 and decays with taui2; both drive m:
  e'  = -e/taue
  i1' = -i1/taui1
  i2' = -i2/taui2 + ai1 i1
  m'  = -m/taum + ae e + ai2 i2,    taue < taui1 < taui2 < taum
An event of weight w > 0 adds w to e, one of weight w < 0 adds it to i1. The factors are such that, in a cell at rest,
a weight of 1 moves m up to 1, and a weight of -1 moves i2 and m down to -1. When m reaches 1 the cell fires and m
starts again from 0; e, i1 and i2 go on.
The moment of the crossing is approached from below by events that the cell sends to itself: a straight line along the
present slope of m reaches 1 no later than m does, because inhibition is slower than excitation.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL IntFire4
  RANGE taue, taui1, taui2, taum, e, i1, i2, m, eps
  THREADSAFE
}

PARAMETER {
  taue = 5 (ms) <1e-9, 1e9>    : time constant of excitation
  taui1 = 10 (ms) <1e-9, 1e9>  : rise of inhibition
  taui2 = 20 (ms) <1e-9, 1e9>  : decay of inhibition
  taum = 50 (ms) <1e-9, 1e9>   : time constant of m
  eps = 1e-6                   : how close to 1 counts as a crossing
}

ASSIGNED {
  e             : excitation at the last event
  i1            : the first inhibitory variable
  i2            : the second, which acts on m
  m
  since (ms)    : when the last event was
  ae (/ms)
  ai1 (/ms)
  ai2 (/ms)
}

INITIAL {
  order()
  ae = 1/peakOfTwo(taue, taum)
  ai1 = 1/peakOfTwo(taui1, taui2)
  ai2 = 1 (/ms)
  e = 0
  i1 = 1
  i2 = 0
  m = 0
  advance(peakOfThree())
  ai2 = 1 (/ms)/m
  i1 = 0
  i2 = 0
  m = 0
  since = t
  net_send(crossing(), 1)
}

: keeps the time constants apart, in order
PROCEDURE order() {
  if (taue >= taui1) {
    taui1 = taue + 0.01
  }
  if (taui1 >= taui2) {
    taui2 = taui1 + 0.01
  }
  if (taui2 >= taum) {
    taum = taui2 + 0.01
  }
}

: largest value of x, where x' = -x/slow + y and y starts at 1 and decays with fast
FUNCTION peakOfTwo(fast (ms), slow (ms)) (ms) {
  LOCAL tp
  tp = fast*slow/(slow - fast)*log(slow/fast)
  peakOfTwo = fast*slow/(slow - fast)*(exp(-tp/slow) - exp(-tp/fast))
}

: when m is largest after i1 alone; it lies after the peak of i2, and is found by halving
FUNCTION peakOfThree() (ms) {
  LOCAL low, high, x, slope
  low = taui1*taui2/(taui2 - taui1)*log(taui2/taui1)
  high = low + 20*taum
  while (high - low > 1e-7 (ms)) {
    x = (low + high)/2
    slope = (exp(-x/taui2)/taui2 - exp(-x/taum)/taum)/(1/taui2 - 1/taum)
    slope = slope - (exp(-x/taui1)/taui1 - exp(-x/taum)/taum)/(1/taui1 - 1/taum)
    if (slope > 0) {
      low = x
    } else {
      high = x
    }
  }
  peakOfThree = (low + high)/2
}

: brings e, i1, i2 and m to a later time
PROCEDURE advance(passed (ms)) {
  LOCAL xe, x1, x2, xm, fromE, from1, from2
  xe = exp(-passed/taue)
  x1 = exp(-passed/taui1)
  x2 = exp(-passed/taui2)
  xm = exp(-passed/taum)
  fromE = ae*e*taue*taum/(taum - taue)
  from1 = ai1*i1*taui1*taui2/(taui2 - taui1)
  from2 = ai2*taui2*taum/(taum - taui2)
  m = m*xm + fromE*(xm - xe) + (i2 + from1)*from2*(xm - x2) - from1*ai2*taui1*taum/(taum - taui1)*(xm - x1)
  i2 = i2*x2 + from1*(x2 - x1)
  i1 = i1*x1
  e = e*xe
}

: a time, not too late, from now until m may reach 1; 1e9 where it does not
FUNCTION crossing() (ms) {
  LOCAL slope
  slope = -m/taum + ae*e + ai2*i2
  if (slope <= 1e-9) {
    crossing = 1e9
  } else {
    crossing = (1 - m)/slope
  }
}

NET_RECEIVE (weight) {
  advance(t - since)
  since = t
  if (m > 1 - eps) {
    net_event(t)
    m = 0
  }
  if (flag == 1) {
    net_send(crossing(), 1)
  } else {
    if (weight > 0) {
      e = e + weight
    } else {
      i1 = i1 + weight
    }
    net_move(t + crossing())
  }
}
