NEURON { SUFFIX accb USEION ca READ cai WRITE cai RANGE k }
UNITS { (mM)=(milli/liter) }
PARAMETER { k = 0.05 (/ms) }
STATE { cai (mM) }
BREAKPOINT { SOLVE s METHOD derivimplicit }
DERIVATIVE s { cai' = -k*cai }
