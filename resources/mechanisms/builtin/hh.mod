TITLE Squid giant axon: sodium, potassium and leak

COMMENT
A. L. Hodgkin and A. F. Huxley, A quantitative description of membrane current and its application to
conduction and excitation in nerve, J. Physiol. 117 (1952) 500-544.

Voltages are absolute, with rest near -65 mV; rates were measured at 6.3 degC and follow a Q10 of 3.
ENDCOMMENT

NEURON {
  SUFFIX hh
  USEION na READ ena WRITE ina
  USEION k READ ek WRITE ik
  NONSPECIFIC_CURRENT il
  RANGE gnabar, gkbar, gl, el, gna, gk
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gnabar = 0.12 (S/cm2) <0, 1e9>   : largest sodium conductance
  gkbar = 0.036 (S/cm2) <0, 1e9>   : largest potassium conductance
  gl = 0.0003 (S/cm2) <0, 1e9>     : leak conductance
  el = -54.3 (mV)                  : reversal potential of the leak
}

STATE {
  m  : activation of sodium
  h  : inactivation of sodium
  n  : activation of potassium
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ena (mV)
  ek (mV)
  ina (mA/cm2)
  ik (mA/cm2)
  il (mA/cm2)
  gna (S/cm2)  : sodium conductance
  gk (S/cm2)   : potassium conductance
  minf
  hinf
  ninf
  mtau (ms)
  htau (ms)
  ntau (ms)
}

INITIAL {
  rates(v)
  m = minf
  h = hinf
  n = ninf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  gna = gnabar*m*m*m*h
  gk = gkbar*n*n*n*n
  ina = gna*(v - ena)
  ik = gk*(v - ek)
  il = gl*(v - el)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
  n' = (ninf - n)/ntau
}

PROCEDURE rates(v (mV)) {
  LOCAL opening, closing, q10
  q10 = 3^((celsius - 6.3 (degC))/10 (degC))

  opening = 0.1 (/mV /ms)*vtrap(-(v + 40 (mV)), 10 (mV))
  closing = 4 (/ms)*exp(-(v + 65 (mV))/18 (mV))
  mtau = 1/(q10*(opening + closing))
  minf = opening/(opening + closing)

  opening = 0.07 (/ms)*exp(-(v + 65 (mV))/20 (mV))
  closing = 1 (/ms)/(exp(-(v + 35 (mV))/10 (mV)) + 1)
  htau = 1/(q10*(opening + closing))
  hinf = opening/(opening + closing)

  opening = 0.01 (/mV /ms)*vtrap(-(v + 55 (mV)), 10 (mV))
  closing = 0.125 (/ms)*exp(-(v + 65 (mV))/80 (mV))
  ntau = 1/(q10*(opening + closing))
  ninf = opening/(opening + closing)
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
