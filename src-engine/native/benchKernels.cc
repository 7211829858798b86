#include "benchKernels.h"
#include <chrono>
#include <stdlib.h>

namespace hillock {
namespace {

constexpr int64_t mostColumns = 9;

/** Columns of each mechanism (lanesFused.h), and the one from which on they are states. */
constexpr struct {
  int64_t columns, firstState;
} sizes[] = {{4, 1}, {5, 2}, {9, 1}, {6, 1}};

double startingValue(FusedMechanism which, int64_t column, int64_t at, int64_t length) {
  if (column >= sizes[(int)which].firstState) return 0.125;
  if (column == 1) return 2e-4; // calcium
  if (which == FusedMechanism::nmda) return (double)(at % 2);
  return -75.0 + 100.0 * (double)at / (double)length;
}

} // namespace

double benchFused(FusedMechanism which, const LaneKernels &kernels, int64_t count, int64_t steps) {
  const int64_t length = (count + 7) / 8 * 8, columnCount = sizes[(int)which].columns;
  // At quarters of a page, as the arena's (kernel/arena.ts).
  const int64_t apart = (length + 127) / 128 * 128 + 128;
  double *memory = (double *)malloc(((size_t)(apart * columnCount) + 512) * sizeof(double));
  if (!memory) return -1;
  double *const aligned = (double *)(((uintptr_t)memory + 4095) & ~(uintptr_t)4095);
  double *columns[mostColumns];
  for (int64_t c = 0; c < columnCount; c++) {
    columns[c] = aligned + c * apart;
    for (int64_t i = 0; i < length; i++) columns[c][i] = startingValue(which, c, i, length);
  }
  const auto began = std::chrono::steady_clock::now();
  for (int64_t step = 0; step < steps; step++) kernels.fused[(int)which](length, 0.025, columns);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  // The states stay between 0 and 1; anything else would mean that nothing was measured.
  const double *const states = columns[sizes[(int)which].firstState];
  const bool sound = states[0] >= 0 && states[0] <= 1 && states[length - 1] >= 0 && states[length - 1] <= 1;
  free(memory);
  return sound ? seconds : -1;
}

} // namespace hillock
