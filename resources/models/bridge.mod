TITLE Wheatstone's bridge, a linear circuit

COMMENT
A battery feeds two dividers, r1 over r2 and r3 over r4; a resistor lies between their middles. Kirchhoff's law at both
middles gives their potentials. The bridge carries no current where r1/r2 = r3/r4.

Wheatstone, C. (1843) An account of several new instruments and processes for determining the constants of a voltaic
circuit. Philosophical Transactions of the Royal Society 133: 303-327.
ENDCOMMENT

UNITS {
  (V) = (volt)
  (A) = (ampere)
}

PARAMETER {
  battery = 10 (V)
  r1 = 100 (ohm) <1e-6, 1e12>
  r2 = 200 (ohm) <1e-6, 1e12>
  r3 = 150 (ohm) <1e-6, 1e12>
  r4 = 120 (ohm) <1e-6, 1e12>
  across = 50 (ohm) <1e-6, 1e12>
}

STATE {
  left (V)
  right (V)
}

ASSIGNED { current (A) }   : from left to right

BREAKPOINT {
  SOLVE nodes
  current = (left - right)/across
}

LINEAR nodes {
  ~ (battery - left)/r1 = left/r2 + (left - right)/across
  ~ (battery - right)/r3 + (left - right)/across = right/r4
}
