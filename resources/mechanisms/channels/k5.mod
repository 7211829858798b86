TITLE Delayed rectifier of the squid axon as five Markov states

COMMENT
Four independent gates n (Hodgkin and Huxley, J. Physiol. 117 (1952) 500-544) as the states of one molecule: nk has k
gates open, n4 conducts.
ENDCOMMENT

NEURON {
  SUFFIX k5
  USEION k READ ek WRITE ik
  RANGE gbar, g, ik
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.036 (S/cm2) <0, 1e9>  : conductance with all channels open
}

STATE {
  n0 FROM 0 TO 1  : no gate open
  n1 FROM 0 TO 1
  n2 FROM 0 TO 1
  n3 FROM 0 TO 1
  n4 FROM 0 TO 1  : conducting
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)   : conductance
  an (/ms)    : opening of a gate
  bn (/ms)    : closing of a gate
}

INITIAL {
  SOLVE scheme STEADYSTATE sparse
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  g = gbar*n4
  ik = g*(v - ek)
}

KINETIC scheme {
  rates(v)
  ~ n0 <-> n1 (4*an, bn)
  ~ n1 <-> n2 (3*an, 2*bn)
  ~ n2 <-> n3 (2*an, 3*bn)
  ~ n3 <-> n4 (an, 4*bn)
  CONSERVE n0 + n1 + n2 + n3 + n4 = 1
}

PROCEDURE rates(v (mV)) {
  LOCAL q10
  q10 = 3^((celsius - 6.3 (degC))/10 (degC))
  an = q10*0.01 (/mV /ms)*vtrap(-(v + 55 (mV)), 10 (mV))
  bn = q10*0.125 (/ms)*exp(-(v + 65 (mV))/80 (mV))
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
