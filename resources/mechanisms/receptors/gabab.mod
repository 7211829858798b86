TITLE GABA-B receptor: G proteins open a potassium channel

COMMENT
Transmitter binds a receptor, which desensitises; bound receptors activate G proteins; a channel opens when four of
them have bound to it:
  R + T <-> RT <-> D
  RT -> RT + G,   G -> 0
  g = gmax G^4/(G^4 + KD)
A. Destexhe and T. J. Sejnowski, PNAS 92 (1995) 9515-9519; rates as in A. Destexhe, Z. F. Mainen and T. J. Sejnowski,
in: Methods in Neuronal Modeling, 2nd ed., MIT Press 1998, chapter 1. Only a long or repeated release opens channels.
An event of positive weight releases transmitter: its concentration is Cmax for Cdur. One that comes meanwhile
prolongs the pulse.
ENDCOMMENT

NEURON {
  POINT_PROCESS GABAB
  NONSPECIFIC_CURRENT i
  RANGE gmax, Erev, Cmax, Cdur, T, g, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (uS) = (microsiemens)
  (mM) = (milli/liter)
  (uM) = (micro/liter)
}

PARAMETER {
  gmax = 0.0001 (uS) <0, 1e9>     : conductance with all channels open
  Erev = -95 (mV)                 : reversal potential, that of potassium
  Cmax = 1 (mM) <0, 1e9>          : transmitter during a pulse
  Cdur = 1 (ms) <1e-9, 1e9>       : how long a pulse lasts
  K1 = 0.66 (/mM /ms) <0, 1e9>    : binding
  K2 = 0.020 (/ms) <0, 1e9>       : unbinding
  K3 = 0.083 (uM/ms) <0, 1e9>     : activation of G protein by a bound receptor
  K4 = 0.0079 (/ms) <0, 1e9>      : inactivation of G protein
  d1 = 0.017 (/ms) <0, 1e9>       : desensitisation
  d2 = 0.0053 (/ms) <0, 1e9>      : recovery from it
  KD = 100 <1e-9, 1e9>            : dissociation constant of the channel (uM^4)
}

STATE {
  R FROM 0 TO 1   : fraction of receptors that are bound
  D FROM 0 TO 1   : fraction that is desensitised
  G (uM)          : active G protein
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
  R = 0
  D = 0
  G = 0
}

BREAKPOINT {
  LOCAL four
  SOLVE scheme METHOD derivimplicit
  four = (G/1 (uM))^4
  g = gmax*four/(four + KD)
  i = g*(v - Erev)
}

DERIVATIVE scheme {
  R' = K1*T*(1 - R - D) - K2*R + d2*D
  D' = d1*R - d2*D
  G' = K3*R - K4*G
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
