TITLE Fast inactivating potassium current of pyramidal cells

COMMENT
A. Korngreen and B. Sakmann, J. Physiol. 525 (2000) 621-639, layer 5 of rat neocortex, shifted by -10 mV for the
potential of the liquid junction; measured at 21 degC, a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pykt
  USEION k READ ek WRITE ik
  RANGE gbar, g, ik
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-5 (S/cm2) <0, 1e9>  : conductance with all channels open
}

STATE {
  m FROM 0 TO 1  : activation
  h FROM 0 TO 1  : inactivation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  minf
  hinf
  mtau (ms)
  htau (ms)
}

INITIAL {
  rates(v)
  m = minf
  h = hinf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  g = gbar*m*m*m*m*h
  ik = g*(v - ek)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

PROCEDURE rates(v (mV)) {
  LOCAL x, q10
  q10 = 2.3^((celsius - 21 (degC))/10 (degC))
  x = v + 10 (mV)
  minf = 1/(1 + exp(-x/19 (mV)))
  mtau = (0.34 (ms) + 0.92 (ms)*exp(-((x + 71 (mV))/59 (mV))^2))/q10
  hinf = 1/(1 + exp((x + 66 (mV))/10 (mV)))
  htau = (8 (ms) + 49 (ms)*exp(-((x + 73 (mV))/23 (mV))^2))/q10
}
