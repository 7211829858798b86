TITLE NMDA receptor, five states, with magnesium block

COMMENT
  C0 <-> C1 <-> C2 <-> O     transmitter binds twice, then the channel opens
                |
                D            bound receptors desensitise
A. Destexhe, Z. F. Mainen and T. J. Sejnowski, in: Methods in Neuronal Modeling, 2nd ed., MIT Press 1998, chapter 1;
rates after Clements and Westbrook, Neuron 7 (1991) 605. Block of the open channel by external magnesium:
C. E. Jahr and C. F. Stevens, J. Neurosci. 10 (1990) 1830 and 3178.
An event of positive weight releases transmitter: its concentration is Cmax for Cdur. One that comes meanwhile
prolongs the pulse.
ENDCOMMENT

NEURON {
  POINT_PROCESS NMDA
  NONSPECIFIC_CURRENT i
  RANGE gmax, Erev, Cmax, Cdur, mg, T, g, B, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
  (mM) = (milli/liter)
}

PARAMETER {
  gmax = 5e-5 (uS) <0, 1e9>       : conductance with all channels open and none blocked
  Erev = 0 (mV)                   : reversal potential
  mg = 1 (mM) <0, 1e3>            : magnesium outside
  Cmax = 1 (mM) <0, 1e9>          : transmitter during a pulse
  Cdur = 1 (ms) <1e-9, 1e9>       : how long a pulse lasts
  Rb = 5 (/mM /ms) <0, 1e9>       : binding
  Ru = 0.0129 (/ms) <0, 1e9>      : unbinding
  Rd = 0.0084 (/ms) <0, 1e9>      : desensitisation
  Rr = 0.0068 (/ms) <0, 1e9>      : recovery from it
  Ro = 0.0465 (/ms) <0, 1e9>      : opening
  Rc = 0.0738 (/ms) <0, 1e9>      : closing
}

STATE {
  C0 FROM 0 TO 1  : unbound
  C1 FROM 0 TO 1  : bound once
  C2 FROM 0 TO 1  : bound twice
  D FROM 0 TO 1   : desensitised
  O FROM 0 TO 1   : open
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)    : conductance, block included
  B         : fraction of channels that are not blocked
  T (mM)    : transmitter
  end (ms)  : when the pulse ends
}

INITIAL {
  T = 0
  end = -1
  C0 = 1
  C1 = 0
  C2 = 0
  D = 0
  O = 0
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  B = unblocked(v)
  g = gmax*O*B
  i = g*(v - Erev)
}

KINETIC scheme {
  LOCAL binding
  binding = Rb*T
  ~ C0 <-> C1 (binding, Ru)
  ~ C1 <-> C2 (binding, Ru)
  ~ C2 <-> D (Rd, Rr)
  ~ C2 <-> O (Ro, Rc)
  CONSERVE C0 + C1 + C2 + D + O = 1
}

FUNCTION unblocked(v (mV)) {
  unblocked = 1/(1 + exp(-0.062 (/mV) * v)*mg/3.57 (mM))
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
