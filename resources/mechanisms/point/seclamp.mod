TITLE Single-electrode voltage clamp with three levels

COMMENT
The electrode is a resistance rs between the cell and a potential vc that steps through three levels:
  i = (vc - v)/rs
A level lasts from the end of the one before it. Before the first and after the last the electrode is off: i = 0, and
vc reads 0. A small rs holds the cell close to vc; the equations stay stable, since the current is affine in v.
ENDCOMMENT

NEURON {
  POINT_PROCESS SEClamp
  ELECTRODE_CURRENT i
  RANGE dur1, amp1, dur2, amp2, dur3, amp3, rs, vc, i
  THREADSAFE
}

UNITS {
  (nA) = (nanoamp)
  (mV) = (millivolt)
  (Mohm) = (megohm)
}

PARAMETER {
  rs = 1 (Mohm) <1e-9, 1e9>  : series resistance
  dur1 = 0 (ms) <0, 1e9>     : how long the first level lasts
  amp1 = 0 (mV)              : the first level
  dur2 = 0 (ms) <0, 1e9>     : how long the second level lasts
  amp2 = 0 (mV)              : the second level
  dur3 = 0 (ms) <0, 1e9>     : how long the third level lasts
  amp3 = 0 (mV)              : the third level
}

ASSIGNED {
  v (mV)
  vc (mV)  : potential that is asked for
  i (nA)   : current into the cell
  on
}

INITIAL {
  level()
}

BREAKPOINT {
  SOLVE current METHOD after_cvode
  level()
  current()
}

: the current at the present potential; after the step once more, so that what is recorded belongs to the new one
PROCEDURE current() {
  if (on) {
    i = (vc - v)/rs
  } else {
    i = 0
  }
}

PROCEDURE level() {
  LOCAL end1, end2, end3
  end1 = dur1
  end2 = end1 + dur2
  end3 = end2 + dur3
  on = 1
  if (t < end1) {
    vc = amp1
  } else if (t < end2) {
    vc = amp2
  } else if (t < end3) {
    vc = amp3
  } else {
    vc = 0
    on = 0
  }
  at_time(end1)
  at_time(end2)
  at_time(end3)
}
