TITLE Potassium channel opened by calcium and by voltage (BK)

COMMENT
Calcium binds to the channel with a voltage-dependent affinity, before and after it opens:
  alpha = abar/(1 + kd(v, k1, d1)/cai)        opening
  beta  = bbar/(1 + cai/kd(v, k4, d2))        closing
  kd(v, k, d) = k exp(-2 d F v / (R T))
E. Moczydlowski and R. Latorre, J. Gen. Physiol. 82 (1983) 511-542, figure 13, scheme and constants.
ENDCOMMENT

NEURON {
  SUFFIX kca
  USEION k READ ek WRITE ik
  USEION ca READ cai
  RANGE gbar, g, oinf, otau, ik
  GLOBAL d1, d2, k1, k4, abar, bbar
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
  (mM) = (milli/liter)
  FARADAY = (faraday) (kilocoulombs)
  R = (k-mole) (joule/degC)
}

PARAMETER {
  gbar = 0.01 (S/cm2) <0, 1e9>   : conductance with all channels open
  d1 = 0.84                      : electrical distance of the site that opens
  d2 = 1.0                       : electrical distance of the site that keeps open
  k1 = 0.48e-3 (mM) <1e-12, 1e9> : affinity at 0 mV of the first
  k4 = 0.13e-6 (mM) <1e-12, 1e9> : affinity at 0 mV of the second
  abar = 0.28 (/ms) <0, 1e9>     : fastest opening
  bbar = 0.48 (/ms) <0, 1e9>     : fastest closing
}

STATE {
  o FROM 0 TO 1  : fraction of channels that are open
}

ASSIGNED {
  v (mV)
  celsius (degC)
  cai (mM)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)   : conductance
  oinf
  otau (ms)
}

INITIAL {
  rates(v, cai)
  o = oinf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*o
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(v, cai)
  o' = (oinf - o)/otau
}

PROCEDURE rates(v (mV), c (mM)) {
  LOCAL alpha, beta
  alpha = abar/(1 + affinity(k1, d1, v)/c)
  beta = bbar/(1 + c/affinity(k4, d2, v))
  otau = 1/(alpha + beta)
  oinf = alpha*otau
}

: dissociation constant at a potential
FUNCTION affinity(k (mM), d, v (mV)) (mM) {
  affinity = k*exp(-2*d*FARADAY*v/R/(273.15 + celsius))
}
