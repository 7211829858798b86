// exp as NMODL has it, and expm1.
//
// x = n ln 2 + r with |r| <= ln(2)/2; ln 2 in two parts, of which the first times n is exact. e^r = 1 + r + r^2 P(r), P the
// polynomial of degree 9 that minimises the largest relative error of e^r (2^-57.9; Remez). The low part of the
// reduction joins the small term, so that the error stays below 0.8 ulp without a fused multiply-add.
#pragma once
#include "exact.h"

namespace {

/** What is common to all of them: x = n ln 2 + main - tail, e^r = 1 + (main + small). */
template <class L> struct Reduced {
  DOUBLES shifted, main, small;
};

/** `low` is what x carries beyond its last bit. */
HILLOCK_LANES Reduced<L> reduceExponent(DOUBLES x, DOUBLES low) {
  const DOUBLES shifted = x * perLn2 + roundingShift;
  const DOUBLES n = shifted - roundingShift;
  const DOUBLES main = x - n * ln2High;
  const DOUBLES tail = n * ln2Low - low;
  const DOUBLES r = main - tail;
  const DOUBLES r2 = r * r, r4 = r2 * r2;
  const DOUBLES p01 = 0.16666666666666413 * r + 0.5000000000000011;
  const DOUBLES p23 = 0.008333333333494399 * r + 0.041666666666530155;
  const DOUBLES p45 = 0.00019841269506688846 * r + 0.0013888888943631085;
  const DOUBLES p67 = 2.755758629088442e-06 * r + 2.4801493097828538e-05;
  const DOUBLES p89 = 2.500008442577437e-08 * r + 2.763024879588082e-07;
  const DOUBLES p03 = p23 * r2 + p01, p47 = p67 * r2 + p45;
  const DOUBLES p = (p89 * r4 + p47) * r4 + p03;
  return {shifted, main, r2 * p - tail};
}

/** 2^(n + bias) from the shifted quotient. */
HILLOCK_LANES DOUBLES scaleFrom(DOUBLES shifted, int64_t bias) { return (DOUBLES)(((MASK)shifted << 52) + ((1023 + bias) << 52)); }

/** e^x; above 700 as at 700, below -700 zero. */
HILLOCK_LANES DOUBLES exponential(DOUBLES x) {
  const DOUBLES clamped = select<L>(x > 700.0, splat<L>(700.0), x);
  const Reduced<L> e = reduceExponent<L>(clamped, splat<L>(0.0));
  const DOUBLES result = (1.0 + (e.main + e.small)) * scaleFrom<L>(e.shifted, 0);
  return zeroWhere<L>(x < -700.0, result);
}

/** (e^x - 1)/2 as a pair, for -40 <= x <= 710; halved so that the largest exponent still has a scale. */
HILLOCK_LANES Pair<L> halfExponentialMinusOne(DOUBLES x) {
  const Reduced<L> e = reduceExponent<L>(x, splat<L>(0.0));
  const Pair<L> s = sumOrdered<L>(e.main, e.small);
  const DOUBLES scale = scaleFrom<L>(e.shifted, -1);
  const Pair<L> sum = sumExact<L>(scale - 0.5, scale * s.high);
  return {sum.high, sum.low + scale * s.low};
}

/** e^x - 1 without cancellation. */
HILLOCK_LANES DOUBLES exponentialMinusOne(DOUBLES x) {
  DOUBLES clamped = select<L>(x > 710.0, splat<L>(710.0), x);
  clamped = select<L>(clamped < -40.0, splat<L>(-40.0), clamped);
  const Pair<L> half = halfExponentialMinusOne<L>(clamped);
  const DOUBLES result = 2.0 * (half.high + half.low);
  const DOUBLES kept = select<L>(absolute<L>(x) < 0x1p-60, x, result);
  return select<L>(x == x, kept, notANumber<L>());
}

} // namespace
