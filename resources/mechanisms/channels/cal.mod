TITLE Calcium channel of high threshold (L-type)

COMMENT
Two gates m and a fast gate h; the current follows the Goldman-Hodgkin-Katz equation. Kinetics of neocortical cells:
I. Reuveni, A. Friedman, Y. Amitai and M. J. Gutnick, J. Neurosci. 13 (1993) 4609-4621.
ENDCOMMENT

NEURON {
  SUFFIX cal
  USEION ca READ cai, cao WRITE ica
  RANGE pbar, minf, hinf, mtau, htau, ica
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (mM) = (milli/liter)
  FARADAY = (faraday) (coulomb)
  R = (k-mole) (joule/degC)
}

PARAMETER {
  pbar = 1e-4 (cm/s) <0, 1e9>  : permeability with all channels open
}

STATE {
  m FROM 0 TO 1  : activation
  h FROM 0 TO 1  : inactivation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  cai (mM)
  cao (mM)
  ica (mA/cm2)
  minf
  hinf
  mtau (ms)
  htau (ms)
}

INITIAL {
  rates(v)
  m = minf
  h = hinf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  ica = pbar*m*m*h*flux(v, cai, cao)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b
  a = 0.055 (/ms /mV)*vtrap(-(v + 27 (mV)), 3.8 (mV))
  b = 0.94 (/ms)*exp(-(v + 75 (mV))/17 (mV))
  mtau = 1/(a + b)
  minf = a*mtau
  a = 0.000457 (/ms)*exp(-(v + 13 (mV))/50 (mV))
  b = 0.0065 (/ms)/(exp(-(v + 15 (mV))/28 (mV)) + 1)
  htau = 1/(a + b)
  hinf = a*htau
}

: charge that passes for a permeability of 1, outward positive (Goldman, Hodgkin and Katz), valence 2
FUNCTION flux(v (mV), ci (mM), co (mM)) (millicoul/cm3) {
  LOCAL z
  z = (0.001)*2*FARADAY*v/(R*(celsius + 273.15))
  flux = (1e-3)*2*FARADAY*(ci*efun(-z) - co*efun(z))
}

: x/(exp(x) - 1), and near x = 0 the first terms of its series
FUNCTION efun(x) {
  if (fabs(x) < 1e-4) {
    efun = 1 - x/2
  } else {
    efun = x/(exp(x) - 1)
  }
}

: x/(exp(x/y) - 1), and near x = 0 the first terms of its series
FUNCTION vtrap(x (mV), y (mV)) (mV) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}
