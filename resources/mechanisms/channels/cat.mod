TITLE Calcium channel of low threshold (T-type)

COMMENT
Two gates m and one gate h; the current follows the Goldman-Hodgkin-Katz equation, because the outward calcium current
is not linear in the potential. Kinetics of thalamic relay cells: J. R. Huguenard and D. A. McCormick, J. Neurophysiol.
68 (1992) 1373-1383; permeability form as in A. Destexhe, M. Neubig, D. Ulrich and J. Huguenard, J. Neurosci. 18 (1998)
3574-3588. Rates were measured at 24 degC; Q10 are 2.5 for m and h.
ENDCOMMENT

NEURON {
  SUFFIX cat
  USEION ca READ cai, cao WRITE ica
  RANGE pbar, shift, minf, hinf, mtau, htau, ica
  GLOBAL qm, qh
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (mM) = (milli/liter)
  FARADAY = (faraday) (coulomb)
  R = (k-mole) (joule/degC)
}

PARAMETER {
  pbar = 0.2e-3 (cm/s) <0, 1e9>  : permeability with all channels open
  shift = 2 (mV)                 : shift of the voltage axis by external calcium
  qm = 2.5 <1e-9, 1e9>           : Q10 of activation
  qh = 2.5 <1e-9, 1e9>           : Q10 of inactivation
}

STATE {
  m FROM 0 TO 1  : activation
  h FROM 0 TO 1  : inactivation
}

ASSIGNED {
  v (mV)
  celsius (degC)
  cai (mM)
  cao (mM)
  ica (mA/cm2)
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
  ica = pbar*m*m*h*flux(v, cai, cao)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

PROCEDURE rates(v (mV)) {
  LOCAL x
  x = v + shift
  minf = 1/(1 + exp(-(x + 57 (mV))/6.2 (mV)))
  hinf = 1/(1 + exp((x + 81 (mV))/4 (mV)))
  mtau = (0.612 (ms) + 1 (ms)/(exp(-(x + 132 (mV))/16.7 (mV)) + exp((x + 16.8 (mV))/18.2 (mV))))/qm^((celsius - 24 (degC))/10 (degC))
  if (x < -80 (mV)) {
    htau = 1 (ms)*exp((x + 467 (mV))/66.6 (mV))/qh^((celsius - 24 (degC))/10 (degC))
  } else {
    htau = (28 (ms) + 1 (ms)*exp(-(x + 22 (mV))/10.5 (mV)))/qh^((celsius - 24 (degC))/10 (degC))
  }
}

: charge that passes for a permeability of 1, outward positive (Goldman, Hodgkin and Katz), valence 2
FUNCTION flux(v (mV), ci (mM), co (mM)) (millicoul/cm3) {
  LOCAL z
  z = (0.001)*2*FARADAY*v/(R*(celsius + 273.15))
  flux = (1e-3)*2*FARADAY*(ci*efun(-z) - co*efun(z))
}

: x/(exp(x) - 1), and near x = 0 the first terms of its series
FUNCTION efun(x) {
  if (fabs(x) < 1e-4) {
    efun = 1 - x/2
  } else {
    efun = x/(exp(x) - 1)
  }
}
