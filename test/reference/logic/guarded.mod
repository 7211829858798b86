: Conditions whose right side may be taken only where the left side lets it: it would fail, draw, or change something.
VERBATIM
extern void* vector_arg(int);
extern int vector_instance_px(void*, double**);
ENDVERBATIM

NEURON {
  POINT_PROCESS Guarded
  RANGE k, found, missed, heads, tails, both, any, calls, first, last, draws
  RANGE cfound, cheads, cboth, cfirst, clast, cset, csum
}

DEFINE N 6

ASSIGNED {
  k
  found
  missed
  heads
  tails
  both
  any
  calls
  first
  last
  draws
  cfound
  cheads
  cboth
  cfirst
  clast
  cset
  csum
  x[N]
  bins
}

INITIAL { LOCAL i
  set_seed(7)
  k = -4
  found = 0
  missed = 0
  heads = 0
  tails = 0
  both = 0
  any = 0
  calls = 0
  first = 0
  last = 0
  draws = 0
  cfound = 0
  cheads = 0
  cboth = 0
  cfirst = 0
  clast = 0
  cset = 0
  csum = 0
  FROM i = 0 TO N - 1 {
    x[i] = i*0.25
  }
  net_send(0.05, 1)
}

NET_RECEIVE (w) {
  if (flag == 1) {
    k = k + 1
    if (k >= 0 && k < N && x[k] > 0.5) {
      found = found + 1
    }
    if (k < 0 || k >= N || x[k] <= 0.5) {
      missed = missed + 1
    }
    if (k > 2 && scop_random() > 0.4) {
      heads = heads + 1
    }
    if (k > 4 || exprand(2) < 1) {
      tails = tails + 1
    } else if (k == 2 || (k > -2 && normrand(0, 1) > 0)) {
      tails = tails + 100
    }
    both = (k < 3 && bump(1)) + 2*(k < 3 || bump(10))
    any = k == 2 || (k > 5 && bump(100)) || bump(-1000)
    first = 0
    while (first < N && x[first] < k/4) {
      first = first + 1
    }
    last = N - 1
    while (last >= 0 && (x[last] > k/5 || !bump(0.5))) {
      last = last - 1
    }
VERBATIM
    {
      void* kept = *(void**)(&bins);
      double* y;
      int i = (int)k, count;
      if (i >= 0 && i < 6 && x[i] > 0.5) cfound += 1;
      cheads += i > 2 && scop_random() > 0.4 ? 1 : 0;
      cboth = i < 0 || i > 5 ? -1 : x[i];
      while (i >= 0 && i < 6 && x[i] < 1) i++;
      cfirst = i;
      for (i = 5; i >= 0 && x[i] > k / 5; i--) ;
      clast = i;
      if (!(k < 2 || (cset = k) > 7)) csum += 1000;
      if (kept && (count = vector_instance_px(kept, &y)) > 0)
        for (i = (int)k; i < 0 || (i < count && y[i] < 5); i++)
          if (i >= 0 && y[i] > 0) csum += y[i];
    }
ENDVERBATIM
    draws = scop_random()
    net_send(0.1, 1)
  }
}

FUNCTION bump(by) {
  calls = calls + by
  bump = by > 0
}

PROCEDURE keep() {
VERBATIM
  *(void**)(&bins) = vector_arg(1);
ENDVERBATIM
}
