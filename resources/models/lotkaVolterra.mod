TITLE Predators and prey

COMMENT
Prey multiplies and is eaten, predators multiply by what they eat and die. Both go around on closed curves, on which

    eating*gain*prey - death*log(prey) + eating*predators - birth*log(predators)

stays what it was in the beginning.

Lotka, A. J. (1925) Elements of Physical Biology, chapter VIII. Williams & Wilkins, Baltimore.
Volterra, V. (1926) Fluctuations in the abundance of a species considered mathematically. Nature 118: 558-560.
ENDCOMMENT

INDEPENDENT { t FROM 0 TO 100 WITH 10000 (ms) }

PARAMETER {
  birth = 0.5 (/ms) <0, 100>      : of prey
  eating = 0.02 (/ms) <0, 100>    : part of the prey that one predator eats
  gain = 0.5 <0, 100>             : predators born for each prey that is eaten
  death = 0.4 (/ms) <0, 100>      : of predators
}

STATE {
  prey
  predators
}

ASSIGNED { invariant (/ms) }

INITIAL {
  prey = 60
  predators = 20
}

BREAKPOINT {
  SOLVE life METHOD runge
  invariant = eating*gain*prey - death*log(prey) + eating*predators - birth*log(predators)
}

DERIVATIVE life {
  prey' = birth*prey - eating*prey*predators
  predators' = gain*eating*prey*predators - death*predators
}
