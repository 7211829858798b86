TITLE Potassium channel that opens with calcium, independent of voltage

COMMENT
The slow after-hyperpolarisation. n calcium ions bind before the channel opens:
  closed + n Ca <-> open,   minf = s/(s + 1),   tau = 1/(beta (s + 1)),   s = (cai/cac)^n
A. Destexhe, D. Contreras, T. J. Sejnowski and M. Steriade, J. Neurophysiol. 72 (1994) 803-818, with n = 2,
cac = 25 uM, beta = 0.03 /ms at 22 degC. The time constant is not let below taumin.
ENDCOMMENT

NEURON {
  SUFFIX kahp
  USEION k READ ek WRITE ik
  USEION ca READ cai
  RANGE gbar, g, minf, mtau, ik
  GLOBAL beta, cac, taumin
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
  (mM) = (milli/liter)
}

PARAMETER {
  gbar = 0.01 (S/cm2) <0, 1e9>   : conductance with all channels open
  beta = 0.03 (/ms) <1e-9, 1e9>  : rate of closing
  cac = 0.025 (mM) <1e-9, 1e9>   : calcium at which half are open
  taumin = 0.1 (ms) <0, 1e9>     : smallest time constant
}

STATE {
  m FROM 0 TO 1  : fraction of gates that are open
}

ASSIGNED {
  v (mV)
  celsius (degC)
  cai (mM)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)   : conductance
  minf
  mtau (ms)
}

INITIAL {
  rates(cai)
  m = minf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*m*m
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(cai)
  m' = (minf - m)/mtau
}

PROCEDURE rates(c (mM)) {
  LOCAL s, q10
  q10 = 3^((celsius - 22 (degC))/10 (degC))
  s = (c/cac)*(c/cac)
  mtau = 1/(beta*(s + 1)*q10)
  if (mtau < taumin) {
    mtau = taumin
  }
  minf = s/(s + 1)
}
