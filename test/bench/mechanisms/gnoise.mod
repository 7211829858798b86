TITLE Two fluctuating conductances, excitatory and inhibitory

COMMENT
The background activity of synapses as two Ornstein-Uhlenbeck processes (A. Destexhe, M. Rudolph, J.-M. Fellous and
T. J. Sejnowski, Neuroscience 107 (2001) 13-24), each step exact: D. T. Gillespie, Phys. Rev. E 54 (1996) 2084-2091.
  x(t + dt) = x(t) exp(-dt/tau) + std sqrt(1 - exp(-2 dt/tau)) g,   g normal with mean 0 and deviation 1
The numbers come from the one stream that all mechanisms of NEURON 8 share.
ENDCOMMENT

NEURON {
  POINT_PROCESS GNoise
  RANGE gexc, ginh, gexc0, ginh0, stdexc, stdinh, tauexc, tauinh, eexc, einh, i
  NONSPECIFIC_CURRENT i
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
}

PARAMETER {
  gexc0 = 0.0121 (uS)   : mean
  ginh0 = 0.0573 (uS)
  stdexc = 0.003 (uS)   : deviation
  stdinh = 0.0066 (uS)
  tauexc = 2.728 (ms)   : correlation time
  tauinh = 10.49 (ms)
  eexc = 0 (mV)         : reversal potential
  einh = -75 (mV)
}

ASSIGNED {
  v (mV)
  dt (ms)
  i (nA)
  gexc (uS)             : conductances, never below nothing
  ginh (uS)
  xexc (uS)             : how far from their means
  xinh (uS)
  keepexc
  keepinh
  driveexc (uS)
  driveinh (uS)
}

INITIAL {
  xexc = 0
  xinh = 0
  gexc = gexc0
  ginh = ginh0
  keepexc = exp(-dt/tauexc)
  keepinh = exp(-dt/tauinh)
  driveexc = stdexc*sqrt(1 - keepexc*keepexc)
  driveinh = stdinh*sqrt(1 - keepinh*keepinh)
}

BREAKPOINT {
  SOLVE fluctuate
  i = gexc*(v - eexc) + ginh*(v - einh)
}

PROCEDURE fluctuate() {
  xexc = keepexc*xexc + driveexc*normrand(0, 1)
  xinh = keepinh*xinh + driveinh*normrand(0, 1)
  gexc = gexc0 + xexc
  ginh = ginh0 + xinh
  if (gexc < 0) {
    gexc = 0
  }
  if (ginh < 0) {
    ginh = 0
  }
}
