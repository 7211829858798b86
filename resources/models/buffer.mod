TITLE Calcium and a buffer in equilibrium, an algebraic system

COMMENT
All calcium is free or bound, and binding follows the law of mass action; the free calcium is the positive root of a
quadratic equation.

Neher, E., Augustine, G. J. (1992) Calcium gradients and buffers in bovine chromaffin cells.
Journal of Physiology 450: 273-301.
ENDCOMMENT

UNITS { (uM) = (micro/liter) }

PARAMETER {
  calcium = 50 (uM) <0, 1e6>       : free and bound
  buffer = 100 (uM) <0, 1e6>       : free and bound
  kd = 10 (uM) <1e-6, 1e6>         : dissociation constant
}

STATE {
  free START 10 (uM)
  bound START 10 (uM)
}

BREAKPOINT { SOLVE equilibrium }

NONLINEAR equilibrium {
  ~ free + bound = calcium
  ~ free*(buffer - bound) = kd*bound
}
