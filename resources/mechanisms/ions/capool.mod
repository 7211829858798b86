TITLE Calcium in a thin shell under the membrane

COMMENT
Calcium current fills a shell of a given depth, from which calcium goes with one time constant:
  cai' = -ica/(2 F depth) - (cai - cainf)/taur
Inward current only raises cai; an outward one does not lower it (A. Destexhe, A. Babloyantz and T. J. Sejnowski,
Biophys. J. 65 (1993) 1538-1552, without the Michaelis-Menten pump).
ENDCOMMENT

NEURON {
  SUFFIX capool
  USEION ca READ ica, cai WRITE cai
  RANGE depth, taur, cainf
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (um) = (micron)
  FARADAY = (faraday) (coulomb)
}

PARAMETER {
  depth = 0.1 (um) <1e-9, 1e9>    : depth of the shell
  taur = 5 (ms) <1e-9, 1e9>       : time constant of removal
  cainf = 2.4e-4 (mM) <0, 1e9>    : concentration at rest
}

STATE {
  cai (mM) <1e-5>  : concentration inside
}

ASSIGNED {
  ica (mA/cm2)
  inflow (mM/ms)
}

INITIAL {
  cai = cainf
}

BREAKPOINT {
  SOLVE pool METHOD derivimplicit
}

DERIVATIVE pool {
  inflow = -(10000)*ica/(2*FARADAY*depth)
  if (inflow <= 0) {
    inflow = 0
  }
  cai' = inflow + (cainf - cai)/taur
}
