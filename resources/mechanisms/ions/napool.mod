TITLE Sodium inside the cell

COMMENT
Sodium current fills the volume of the compartment:
  nai' = -ina 4/(F diam)
Without a pump nothing takes it out again.
ENDCOMMENT

NEURON {
  SUFFIX napool
  USEION na READ ina, nai WRITE nai
  RANGE start
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (um) = (micron)
  FARADAY = (faraday) (coulomb)
}

PARAMETER {
  start = 10 (mM) <0, 1e9>  : concentration at the beginning
}

STATE {
  nai (mM)  : concentration inside
}

ASSIGNED {
  ina (mA/cm2)
  diam (um)
}

INITIAL {
  nai = start
}

BREAKPOINT {
  SOLVE filling METHOD derivimplicit
}

DERIVATIVE filling {
  nai' = -(1e4)*4*ina/(diam*FARADAY)
}
