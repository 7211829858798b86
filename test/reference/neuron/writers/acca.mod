NEURON { SUFFIX acca USEION ca READ ica, cai WRITE cai RANGE drive }
UNITS { (mM)=(milli/liter) (mA)=(milliamp) }
PARAMETER { tau = 5 (ms) rest = 1e-4 (mM) drive = 1e-4 (mM/ms) }
ASSIGNED { ica (mA/cm2) }
STATE { cai (mM) }
INITIAL { cai = 3e-4 }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { cai' = drive + (rest - cai)/tau - 0.1*ica }
