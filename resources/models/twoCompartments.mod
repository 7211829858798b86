TITLE A drug in two compartments after an injection into the blood

COMMENT
The drug leaves the central compartment (blood and what exchanges with it at once) for good, and goes to and fro between
that and the peripheral compartment (tissue). Concentration falls with two exponentials, whose rates are the roots of

    x^2 - (k12 + k21 + k10) x + k21 k10 = 0

Gibaldi, M., Perrier, D. (1982) Pharmacokinetics, 2nd ed., chapter 2. Marcel Dekker, New York.
Time is in hours.
ENDCOMMENT

INDEPENDENT { t FROM 0 TO 24 WITH 2400 (h) }

UNITS {
  (h) = (hour)
  (mg) = (milligram)
  (l) = (liter)
}

PARAMETER {
  dose = 500 (mg) <0, 1e6>       : injected at once
  volume = 20 (l) <1e-3, 1e4>    : of the central compartment
  k10 = 0.2 (/h) <0, 100>        : from the central compartment out of the body
  k12 = 0.5 (/h) <0, 100>        : from the central to the peripheral compartment
  k21 = 0.3 (/h) <0, 100>        : and back
}

STATE {
  central (mg)
  peripheral (mg)
}

ASSIGNED { concentration (mg/l) }   : in the blood

INITIAL {
  central = dose
  peripheral = 0
}

BREAKPOINT {
  SOLVE exchange METHOD runge
  concentration = central/volume
}

DERIVATIVE exchange {
  central' = k21*peripheral - (k12 + k10)*central
  peripheral' = k12*central - k21*peripheral
}
