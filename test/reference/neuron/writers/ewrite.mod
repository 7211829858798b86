NEURON { SUFFIX ewrite USEION k WRITE ek RANGE e0, slope }
UNITS { (mV)=(millivolt) }
PARAMETER { e0 = -80 (mV) slope = 0.5 (mV/ms) }
ASSIGNED { ek (mV) v (mV) }
INITIAL { ek = e0 }
BREAKPOINT { SOLVE f METHOD after_cvode }
PROCEDURE f() { ek = e0 + slope*t }
