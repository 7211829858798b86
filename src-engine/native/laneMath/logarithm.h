// log, log10 and pow.
//
// x = 2^k m with m between sqrt(1/2) and sqrt(2), f = m - 1, s = f/(2 + f): log m = 2 atanh s = 2 s + s R(s^2). In log, 2 s is
// written f - s f, so that the division's error meets only small terms. log10 and pow need log m to about 2^-64: the
// same series with s, s^2 and the first terms as pairs.
#pragma once
#include "exponential.h"
#include "rounding.h"

namespace {

/** log(2^k (1 + f)), of one number or of a vector. */
template <class T> HILLOCK_INLINE T logarithmOfParts(T k, T f) {
  const T s = f / (2.0 + f), z = s * s, half = 0.5 * f * f;
  T r = 0.14796261606348485 * z + 0.1531402118952703;
  r = r * z + 0.18183565399648743;
  r = r * z + 0.22222198554030942;
  r = r * z + 0.28571428742558697;
  r = r * z + 0.3999999999941399;
  r = r * z + 0.6666666666666734;
  return k * ln2High - ((half - (s * (half + r * z) + k * ln2Low)) - f);
}

/** Natural logarithm. */
HILLOCK_LANES DOUBLES logarithm(DOUBLES x) {
  const Decomposed<L> parts = decompose<L>(x);
  DOUBLES result = logarithmOfParts<DOUBLES>(parts.exponent, parts.mantissa - 1.0);
  result = select<L>(x == __builtin_inf(), x, result);
  result = select<L>(x == 0.0, splat<L>(-__builtin_inf()), result);
  return select<L>(x >= 0.0, result, notANumber<L>());
}

/** The same of one number, with less ado where it is positive, finite and normal. */
HILLOCK_INLINE double logarithmOfOne(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  const uint64_t smallest = 0x0010000000000000ULL, infinite = 0x7ff0000000000000ULL;
  if (bits - smallest >= infinite - smallest) return logarithm<Lanes2>(splat<Lanes2>(x))[0];
  const uint64_t shifted = bits + (0x3ff0000000000000ULL - 0x3fe6a09e667f3bcdULL);
  bits = (shifted & 0x000fffffffffffffULL) + 0x3fe6a09e667f3bcdULL;
  double mantissa;
  __builtin_memcpy(&mantissa, &bits, sizeof mantissa);
  return logarithmOfParts<double>((double)((int64_t)(shifted >> 52) - 1023), mantissa - 1.0);
}

/** log m as a pair, relative error about 2^-64. */
HILLOCK_LANES Pair<L> logarithmOfMantissa(DOUBLES m) {
  const DOUBLES f = m - 1.0, d = 2.0 + f, dLow = f - (d - 2.0);
  const DOUBLES s = f / d;
  const Pair<L> sd = product<L>(s, d);
  const DOUBLES sLow = (((f - sd.high) - sd.low) - s * dLow) / d;
  const Pair<L> z = product<L>(s, s);
  const DOUBLES zLow = z.low + 2.0 * (s * sLow);
  DOUBLES w = 0.1101361513754734 * z.high + 0.10422862857407371;
  w = w * z.high + 0.11768676154759705;
  w = w * z.high + 0.13333240362293927;
  w = w * z.high + 0.15384616754571215;
  w = w * z.high + 0.1818181816923793;
  w = w * z.high + 0.22222222222290675;
  w = w * z.high + 0.28571428571428376;
  w = w * z.high + 0.4;
  w = w * z.high;
  // 2/3 + w, the first coefficient with its low part
  const DOUBLES c = 0.6666666666666666 + w;
  const DOUBLES cLow = (w - (c - 0.6666666666666666)) + 3.700743415417188e-17;
  const Pair<L> s3 = product<L>(s, z.high);
  const DOUBLES s3Low = s3.low + (s * zLow + sLow * z.high);
  const Pair<L> t = product<L>(s3.high, c);
  const DOUBLES tLow = t.low + (s3.high * cLow + s3Low * c);
  const Pair<L> sum = sumOrdered<L>(2.0 * s, t.high);
  return {sum.high, sum.low + (2.0 * sLow + tLow)};
}

/** Decimal logarithm. */
HILLOCK_LANES DOUBLES logarithm10(DOUBLES x) {
  const Decomposed<L> parts = decompose<L>(x);
  const DOUBLES k = parts.exponent;
  const Pair<L> ln = logarithmOfMantissa<L>(parts.mantissa);
  const Pair<L> scaled = product<L>(ln.high, splat<L>(0x1.bcb7b1526e50ep-2));
  const DOUBLES scaledLow = scaled.low + (ln.high * 0x1.95355baaafad3p-57 + ln.low * 0x1.bcb7b1526e50ep-2);
  const Pair<L> sum = sumExact<L>(k * 0x1.34413509f7800p-2, scaled.high);
  DOUBLES result = sum.high + (sum.low + (scaledLow + k * 0x1.fef311f12b358p-46));
  result = select<L>(x == __builtin_inf(), x, result);
  result = select<L>(x == 0.0, splat<L>(-__builtin_inf()), result);
  return select<L>(x >= 0.0, result, notANumber<L>());
}

/** a^b of ordinary numbers: the same as `power` has it where a, b and the result are positive, finite and normal. */
HILLOCK_LANES DOUBLES ordinaryPower(Pair<L> scaled, DOUBLES low) {
  const Reduced<L> e = reduceExponent<L>(scaled.high, low);
  return (1.0 + (e.main + e.small)) * scaleFrom<L>(e.shifted, 0);
}

/** a^b, with C's rules for zeros, infinities and negative a. */
HILLOCK_LANES DOUBLES power(DOUBLES a, DOUBLES b) {
  const double inf = __builtin_inf();
  const DOUBLES size = absolute<L>(a);
  const Decomposed<L> parts = decompose<L>(size);
  const Pair<L> ln = logarithmOfMantissa<L>(parts.mantissa);
  const Pair<L> sum = sumExact<L>(parts.exponent * ln2High, ln.high);
  const Pair<L> log = sumOrdered<L>(sum.high, sum.low + (ln.low + parts.exponent * ln2Low));
  const Pair<L> scaled = product<L>(b, log.high);
  const MASK ordinary = (a > 0.0) & (a < inf) & (a != 1.0) & (b != 0.0) & (absolute<L>(scaled.high) < 700.0);
  if (!any<L>(~ordinary)) return ordinaryPower<L>(scaled, scaled.low + b * log.low);
  const MASK over = scaled.high > 720.0, under = scaled.high < -760.0;
  const MASK outside = over | under;
  const DOUBLES exponent = zeroWhere<L>(outside, scaled.high);
  const DOUBLES exponentLow = zeroWhere<L>(outside, scaled.low + b * log.low);
  const Reduced<L> e = reduceExponent<L>(exponent, exponentLow);
  // the scale in two halves, so that results below 2^-1022 and at the top come out
  const DOUBLES n = e.shifted - roundingShift;
  const DOUBLES firstHalf = (n * 0.5 + roundingShift) - roundingShift;
  DOUBLES result = (1.0 + (e.main + e.small)) * powerOfTwo<L>(firstHalf) * powerOfTwo<L>(n - firstHalf);
  result = select<L>(over, infinity<L>(), result);
  result = zeroWhere<L>(under, result);

  const MASK grows = (size > 1.0) & (b > 0.0), shrinksBack = (size < 1.0) & (b < 0.0);
  const MASK extreme = (size == 0.0) | (size == inf) | (absolute<L>(b) == inf);
  result = select<L>(extreme, select<L>(grows | shrinksBack, infinity<L>(), splat<L>(0.0)), result);

  const MASK whole = roundDown<L>(b) == b;
  const DOUBLES halved = b * 0.5;
  const MASK odd = whole & (roundDown<L>(halved) != halved) & (absolute<L>(b) < 9007199254740992.0);
  const DOUBLES signedResult = withSignOf<L>(result, a);
  result = select<L>(odd, signedResult, result);
  const MASK undefined = ((a < 0.0) & (size != inf) & ~whole) | (a != a) | (b != b);
  result = select<L>(undefined, notANumber<L>(), result);
  return select<L>((b == 0.0) | (a == 1.0) | ((size == 1.0) & (absolute<L>(b) == inf)), splat<L>(1.0), result);
}

} // namespace
