TITLE High-threshold calcium channel, activation squared

NEURON {
  SUFFIX cal
  USEION ca READ eca WRITE ica
  RANGE gbar, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.0005 (S/cm2)
}

ASSIGNED {
  v (mV)
  eca (mV)
  ica (mA/cm2)
  g (S/cm2)
  minf
  tau (ms)
}

STATE { m }

INITIAL {
  rates(v)
  m = minf
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  g = gbar*m*m
  ica = g*(v - eca)
}

DERIVATIVE states {
  rates(v)
  m' = (minf - m)/tau
}

PROCEDURE rates(v (mV)) {
  minf = 1/(1 + exp(-(v + 30)/6))
  tau = 0.5 + 2/(1 + exp((v + 20)/10))
}
