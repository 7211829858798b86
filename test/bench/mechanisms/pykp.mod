TITLE Slowly inactivating potassium current of pyramidal cells

COMMENT
A. Korngreen and B. Sakmann, J. Physiol. 525 (2000) 621-639, layer 5 of rat neocortex, shifted by -10 mV for the
potential of the liquid junction; measured at 21 degC, a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pykp
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
  g = gbar*m*m*h
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
  minf = 1/(1 + exp(-(x + 1 (mV))/12 (mV)))
  if (x < -50 (mV)) {
    mtau = (1.25 (ms) + 175.03 (ms)*exp(0.026 (/mV)*x))/q10
  } else {
    mtau = (1.25 (ms) + 13 (ms)*exp(-0.026 (/mV)*x))/q10
  }
  hinf = 1/(1 + exp((x + 54 (mV))/11 (mV)))
  htau = (360 (ms) + (1010 (ms) + 24 (ms/mV)*(x + 55 (mV)))*exp(-((x + 75 (mV))/48 (mV))^2))/q10
}
