TITLE GABA-A receptor, five states

COMMENT
  C0 <-> C1 <-> C2     transmitter binds twice
         |      |
         O1     O2     either opens
A. Destexhe, Z. F. Mainen and T. J. Sejnowski, in: Methods in Neuronal Modeling, 2nd ed., MIT Press 1998, chapter 1;
scheme after Busch and Sakmann (1990), rates fitted to the recordings of Otis and Mody (1992).
An event of positive weight releases transmitter: its concentration is Cmax for Cdur. One that comes meanwhile
prolongs the pulse.
ENDCOMMENT

NEURON {
  POINT_PROCESS GABAA
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
  gmax = 0.0001 (uS) <0, 1e9>     : conductance with all channels open
  Erev = -80 (mV)                 : reversal potential
  Cmax = 1 (mM) <0, 1e9>          : transmitter during a pulse
  Cdur = 1 (ms) <1e-9, 1e9>       : how long a pulse lasts
  Rb1 = 20 (/mM /ms) <0, 1e9>     : binding, first site
  Ru1 = 4.6 (/ms) <0, 1e9>        : unbinding
  Rb2 = 10 (/mM /ms) <0, 1e9>     : binding, second site
  Ru2 = 9.2 (/ms) <0, 1e9>        : unbinding
  Ro1 = 3.3 (/ms) <0, 1e9>        : opening, bound once
  Rc1 = 9.8 (/ms) <0, 1e9>        : closing
  Ro2 = 10.6 (/ms) <0, 1e9>       : opening, bound twice
  Rc2 = 0.41 (/ms) <0, 1e9>       : closing
}

STATE {
  C0 FROM 0 TO 1  : unbound
  C1 FROM 0 TO 1  : bound once
  C2 FROM 0 TO 1  : bound twice
  O1 FROM 0 TO 1  : bound once, open
  O2 FROM 0 TO 1  : bound twice, open
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
  O1 = 0
  O2 = 0
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  g = gmax*(O1 + O2)
  i = g*(v - Erev)
}

KINETIC scheme {
  LOCAL first, second
  first = Rb1*T
  second = Rb2*T
  ~ C0 <-> C1 (first, Ru1)
  ~ C1 <-> C2 (second, Ru2)
  ~ C1 <-> O1 (Ro1, Rc1)
  ~ C2 <-> O2 (Ro2, Rc2)
  CONSERVE C0 + C1 + C2 + O1 + O2 = 1
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
