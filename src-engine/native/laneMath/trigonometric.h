// sin, cos and tan.
//
// x = n pi/2 + r + rLow with |r| <= pi/4. Up to 2^20 quarter turns pi/2 is taken in parts of 33 bits, whose products with n are
// exact; beyond, the product with enough bits of 2/pi is formed in whole numbers (hugeAngle.h). Polynomials: Remez,
// sin 2^-58, cos 2^-63.7 relative.
#pragma once
#include "../hugeAngle.h"
#include "exact.h"

namespace {

template <class L> struct Angle {
  MASK quarter;
  DOUBLES r, low;
};

HILLOCK_LANES Angle<L> reduceAngle(DOUBLES x) {
  const DOUBLES shifted = x * 0x1.45f306dc9c883p-1 + roundingShift;
  const DOUBLES n = shifted - roundingShift;
  const DOUBLES first = x - n * 0x1.921fb54400000p+0;
  const Pair<L> second = sumExact<L>(first, -(n * 0x1.0b4611a600000p-34));
  const Pair<L> third = sumExact<L>(second.high, -(n * 0x1.3198a2e000000p-69));
  const Pair<L> sum = sumOrdered<L>(third.high, (second.low + third.low) - n * 0x1.b839a252049c1p-104);
  Angle<L> angle = {(MASK)shifted, sum.high, sum.low};
  const MASK huge = ~(absolute<L>(x) <= 1647099.0);
  if (any<L>(huge)) {
    for (int lane = 0; lane < L::width; lane++) {
      if (!huge[lane]) continue;
      const HugeAngle reduced = reduceHugeAngle(x[lane]);
      angle.quarter[lane] = reduced.quarter;
      angle.r[lane] = reduced.r;
      angle.low[lane] = reduced.low;
    }
  }
  return angle;
}

/** sin(r + low) - r */
HILLOCK_LANES DOUBLES sineExcess(DOUBLES r, DOUBLES low) {
  const DOUBLES z = r * r, v = z * r;
  DOUBLES p = 1.5896795192151374e-10 * z - 2.5050758108835293e-08;
  p = p * z + 2.7557313691891457e-06;
  p = p * z - 0.00019841269829807802;
  p = p * z + 0.008333333333322413;
  return -((z * (0.5 * low - v * p) - low) - v * -0.16666666666666632);
}

/** cos(r + low) as a pair */
HILLOCK_LANES Pair<L> cosinePair(DOUBLES r, DOUBLES low) {
  const DOUBLES z = r * r, half = 0.5 * z, w = 1.0 - half;
  DOUBLES p = -1.135965487279948e-11 * z + 2.087572342609533e-09;
  p = p * z - 2.7557314353611896e-07;
  p = p * z + 2.4801587289487348e-05;
  p = p * z - 0.0013888888888874133;
  p = p * z + 0.0416666666666666;
  return {w, ((1.0 - w) - half) + (z * (z * p) - r * low)};
}

HILLOCK_LANES DOUBLES sineOrCosine(const Angle<L> &angle, int64_t turn) {
  const MASK quarter = angle.quarter + turn;
  const Pair<L> c = cosinePair<L>(angle.r, angle.low);
  const DOUBLES s = angle.r + sineExcess<L>(angle.r, angle.low);
  const DOUBLES value = select<L>((quarter & 1) == 0, s, c.high + c.low);
  return (DOUBLES)((MASK)value ^ ((quarter & 2) << 62));
}

HILLOCK_LANES DOUBLES sine(DOUBLES x) {
  const DOUBLES result = sineOrCosine<L>(reduceAngle<L>(x), 0);
  const DOUBLES kept = select<L>(absolute<L>(x) < 0x1p-28, x, result);
  return select<L>(absolute<L>(x) < __builtin_inf(), kept, notANumber<L>());
}

HILLOCK_LANES DOUBLES cosine(DOUBLES x) {
  const DOUBLES result = sineOrCosine<L>(reduceAngle<L>(x), 1);
  return select<L>(absolute<L>(x) < __builtin_inf(), result, notANumber<L>());
}

/** Sine over cosine, or minus its reciprocal in odd quarters, as a quotient of pairs. */
HILLOCK_LANES DOUBLES tangent(DOUBLES x) {
  const Angle<L> angle = reduceAngle<L>(x);
  const Pair<L> s = sumOrdered<L>(angle.r, sineExcess<L>(angle.r, angle.low));
  const Pair<L> raw = cosinePair<L>(angle.r, angle.low);
  const Pair<L> c = sumOrdered<L>(raw.high, raw.low);
  const MASK even = (angle.quarter & 1) == 0;
  const DOUBLES above = select<L>(even, s.high, -c.high), aboveLow = select<L>(even, s.low, -c.low);
  const DOUBLES below = select<L>(even, c.high, s.high), belowLow = select<L>(even, c.low, s.low);
  const DOUBLES quotient = above / below;
  const Pair<L> back = product<L>(quotient, below);
  const DOUBLES rest = ((above - back.high) - back.low) + (aboveLow - quotient * belowLow);
  const DOUBLES result = quotient + rest / below;
  const DOUBLES kept = select<L>(absolute<L>(x) < 0x1p-28, x, result);
  return select<L>(absolute<L>(x) < __builtin_inf(), kept, notANumber<L>());
}

} // namespace
