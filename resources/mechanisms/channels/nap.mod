TITLE Persistent sodium current

COMMENT
Activates below threshold and does not inactivate: C. R. French, P. Sah, K. J. Buckett and P. W. Gage, J. Gen. Physiol.
95 (1990) 1139-1157; half activation at -52.6 mV, slope 4.6 mV (J. Magistretti and A. Alonso, J. Gen. Physiol. 114
(1999) 491-509). It follows the potential at once.
ENDCOMMENT

NEURON {
  SUFFIX nap
  USEION na READ ena WRITE ina
  RANGE gbar, g, vhalf, slope, ina
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-4 (S/cm2) <0, 1e9>  : conductance with all channels open
  vhalf = -52.6 (mV)            : potential at which half are open
  slope = 4.6 (mV) <1e-9, 1e9>  : steepness
}

ASSIGNED {
  v (mV)
  ena (mV)
  ina (mA/cm2)
  g (S/cm2)   : conductance
}

BREAKPOINT {
  g = gbar/(1 + exp(-(v - vhalf)/slope))
  ina = g*(v - ena)
}
