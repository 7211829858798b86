TITLE A point process that sets a number elsewhere by the potential of its own place

NEURON {
  POINT_PROCESS Writer
  POINTER target
  RANGE factor
}

PARAMETER {
  factor = 0.01
}

ASSIGNED {
  v (mV)
  target
}

BREAKPOINT {
  target = factor*(v + 65)
}
