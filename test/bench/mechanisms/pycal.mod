TITLE Calcium current of low threshold

COMMENT
Steady states after R. B. Avery and D. Johnston, J. Neurosci. 16 (1996) 5567-5582, shifted by -10 mV for the potential
of the liquid junction; time constants after A. D. Randall and R. W. Tsien, Neuropharmacology 36 (1997) 879-893. Measured
at 21 degC, a Q10 of 2.3 for other temperatures.
ENDCOMMENT

NEURON {
  SUFFIX pycal
  USEION ca READ eca WRITE ica
  RANGE gbar, g, ica
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
  eca (mV)
  ica (mA/cm2)
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
  ica = g*(v - eca)
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
  minf = 1/(1 + exp(-(x + 30 (mV))/6 (mV)))
  mtau = (5 (ms) + 20 (ms)/(1 + exp((x + 25 (mV))/5 (mV))))/q10
  hinf = 1/(1 + exp((x + 80 (mV))/6.4 (mV)))
  htau = (20 (ms) + 50 (ms)/(1 + exp((x + 40 (mV))/7 (mV))))/q10
}
