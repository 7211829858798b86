// sinh, cosh and tanh, from e^x as a pair; sinh below 1 by its own polynomial (Remez, 2^-63).
#pragma once
#include "exponential.h"

namespace {

/** e^x/4 and e^-x/4 as pairs, for 0 <= x <= 710.5; quarters, so that the largest exponent still has a scale. */
template <class L> struct Quarters {
  Pair<L> growing, falling;
};
HILLOCK_LANES Quarters<L> quarterExponentials(DOUBLES x) {
  const Reduced<L> e = reduceExponent<L>(x, splat<L>(0.0));
  const Pair<L> s = sumOrdered<L>(e.main, e.small);
  const Pair<L> one = sumOrdered<L>(splat<L>(1.0), s.high);
  const DOUBLES scale = scaleFrom<L>(e.shifted, -2);
  const DOUBLES high = one.high * scale, low = (one.low + s.low) * scale;
  const DOUBLES inverse = 0.0625 / high;
  const Pair<L> back = product<L>(inverse, high);
  const DOUBLES inverseLow = (((0.0625 - back.high) - back.low) - inverse * low) / high;
  return {{high, low}, {inverse, inverseLow}};
}

HILLOCK_LANES DOUBLES hyperbolicSine(DOUBLES x) {
  const DOUBLES size = absolute<L>(x), z = x * x;
  DOUBLES p = 7.75932417109306e-13 * z + 1.605723995785154e-10;
  p = p * z + 2.505212340332033e-08;
  p = p * z + 2.7557319155308055e-06;
  p = p * z + 0.00019841269841437768;
  p = p * z + 0.008333333333333139;
  p = p * z + 0.16666666666666669;
  const DOUBLES small = x + x * (z * p);
  const Quarters<L> q = quarterExponentials<L>(select<L>(size > 710.5, splat<L>(710.5), size));
  const Pair<L> sum = sumOrdered<L>(q.growing.high, -q.falling.high);
  const DOUBLES large = 2.0 * (sum.high + (sum.low + (q.growing.low - q.falling.low)));
  const DOUBLES result = select<L>(size < 1.0, small, withSignOf<L>(large, x));
  const DOUBLES kept = select<L>(size < 0x1p-28, x, result);
  return select<L>(x == x, kept, notANumber<L>());
}

HILLOCK_LANES DOUBLES hyperbolicCosine(DOUBLES x) {
  const DOUBLES size = absolute<L>(x);
  const Quarters<L> q = quarterExponentials<L>(select<L>(size > 710.5, splat<L>(710.5), size));
  const Pair<L> sum = sumOrdered<L>(q.growing.high, q.falling.high);
  const DOUBLES result = 2.0 * (sum.high + (sum.low + (q.growing.low + q.falling.low)));
  return select<L>(x == x, result, notANumber<L>());
}

/** h/(h + 1) with h = (e^2|x| - 1)/2. */
HILLOCK_LANES DOUBLES hyperbolicTangent(DOUBLES x) {
  const DOUBLES size = absolute<L>(x);
  const Pair<L> h = halfExponentialMinusOne<L>(2.0 * select<L>(size > 22.0, splat<L>(22.0), size));
  const Pair<L> sum = sumExact<L>(h.high, splat<L>(1.0));
  const DOUBLES below = sum.high, belowLow = sum.low + h.low;
  const DOUBLES quotient = h.high / below;
  const Pair<L> back = product<L>(quotient, below);
  const DOUBLES rest = ((h.high - back.high) - back.low) + (h.low - quotient * belowLow);
  const DOUBLES result = withSignOf<L>(quotient + rest / below, x);
  const DOUBLES kept = select<L>(size < 0x1p-28, x, result);
  return select<L>(x == x, kept, notANumber<L>());
}

} // namespace
