NEURON { SUFFIX kread USEION k READ ek WRITE ik RANGE g }
UNITS { (mV)=(millivolt) (mA)=(milliamp) (S)=(siemens) }
PARAMETER { g = 3e-4 (S/cm2) }
ASSIGNED { ek (mV) ik (mA/cm2) v (mV) }
BREAKPOINT { ik = g*(v - ek) }
