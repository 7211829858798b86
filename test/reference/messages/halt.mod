: Prints in every hook, and ends the run in one of them.
VERBATIM
extern int stoprun;
ENDVERBATIM

NEURON {
  POINT_PROCESS Halt
  NONSPECIFIC_CURRENT i
  RANGE when, place, n, seen
}

PARAMETER {
  when = 1 (ms)
  place = 0
}

ASSIGNED {
  v (mV)
  i (nA)
  n
  seen
}

CONSTRUCTOR { printf("made\n") }

DESTRUCTOR { printf("gone after %g steps\n", n) }

INITIAL {
  n = 0
  seen = 0
  printf("initial at %g, %-6.2f|%5.0f|%e\n", t, when, place, 12345.678)
  if (place == 1) { stoprun = 1 }
  if (place == 5) { net_send(when, 1) }
}

BREAKPOINT {
  i = 0
  if (place == 2 && t > when) {
VERBATIM
    stoprun = 1;
ENDVERBATIM
  }
}

AFTER SOLVE {
  n = n + 1
  if (place == 3 && t > when) {
    printf("solved ")
    printf("at %.10g: %s %g%%\n", t, "100", 50)
    stoprun = 1
  }
}

BEFORE STEP {
  if (place == 4 && t > when) {
VERBATIM
    printf("step %.10g of %g\n", t, n);
    stoprun = 1;
    if (stoprun) { seen = 7; }
ENDVERBATIM
  }
  if (place == 6 && t > when) {
    stoprun = 1
    stoprun = 0
  }
}

NET_RECEIVE (w) {
  printf("event %.10g flag %g\n", t, flag)
  if (flag == 1) { stoprun = 1 }
}
