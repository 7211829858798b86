TITLE Exponential decay

COMMENT
An amount of which the same part is lost in every moment: a radioactive nuclide, a drug that is cleared, a charge that
leaks away.

    N(t) = N(0) exp(-rate t)

Rutherford, E., Soddy, F. (1903) Radioactive change. Philosophical Magazine 5: 576-591.
ENDCOMMENT

INDEPENDENT { t FROM 0 TO 50 WITH 500 (ms) }

PARAMETER {
  rate = 0.1 (/ms) <0, 1000>   : part that is lost in a millisecond
  start = 100 <0, 1e9>         : amount in the beginning
}

STATE { amount }

INITIAL { amount = start }

BREAKPOINT { SOLVE decay METHOD cnexp }

DERIVATIVE decay { amount' = -rate*amount }
