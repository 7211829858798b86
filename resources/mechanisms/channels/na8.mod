TITLE Sodium channel of the squid axon as eight Markov states

COMMENT
The gates of Hodgkin and Huxley, three m and one h, as the states of one molecule: C0 … C3 have zero to three gates m
open and h open, I0 … I3 the same with h closed; the channel conducts in C3. With the rates of J. Physiol. 117 (1952)
500-544 the current is that of their equations; written out as a scheme it can be changed, e.g. by making inactivation
depend on activation.
ENDCOMMENT

NEURON {
  SUFFIX na8
  USEION na READ ena WRITE ina
  RANGE gbar, g, ina
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.12 (S/cm2) <0, 1e9>  : conductance with all channels open
}

STATE {
  C0 FROM 0 TO 1  : h open, no m open
  C1 FROM 0 TO 1
  C2 FROM 0 TO 1
  C3 FROM 0 TO 1  : conducting
  I0 FROM 0 TO 1  : h closed, no m open
  I1 FROM 0 TO 1
  I2 FROM 0 TO 1
  I3 FROM 0 TO 1
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ena (mV)
  ina (mA/cm2)
  g (S/cm2)   : conductance
  am (/ms)    : opening of a gate m
  bm (/ms)    : closing of a gate m
  ah (/ms)    : opening of h
  bh (/ms)    : closing of h
}

INITIAL {
  SOLVE scheme STEADYSTATE sparse
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  g = gbar*C3
  ina = g*(v - ena)
}

KINETIC scheme {
  rates(v)
  ~ C0 <-> C1 (3*am, bm)
  ~ C1 <-> C2 (2*am, 2*bm)
  ~ C2 <-> C3 (am, 3*bm)
  ~ I0 <-> I1 (3*am, bm)
  ~ I1 <-> I2 (2*am, 2*bm)
  ~ I2 <-> I3 (am, 3*bm)
  ~ I0 <-> C0 (ah, bh)
  ~ I1 <-> C1 (ah, bh)
  ~ I2 <-> C2 (ah, bh)
  ~ I3 <-> C3 (ah, bh)
  CONSERVE C0 + C1 + C2 + C3 + I0 + I1 + I2 + I3 = 1
}

PROCEDURE rates(v (mV)) {
  LOCAL q10
  q10 = 3^((celsius - 6.3 (degC))/10 (degC))
  am = q10*0.1 (/mV /ms)*vtrap(-(v + 40 (mV)), 10 (mV))
  bm = q10*4 (/ms)*exp(-(v + 65 (mV))/18 (mV))
  ah = q10*0.07 (/ms)*exp(-(v + 65 (mV))/20 (mV))
  bh = q10*1 (/ms)/(exp(-(v + 35 (mV))/10 (mV)) + 1)
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
