TITLE Sodium-potassium pump

COMMENT
Carries three sodium ions out for two potassium ions in, so that a net outward current flows:
  ipump = imax / ((1 + kko/ko)^2 (1 + kna/nai)^3),   ina = 3 ipump,   ik = -2 ipump
P. Laeuger, Electrogenic Ion Pumps, Sinauer 1991; half saturations as in J. R. Cressman, G. Ullah, J. Ziburkus,
S. J. Schiff and E. Barreto, J. Comput. Neurosci. 26 (2009) 159-170, in the order of size.
ENDCOMMENT

NEURON {
  SUFFIX nakpump
  USEION na READ nai WRITE ina
  USEION k READ ko WRITE ik
  RANGE imax, kna, kko, ipump
  THREADSAFE
}

UNITS {
  (mA) = (milliamp)
  (mM) = (milli/liter)
}

PARAMETER {
  imax = 0.01 (mA/cm2) <0, 1e9>  : fastest pumping
  kna = 10 (mM) <1e-9, 1e9>      : sodium inside at half saturation of one site
  kko = 1 (mM) <1e-9, 1e9>       : potassium outside at half saturation of one site
}

ASSIGNED {
  nai (mM)
  ko (mM)
  ina (mA/cm2)
  ik (mA/cm2)
  ipump (mA/cm2)  : net current
}

BREAKPOINT {
  ipump = imax/((1 + kko/ko)^2*(1 + kna/nai)^3)
  ina = 3*ipump
  ik = -2*ipump
}
