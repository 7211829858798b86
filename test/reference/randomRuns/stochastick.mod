TITLE Potassium channels that open and close one by one

COMMENT
Of `count` channels in each compartment every closed one opens in a step with the probability 1 - exp(-alpha*dt), every open
one closes alike. The random numbers come from a stream that a script gives.
ENDCOMMENT

NEURON {
  SUFFIX stochastick
  USEION k READ ek WRITE ik
  RANGE gbar, count, open
  POINTER stream
}

PARAMETER {
  gbar = 0.003 (S/cm2)
  count = 25
}

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
  dt (ms)
  open
  stream
}

INITIAL {
  open = 0
}

BREAKPOINT {
  SOLVE flip METHOD after_cvode
  ik = gbar*open/count*(v - ek)
}

PROCEDURE flip() {
  LOCAL opens, closes, k, before
  opens = 1 - exp(-dt*0.32*exp((v + 50)/40))
  closes = 1 - exp(-dt*0.5*exp(-(v + 55)/40))
  before = open
  k = 0
  while (k < count) {
    if (k < before) {
      if (pick() < closes) { open = open - 1 }
    } else {
      if (pick() < opens) { open = open + 1 }
    }
    k = k + 1
  }
}

VERBATIM
double nrn_random_pick(void* r);
void* nrn_random_arg(int argpos);
ENDVERBATIM

FUNCTION pick() {
VERBATIM
  if (_p_stream) {
    _lpick = nrn_random_pick(_p_stream);
  } else {
    _lpick = 1.0;
  }
ENDVERBATIM
}

PROCEDURE give() {
VERBATIM
  void** place = (void**)(&_p_stream);
  if (ifarg(1)) { *place = nrn_random_arg(1); } else { *place = 0; }
ENDVERBATIM
}
