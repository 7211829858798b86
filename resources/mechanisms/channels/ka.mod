TITLE Potassium channel that inactivates (A-type)

COMMENT
J. A. Connor and C. F. Stevens, J. Physiol. 213 (1971) 31-53, with the numbers of J. A. Connor, D. Walter and
R. McKown, Biophys. J. 18 (1977) 81-102; the potentials there are kept, with a Q10 of 3.8 from 6.3 degC.
ENDCOMMENT

NEURON {
  SUFFIX ka
  USEION k READ ek WRITE ik
  RANGE gbar, g, ainf, binf, atau, btau, ik
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.0477 (S/cm2) <0, 1e9>  : conductance with all channels open
}

STATE {
  a FROM 0 TO 1  : activation
  b FROM 0 TO 1  : inactivation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)   : conductance
  ainf
  binf
  atau (ms)
  btau (ms)
}

INITIAL {
  rates(v)
  a = ainf
  b = binf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  g = gbar*a^3*b
  ik = g*(v - ek)
}

DERIVATIVE gates {
  rates(v)
  a' = (ainf - a)/atau
  b' = (binf - b)/btau
}

PROCEDURE rates(v (mV)) {
  LOCAL q10
  q10 = 3.8^((celsius - 6.3 (degC))/10 (degC))
  ainf = (0.0761*exp((v + 94.22 (mV))/31.84 (mV))/(1 + exp((v + 1.17 (mV))/28.93 (mV))))^(1/3)
  atau = (0.3632 (ms) + 1.158 (ms)/(1 + exp((v + 55.96 (mV))/20.12 (mV))))/q10
  binf = 1/(1 + exp((v + 53.3 (mV))/14.54 (mV)))^4
  btau = (1.24 (ms) + 2.678 (ms)/(1 + exp((v + 50 (mV))/16.027 (mV))))/q10
}
