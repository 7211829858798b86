// asin, acos, atan and atan2.
#pragma once
#include "exact.h"

namespace {

const double halfPiHigh = 0x1.921fb54442d18p+0, halfPiLow = 0x1.1a62633145c07p-54;
const double piHigh = 0x1.921fb54442d18p+1, piLow = 0x1.1a62633145c07p-53;

/** (asin(x) - x)/x at z = x^2 <= 1/4; Remez, 2^-59.8. */
HILLOCK_LANES DOUBLES arcSineExcess(DOUBLES z) {
  DOUBLES p = 0.0327023107902627 * z - 0.0211169801934631;
  p = p * z + 0.021790848638403807;
  p = p * z + 0.003672094867236857;
  p = p * z + 0.010789347081288337;
  p = p * z + 0.01139728804829167;
  p = p * z + 0.013981019191444385;
  p = p * z + 0.017351595442040135;
  p = p * z + 0.022372215909278428;
  p = p * z + 0.030381942675156853;
  p = p * z + 0.04464285717528865;
  p = p * z + 0.07499999999970096;
  p = p * z + 0.16666666666666763;
  return p * z;
}

/** sqrt(z) as a pair. */
HILLOCK_LANES Pair<L> rootPair(DOUBLES z) {
  const DOUBLES root = squareRootOf<L>(z), high = upperHalf<L>(root);
  const DOUBLES low = (z - high * high) / (root + high);
  return {high, zeroWhere<L>(z == 0.0, low)};
}

/** Beyond 1/2: asin x = pi/2 - 2 asin sqrt((1 - x)/2). */
HILLOCK_LANES DOUBLES arcSine(DOUBLES x) {
  const DOUBLES size = absolute<L>(x);
  const MASK small = size < 0.5;
  const DOUBLES z = select<L>(small, x * x, (1.0 - size) * 0.5);
  const DOUBLES excess = arcSineExcess<L>(z);
  const Pair<L> root = rootPair<L>(z);
  const DOUBLES p = 2.0 * ((root.high + root.low) * excess) - (halfPiLow - 2.0 * root.low);
  const DOUBLES q = 0.5 * halfPiHigh - 2.0 * root.high;
  const DOUBLES large = 0.5 * halfPiHigh - (p - q);
  const DOUBLES result = withSignOf<L>(select<L>(small, size + size * excess, large), x);
  return select<L>(size <= 1.0, result, notANumber<L>());
}

HILLOCK_LANES DOUBLES arcCosine(DOUBLES x) {
  const DOUBLES size = absolute<L>(x);
  const MASK small = size < 0.5;
  const DOUBLES z = select<L>(small, x * x, (1.0 - size) * 0.5);
  const DOUBLES excess = arcSineExcess<L>(z);
  const Pair<L> root = rootPair<L>(z);
  const DOUBLES whole = root.high + root.low;
  const DOUBLES middle = halfPiHigh - (x - (halfPiLow - x * excess));
  const DOUBLES left = piHigh - 2.0 * (whole + (excess * whole - halfPiLow));
  const DOUBLES right = 2.0 * (root.high + (excess * whole + root.low));
  const DOUBLES result = select<L>(small, middle, select<L>(x < 0.0, left, right));
  return select<L>(size <= 1.0, result, notANumber<L>());
}

/**
 * atan(x + low) for x >= 0 as a pair. x is turned back by the nearest of atan 0, 1/2, 1, 3/2 and infinity, which leaves
 * |t| <= 7/16; then t + t^3 A(t^2), A by Remez, 2^-57.7.
 */
HILLOCK_LANES Pair<L> arcTangentPair(DOUBLES x, DOUBLES low) {
  const MASK over0 = x >= 0.4375, over1 = x >= 0.6875, over2 = x >= 1.1875, over3 = x >= 2.4375;
  const DOUBLES zero = splat<L>(0.0);
  DOUBLES above = select<L>(over0, 2.0 * x - 1.0, x), below = select<L>(over0, 2.0 + x, splat<L>(1.0));
  DOUBLES high = select<L>(over0, splat<L>(0x1.dac670561bb4fp-2), zero);
  DOUBLES tail = select<L>(over0, splat<L>(0x1.a2b7f222f65e2p-56), zero);
  above = select<L>(over1, x - 1.0, above), below = select<L>(over1, x + 1.0, below);
  high = select<L>(over1, splat<L>(0x1.921fb54442d18p-1), high);
  tail = select<L>(over1, splat<L>(0x1.1a62633145c07p-55), tail);
  above = select<L>(over2, x - 1.5, above), below = select<L>(over2, 1.0 + 1.5 * x, below);
  high = select<L>(over2, splat<L>(0x1.f730bd281f69bp-1), high);
  tail = select<L>(over2, splat<L>(0x1.007887af0cbbdp-56), tail);
  above = select<L>(over3, splat<L>(-1.0), above), below = select<L>(over3, x, below);
  high = select<L>(over3, splat<L>(halfPiHigh), high);
  tail = select<L>(over3, splat<L>(halfPiLow), tail);
  const DOUBLES t = above / below, z = t * t;
  DOUBLES p = -0.016277940186035407 * z + 0.036523611772199344;
  p = p * z - 0.049765311108259394;
  p = p * z + 0.058334848165180885;
  p = p * z - 0.06661060120416959;
  p = p * z + 0.07691874930154663;
  p = p * z - 0.09090887053269714;
  p = p * z + 0.11111110402318958;
  p = p * z - 0.14285714272431552;
  p = p * z + 0.19999999999875642;
  p = p * z - 0.33333333333332926;
  const DOUBLES correction = low / (1.0 + x * x);
  const DOUBLES rest = (t * (p * z) + (tail + correction)) + t;
  return sumOrdered<L>(select<L>(over0, high, rest), select<L>(over0, rest, zero));
}

HILLOCK_LANES DOUBLES arcTangent(DOUBLES x) {
  const Pair<L> result = arcTangentPair<L>(absolute<L>(x), splat<L>(0.0));
  return select<L>(x == x, withSignOf<L>(result.high + result.low, x), notANumber<L>());
}

/** Angle of the point (x, y). The quotient carries its remainder, so that only the last addition rounds. */
HILLOCK_LANES DOUBLES arcTangent2(DOUBLES y, DOUBLES x) {
  const double inf = __builtin_inf();
  DOUBLES ySize = absolute<L>(y), xSize = absolute<L>(x);
  const MASK bothInfinite = (ySize == inf) & (xSize == inf);
  ySize = select<L>(bothInfinite, splat<L>(1.0), ySize);
  xSize = select<L>(bothInfinite, splat<L>(1.0), xSize);
  const DOUBLES larger = select<L>(xSize > ySize, xSize, ySize);
  const DOUBLES scale = select<L>(larger > 0x1p900, splat<L>(0x1p-300), select<L>(larger < 0x1p-900, splat<L>(0x1p150), splat<L>(1.0)));
  ySize = ySize * scale;
  xSize = xSize * scale;
  const DOUBLES quotient = select<L>(ySize == 0.0, splat<L>(0.0), ySize / xSize);
  const Pair<L> back = product<L>(quotient, xSize);
  const MASK plain = (quotient > 0x1p60) | (quotient < 0x1p-900) | (ySize < 0x1p-900) | (larger == inf);
  const DOUBLES low = zeroWhere<L>(plain, ((ySize - back.high) - back.low) / xSize);
  const Pair<L> angle = arcTangentPair<L>(quotient, low);
  const DOUBLES right = angle.high + angle.low;
  const Pair<L> turned = sumOrdered<L>(splat<L>(piHigh), -angle.high);
  const DOUBLES left = turned.high + (turned.low + (piLow - angle.low));
  const DOUBLES result = withSignOf<L>(select<L>((MASK)x < 0, left, right), y);
  return select<L>((x == x) & (y == y), result, notANumber<L>());
}

} // namespace
