TITLE A weight on a spring with more and more friction

COMMENT
    x'' + 2 damping x' + frequency^2 x = 0

swings below damping = frequency, creeps above it, and comes to rest soonest there. Each value under STEPPED is a run.

Strutt, J. W., Lord Rayleigh (1877) The Theory of Sound, volume I, chapter III. Macmillan, London.
ENDCOMMENT

INDEPENDENT { t FROM 0 TO 20 WITH 2000 (ms) }

STEPPED { damping = 0, 0.2, 1, 3 (/ms) }

PARAMETER { frequency = 1 (/ms) <0, 1e3> }

STATE {
  x
  speed (/ms)
}

INITIAL {
  x = 1
  speed = 0
}

BREAKPOINT { SOLVE motion METHOD runge }

DERIVATIVE motion {
  x' = speed
  speed' = -2*damping*speed - frequency*frequency*x
}
