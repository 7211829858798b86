TITLE Fast potassium current without inactivation (Kv3.1)

COMMENT
J. Rettig et al., EMBO J. 11 (1992) 2473-2486.
ENDCOMMENT

NEURON {
  SUFFIX pykv
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
}

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
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
  minf = 1/(1 + exp(-(v - 18.7 (mV))/9.7 (mV)))
  mtau = 4 (ms)/(1 + exp(-(v + 46.56 (mV))/44.14 (mV)))
}
