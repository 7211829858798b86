TITLE An enzyme and its substrate as a kinetic scheme

COMMENT
    substrate + enzyme <-> complex -> product + enzyme

Where there is far more substrate than enzyme, product appears at

    turnover*total*substrate/(substrate + km),   km = (unbinding + turnover)/binding

Michaelis, L., Menten, M. L. (1913) Die Kinetik der Invertinwirkung. Biochemische Zeitschrift 49: 333-369.
Briggs, G. E., Haldane, J. B. S. (1925) A note on the kinetics of enzyme action. Biochemical Journal 19: 338-339.
ENDCOMMENT

INDEPENDENT { t FROM 0 TO 200 WITH 20000 (ms) }

UNITS { (mM) = (milli/liter) }

PARAMETER {
  binding = 10 (/mM-ms) <0, 1e6>
  unbinding = 1 (/ms) <0, 1e6>
  turnover = 1 (/ms) <0, 1e6>
  start = 1 (mM) <0, 1e3>      : substrate in the beginning
  total = 0.01 (mM) <0, 1e3>   : enzyme, free and bound
}

STATE {
  substrate (mM)
  enzyme (mM)
  complex (mM)
  product (mM)
}

INITIAL {
  substrate = start
  enzyme = total
  complex = 0
  product = 0
}

BREAKPOINT { SOLVE reaction METHOD sparse }

KINETIC reaction {
  ~ substrate + enzyme <-> complex (binding, unbinding)
  ~ complex <-> product + enzyme (turnover, 0)
  CONSERVE enzyme + complex = total
}
