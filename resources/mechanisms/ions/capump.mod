TITLE Calcium pump of the membrane

COMMENT
A Michaelis-Menten pump that carries calcium out:
  ica = imax cai/(cai + kd)
It goes with any mechanism that makes cai out of ica. A steady leak ica = -ilast keeps the concentration cainf at rest.
ENDCOMMENT

NEURON {
  SUFFIX capump
  USEION ca READ cai WRITE ica
  RANGE imax, kd, cainf, ipump
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
}

PARAMETER {
  imax = 1e-4 (mA/cm2) <0, 1e9>   : fastest pumping
  kd = 1e-4 (mM) <1e-12, 1e9>     : calcium at half of it
  cainf = 5e-5 (mM) <0, 1e9>      : calcium at which pump and leak cancel
}

ASSIGNED {
  cai (mM)
  ica (mA/cm2)
  ipump (mA/cm2)  : current of pump and leak
}

BREAKPOINT {
  ipump = imax*(cai/(cai + kd) - cainf/(cainf + kd))
  ica = ipump
}
