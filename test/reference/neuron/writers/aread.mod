NEURON { SUFFIX aread USEION ca READ eca, cai WRITE ica RANGE g }
UNITS { (mV)=(millivolt) (mA)=(milliamp) (S)=(siemens) (mM)=(milli/liter) }
PARAMETER { g = 1e-4 (S/cm2) }
ASSIGNED { eca (mV) cai (mM) ica (mA/cm2) v (mV) }
BREAKPOINT { ica = g*(v - eca)*cai/(cai + 1e-3) }
