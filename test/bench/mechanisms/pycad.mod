TITLE Calcium in a thin shell under the membrane, most of it buffered

COMMENT
A fraction gamma of what flows in stays free in a shell of a given depth; it goes with one time constant:
  cai' = -gamma ica/(2 F depth) - (cai - rest)/decay
After A. Destexhe, Z. F. Mainen and T. J. Sejnowski, Neural Comput. 6 (1994) 14-18.
ENDCOMMENT

NEURON {
  SUFFIX pycad
  USEION ca READ ica WRITE cai
  RANGE gamma, decay, depth, rest
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (um) = (micron)
  FARADAY = (faraday) (coulomb)
}

PARAMETER {
  gamma = 0.05 <0, 1>            : fraction that is not buffered
  decay = 80 (ms) <1e-9, 1e9>    : time constant of removal
  depth = 0.1 (um) <1e-9, 1e9>   : depth of the shell
  rest = 1e-4 (mM) <0, 1e9>      : concentration at rest
}

STATE {
  cai (mM) <1e-5>  : concentration inside
}

ASSIGNED {
  ica (mA/cm2)
}

INITIAL {
  cai = rest
}

BREAKPOINT {
  SOLVE pool METHOD cnexp
}

DERIVATIVE pool {
  cai' = -(10000)*gamma*ica/(2*FARADAY*depth) - (cai - rest)/decay
}
