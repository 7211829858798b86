TITLE Potassium in a narrow space around the cell

COMMENT
Potassium current fills a space of a given width outside the membrane, from which it exchanges with a bath:
  ko' = ik/(F fhspace) + (kbath - ko)/txfer
B. Frankenhaeuser and A. L. Hodgkin, J. Physiol. 131 (1956) 341-376.
ENDCOMMENT

NEURON {
  SUFFIX kext
  USEION k READ ik WRITE ko
  RANGE fhspace, txfer, kbath
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (um) = (micron)
  FARADAY = (faraday) (coulomb)
}

PARAMETER {
  fhspace = 300 (angstrom) <1e-9, 1e9>  : width of the space
  txfer = 50 (ms) <1e-9, 1e9>           : time constant of the exchange
  kbath = 10 (mM) <0, 1e9>              : potassium in the bath
}

STATE {
  ko (mM)  : concentration in the space
}

ASSIGNED {
  ik (mA/cm2)
}

INITIAL {
  ko = kbath
}

BREAKPOINT {
  SOLVE space METHOD derivimplicit
}

DERIVATIVE space {
  ko' = (1e8)*ik/(fhspace*FARADAY) + (kbath - ko)/txfer
}
