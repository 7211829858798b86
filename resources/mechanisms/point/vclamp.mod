TITLE Two-electrode voltage clamp: a feedback amplifier

COMMENT
An ideal amplifier measures the potential of the cell, vi. Its output and the negative command -vc meet through equal
resistors at the input e of a second amplifier, beside the first resistor a capacitor (time constant tau1) that speeds
the clamp up. The second amplifier, of a given gain and time constant tau2, drives current into the cell through rstim:
  vi = v + fac (vo - v)                     fac of the electrode's drop is measured too
  vi - vc - 2 e + tau1 (vi - e)' = 0
  tau2 vo' = -vo - gain e
  i = (vo - v)/rstim
One backward Euler step makes them three linear equations in e, vo and vi, for the cell's potential v as it is; the
slope of i in v is the conductance that the cable equation needs. After the last level the clamp is off.
The step enters the equations, so the adaptive step cannot be used with it, nor should Crank-Nicolson be: it rings.
ENDCOMMENT

DEFINE LEVELS 3

NEURON {
  POINT_PROCESS VClamp
  ELECTRODE_CURRENT i
  RANGE dur, amp, gain, rstim, tau1, tau2, fac, vc, e, vo, vi, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (Mohm) = (megohm)
}

PARAMETER {
  dur[LEVELS] (ms)             : how long each level lasts
  amp[LEVELS] (mV)             : the levels
  gain = 1e5                   : gain of the amplifier
  rstim = 1 (Mohm) <1e-9, 1e9> : resistance of the current electrode
  tau1 = 0.001 (ms) <0, 1e9>   : time constant of the input
  tau2 = 0 (ms) <0, 1e9>       : time constant of the amplifier
  fac = 0 <0, 1>               : fraction of the electrode's drop that is measured
}

ASSIGNED {
  dt (ms)
  v (mV)
  vc (mV)   : potential that is asked for
  i (nA)    : current into the cell
  eBefore (mV)  : e at the beginning of the step
  voBefore (mV)  : vo at the beginning of the step
  viBefore (mV)  : vi at the beginning of the step
  on
}

STATE {
  e (mV)   : input of the amplifier
  vo (mV)  : output of the amplifier
  vi (mV)  : potential that is measured
}

INITIAL {
  e = 0
  vo = v
  vi = v
  eBefore = 0
  voBefore = v
  viBefore = v
}

BREAKPOINT {
  SOLVE remember METHOD after_cvode
  level()
  current()
}

PROCEDURE current() {
  if (on) {
    SOLVE amplifier
    i = (vo - v)/rstim
  } else {
    e = 0 (mV)
    vo = 0 (mV)
    vi = v
    i = 0
  }
}

LINEAR amplifier {
  LOCAL r1, r2
  r1 = tau1/dt
  r2 = tau2/dt
  ~ vi - fac*vo = v - fac*v
  ~ vo*(1 + r2) + gain*e = voBefore*r2
  ~ vi*(1 + r1) - e*(2 + r1) = vc + r1*(viBefore - eBefore)
}

: the state at the end of the step, with the new potential, is where the next step begins
PROCEDURE remember() {
  current()
  eBefore = e
  voBefore = vo
  viBefore = vi
}

: the level that holds now
PROCEDURE level() {
  LOCAL end
  on = 0
  vc = 0 (mV)
  end = 0 (ms)
  FROM k = 0 TO LEVELS - 1 {
    end = end + dur[k]
    if (!on && t < end) {
      vc = amp[k]
      on = 1
    }
  }
  if (!on && t <= end) {
    vc = amp[LEVELS - 1]
    on = 1
  }
}
