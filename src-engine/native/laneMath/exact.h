// Sums and products with their rounding errors, and pieces that every function uses.
#pragma once
#include "../vectors.h"

namespace {

/** Adding and subtracting it rounds |x| < 2^51 to an integer, whose low bits then stand in the sum's bits. */
const double roundingShift = 6755399441055744.0; // 1.5 * 2^52

const double ln2High = 0x1.62e42fefa3800p-1; // 42 bits, so that a product with an exponent is exact
const double ln2Low = 0x1.ef35793c76730p-45;
const double perLn2 = 0x1.71547652b82fep+0;

/** A number as an unevaluated sum. */
template <class L> struct Pair {
  DOUBLES high, low;
};

/** a + b exactly, where |a| is not below |b|. */
HILLOCK_LANES Pair<L> sumOrdered(DOUBLES a, DOUBLES b) {
  const DOUBLES sum = a + b;
  return {sum, b - (sum - a)};
}

/** a + b exactly. */
HILLOCK_LANES Pair<L> sumExact(DOUBLES a, DOUBLES b) {
  const DOUBLES sum = a + b;
  const DOUBLES bRounded = sum - a;
  return {sum, (a - (sum - bRounded)) + (b - bRounded)};
}

/** The upper 26 bits of each number. */
HILLOCK_LANES DOUBLES upperHalf(DOUBLES x) { return (DOUBLES)((MASK)x & (int64_t)0xfffffffff8000000ULL); }

/** a * b with its rounding error (to 2^-107, relative). */
HILLOCK_LANES Pair<L> product(DOUBLES a, DOUBLES b) {
  const DOUBLES aHigh = upperHalf<L>(a), bHigh = upperHalf<L>(b);
  const DOUBLES aLow = a - aHigh, bLow = b - bHigh;
  const DOUBLES rounded = a * b;
  return {rounded, ((aHigh * bHigh - rounded) + aHigh * bLow + aLow * bHigh) + aLow * bLow};
}

/** 2^n for whole n between -1022 and 1023. */
HILLOCK_LANES DOUBLES powerOfTwo(DOUBLES n) {
  return (DOUBLES)(((MASK)(n + roundingShift) << 52) + 0x3ff0000000000000LL);
}

/** x as 2^exponent * mantissa with the mantissa between sqrt(1/2) and sqrt(2); x positive and finite. */
template <class L> struct Decomposed {
  DOUBLES exponent, mantissa;
};
HILLOCK_LANES Decomposed<L> decompose(DOUBLES x) {
  const MASK subnormal = x < 0x1p-1022;
  const DOUBLES normal = select<L>(subnormal, x * 0x1p54, x);
  const MASK shifted = (MASK)normal + (0x3ff0000000000000LL - 0x3fe6a09e667f3bcdLL);
  // A small whole number placed in the low bits of 2^52 becomes a double without a conversion.
  const MASK biased = ((shifted >> 52) & 0x7ff) | 0x4330000000000000LL;
  const DOUBLES exponent = (DOUBLES)biased - (4503599627370496.0 + 1023.0);
  const DOUBLES mantissa = (DOUBLES)((shifted & 0x000fffffffffffffLL) + 0x3fe6a09e667f3bcdLL);
  return {select<L>(subnormal, exponent - 54.0, exponent), mantissa};
}

} // namespace
