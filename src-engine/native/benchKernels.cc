#include "benchKernels.h"
#include <chrono>
#include <stdlib.h>

namespace hillock {

double benchFusedHh(const LaneKernels &kernels, int64_t count, int64_t steps) {
  const int64_t length = (count + 7) / 8 * 8;
  // Columns a little apart, so that they do not all fall into the same sets of the cache.
  const int64_t apart = length + 40;
  double *memory = (double *)malloc(((size_t)apart * 4 + 8) * sizeof(double));
  if (!memory) return -1;
  double *v = (double *)(((uintptr_t)memory + 63) & ~(uintptr_t)63), *m = v + apart, *h = m + apart, *n = h + apart;
  for (int64_t i = 0; i < length; i++) {
    v[i] = -75.0 + 100.0 * (double)i / (double)length;
    m[i] = 0.05;
    h[i] = 0.6;
    n[i] = 0.32;
  }
  const auto began = std::chrono::steady_clock::now();
  for (int64_t step = 0; step < steps; step++) kernels.fusedHh(length, 0.025, v, m, h, n);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  // The states stay between 0 and 1; anything else would mean that nothing was measured.
  const bool sound = m[0] >= 0 && m[0] <= 1 && n[length - 1] >= 0 && n[length - 1] <= 1;
  free(memory);
  return sound ? seconds : -1;
}

} // namespace hillock
