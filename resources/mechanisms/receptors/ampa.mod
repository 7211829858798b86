TITLE AMPA receptor, six states

COMMENT
  C0 <-> C1 <-> C2 <-> O     transmitter binds twice, then the channel opens
         |      |
         D1     D2           bound receptors desensitise
A. Destexhe, Z. F. Mainen and T. J. Sejnowski, in: Methods in Neuronal Modeling, 2nd ed., MIT Press 1998, chapter 1;
rates fitted to the recordings of Xiang, Greenwood and Brown (1992).
An event of positive weight releases transmitter: its concentration is Cmax for Cdur. One that comes meanwhile
prolongs the pulse.
ENDCOMMENT

NEURON {
  POINT_PROCESS AMPA
  NONSPECIFIC_CURRENT i
  RANGE gmax, Erev, Cmax, Cdur, T, g, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
  (mM) = (milli/liter)
}

PARAMETER {
  gmax = 0.0003 (uS) <0, 1e9>     : conductance with all channels open
  Erev = 0 (mV)                   : reversal potential
  Cmax = 1 (mM) <0, 1e9>          : transmitter during a pulse
  Cdur = 1 (ms) <1e-9, 1e9>       : how long a pulse lasts
  Rb = 13 (/mM /ms) <0, 1e9>      : binding
  Ru1 = 0.0059 (/ms) <0, 1e9>     : unbinding, first site
  Ru2 = 86 (/ms) <0, 1e9>         : unbinding, second site
  Rd = 0.9 (/ms) <0, 1e9>         : desensitisation
  Rr = 0.064 (/ms) <0, 1e9>       : recovery from it
  Ro = 2.7 (/ms) <0, 1e9>         : opening
  Rc = 0.2 (/ms) <0, 1e9>         : closing
}

STATE {
  C0 FROM 0 TO 1  : unbound
  C1 FROM 0 TO 1  : bound once
  C2 FROM 0 TO 1  : bound twice
  D1 FROM 0 TO 1  : bound once, desensitised
  D2 FROM 0 TO 1  : bound twice, desensitised
  O FROM 0 TO 1   : open
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)    : conductance
  T (mM)    : transmitter
  end (ms)  : when the pulse ends
}

INITIAL {
  T = 0
  end = -1
  C0 = 1
  C1 = 0
  C2 = 0
  D1 = 0
  D2 = 0
  O = 0
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  g = gmax*O
  i = g*(v - Erev)
}

KINETIC scheme {
  LOCAL binding
  binding = Rb*T
  ~ C0 <-> C1 (binding, Ru1)
  ~ C1 <-> C2 (binding, Ru2)
  ~ C1 <-> D1 (Rd, Rr)
  ~ C2 <-> D2 (Rd, Rr)
  ~ C2 <-> O (Ro, Rc)
  CONSERVE C0 + C1 + C2 + D1 + D2 + O = 1
}

NET_RECEIVE (weight) {
  if (flag == 0 && weight > 0) {
    T = Cmax
    end = t + Cdur
    net_send(Cdur, 1)
  }
  : an earlier pulse's end does not count where a later event has prolonged it
  if (flag == 1 && t >= end - 1e-9) {
    T = 0
  }
}
