: Keeps numbers in Vectors of a script, by C: one that grows, one whose numbers change, one that is made shorter.
VERBATIM
extern void* vector_arg(int);
extern int vector_instance_px(void*, double**);
extern void vector_append(void*, double);
extern void vector_resize(void*, int);
extern int vector_buffer_size(void*);
ENDVERBATIM

NEURON {
  POINT_PROCESS VectorLog
  RANGE n, sum, last
}

PARAMETER {
  interval = 0.1 (ms)
}

ASSIGNED {
  n
  sum
  last
  times
  bins
  window
}

INITIAL {
  n = 0
  sum = 0
  last = -1
  net_send(0.05, 1)
}

NET_RECEIVE (w) {
  if (flag == 1) {
    n = n + 1
VERBATIM
    {
      void* kept = *(void**)(&times);
      void** place = (void**)(&bins);
      double* x;
      int count, i;
      if (kept) {
        vector_append(kept, t);
        vector_append(kept, 100 * n);
      }
      count = vector_instance_px(*place, &x);
      i = ((int)n * 7) % count;
      x[i] += n;
      x[count - 1 - i]++;
      last = x[i]--;
      for (i = 0, sum = 0; i < count; i++) sum += x[i] * (i + 1);
      if (n > 3 && n < 12) {
        vector_resize(*((void**)(&window)), (int)n % 5);
        vector_append(*((void**)(&window)), sum);
      }
    }
ENDVERBATIM
    net_send(interval, 1)
  }
}

PROCEDURE keep() {
VERBATIM
  *(void**)(&times) = vector_arg(1);
  *(void**)(&bins) = vector_arg(2);
  *(void**)(&window) = vector_arg(3);
ENDVERBATIM
}
