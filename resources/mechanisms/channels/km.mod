TITLE Muscarinic potassium current

COMMENT
Slow, without inactivation; it lets a cell adapt. W. M. Yamada, C. Koch and P. R. Adams, in: Methods in Neuronal
Modeling, MIT Press 1989, chapter 4, for bullfrog sympathetic cells; taumax is the largest time constant at 36 degC.
ENDCOMMENT

NEURON {
  SUFFIX km
  USEION k READ ek WRITE ik
  RANGE gbar, g, minf, mtau, ik
  GLOBAL taumax
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-6 (S/cm2) <0, 1e9>     : conductance with all channels open
  taumax = 1000 (ms) <1e-9, 1e9>   : largest time constant
}

STATE {
  m FROM 0 TO 1  : activation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)   : conductance
  minf
  mtau (ms)
}

INITIAL {
  rates(v)
  m = minf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*m
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(v)
  m' = (minf - m)/mtau
}

PROCEDURE rates(v (mV)) {
  LOCAL q10
  q10 = 2.3^((celsius - 36 (degC))/10 (degC))
  minf = 1/(1 + exp(-(v + 35 (mV))/10 (mV)))
  mtau = taumax/q10/(3.3*exp((v + 35 (mV))/20 (mV)) + exp(-(v + 35 (mV))/20 (mV)))
}
