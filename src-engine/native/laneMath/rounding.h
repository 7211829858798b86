// floor, ceil and fmod.
#pragma once
#include "exact.h"

namespace {

/** Nearest whole number, for |x| < 2^52; larger ones and NaN are themselves. */
HILLOCK_LANES DOUBLES roundNear(DOUBLES x, MASK small) {
  const DOUBLES size = absolute<L>(x);
  return select<L>(small, withSignOf<L>((size + 4503599627370496.0) - 4503599627370496.0, x), x);
}

HILLOCK_LANES DOUBLES roundDown(DOUBLES x) {
  const MASK small = absolute<L>(x) < 4503599627370496.0;
  const DOUBLES near = roundNear<L>(x, small);
  return withSignOf<L>(select<L>(small & (near > x), near - 1.0, near), x);
}

HILLOCK_LANES DOUBLES roundUp(DOUBLES x) {
  const MASK small = absolute<L>(x) < 4503599627370496.0;
  const DOUBLES near = roundNear<L>(x, small);
  return withSignOf<L>(select<L>(small & (near < x), near + 1.0, near), x);
}

/** Remainder with a's sign. It is exact, so the C library's is as good as any. */
HILLOCK_LANES DOUBLES remainderOf(DOUBLES a, DOUBLES b) {
  DOUBLES result = a;
  for (int lane = 0; lane < L::width; lane++) result[lane] = __builtin_fmod(a[lane], b[lane]);
  return select<L>(result == result, result, notANumber<L>());
}

} // namespace
