TITLE An electrode current whose conductance the text gives

NEURON {
  POINT_PROCESS Given
  ELECTRODE_CURRENT i
  RANGE i, g, level
}

PARAMETER {
  g = -0.01 (uS)
  level = -50 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
}

BREAKPOINT {
  CONDUCTANCE g
  i = g*(v - level)
}
