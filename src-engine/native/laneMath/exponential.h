// exp as NMODL has it, and expm1.
//
// The pairs: x = n ln 2 + r with |r| <= ln(2)/2; ln 2 in two parts, of which the first times n is exact. e^r = 1 + r + r^2 P(r), P the
// polynomial of degree 10 that minimises the largest relative error of e^r (2^-64; Remez). The low part of the
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
  const DOUBLES p01 = 0.16666666666666682 * r + 0.5;
  const DOUBLES p23 = 0.008333333333317039 * r + 0.041666666666666095;
  const DOUBLES p45 = 0.00019841269896375582 * r + 0.0013888888889115993;
  const DOUBLES p67 = 2.7557234868898975e-06 * r + 2.4801586925946926e-05;
  const DOUBLES p89 = 2.5112034758079434e-08 * r + 2.7557582404382636e-07;
  const DOUBLES p03 = p23 * r2 + p01, p47 = p67 * r2 + p45;
  const DOUBLES p = ((2.082646429836284e-09 * r2 + p89) * r4 + p47) * r4 + p03;
  return {shifted, main, r2 * p - tail};
}

/** 2^(n + bias) from the shifted quotient. */
HILLOCK_LANES DOUBLES scaleFrom(DOUBLES shifted, int64_t bias) { return (DOUBLES)(((MASK)shifted << 52) + ((1023 + bias) << 52)); }

/**
 * 2^(j/16), j = 0 ... 15: its bits less j << 48, so that adding n << 48 makes 2^(n/16) of them; and what the double lacks of
 * the true value, relative to it, as bits.
 */
alignas(64) constexpr uint64_t sixteenths[16][2] = {
  {0x3ff0000000000000ULL, 0x0000000000000000ULL}, {0x3fefb5586cf9890fULL, 0x3c979aa65d837b6dULL},
  {0x3fef72b83c7d517bULL, 0xbc801b15eaa59348ULL}, {0x3fef387a6e756238ULL, 0x3c968efde3a8a894ULL},
  {0x3fef06fe0a31b715ULL, 0x3c834d754db0abb6ULL}, {0x3feedea64c123422ULL, 0x3c859f48a72a4c6dULL},
  {0x3feebfdad5362a27ULL, 0x3c7690cebb7aafb0ULL}, {0x3feeab07dd485429ULL, 0x3c9063e1e21c5409ULL},
  {0x3feea09e667f3bcdULL, 0xbc93b3efbf5e2228ULL}, {0x3feea11473eb0187ULL, 0xbc7b32dcb94da51dULL},
  {0x3feeace5422aa0dbULL, 0x3c8db72fc1f0eab4ULL}, {0x3feec49182a3f090ULL, 0x3c71affc2b91ce27ULL},
  {0x3feee89f995ad3adULL, 0x3c8c1a7792cb3387ULL}, {0x3fef199bdd85529cULL, 0x3c736eae30af0cb3ULL},
  {0x3fef5818dcfba487ULL, 0x3c74a385a63d07a7ULL}, {0x3fefa4afa2a490daULL, 0xbc8ff7128fd391f0ULL},
};

#if defined(__AVX512F__)
/** The same, number by number. */
struct SixteenthColumns {
  uint64_t power[16] = {}, lack[16] = {};
  constexpr SixteenthColumns() {
    for (int j = 0; j < 16; j++) power[j] = sixteenths[j][0], lack[j] = sixteenths[j][1];
  }
};
alignas(64) constexpr SixteenthColumns sixteenthColumns;
#endif

template <class L> struct Sixteenth {
  MASK power;
  DOUBLES lack;
};

/** The table's entries at the low four bits of each lane. */
HILLOCK_LANES Sixteenth<L> sixteenthAt(MASK at) {
#if defined(__AVX512F__)
  if constexpr ((int)L::width == 8) {
    const __m512i *const powers = reinterpret_cast<const __m512i *>(sixteenthColumns.power), *const lacks = reinterpret_cast<const __m512i *>(sixteenthColumns.lack);
    return {(MASK)_mm512_permutex2var_epi64(powers[0], (__m512i)at, powers[1]), (DOUBLES)_mm512_permutex2var_epi64(lacks[0], (__m512i)at, lacks[1])};
  }
#endif
  // By way of memory, which leaves the ports of vectors to the arithmetic. Both numbers of an entry come with one load.
  alignas(64) int64_t places[L::width];
  *reinterpret_cast<MASK *>(places) = (at & 15) << 4;
  __asm__("" : "+m"(places));
  const auto entry = [&](int lane) __attribute__((always_inline)) { return load<Lanes2>(reinterpret_cast<const double *>(reinterpret_cast<const char *>(sixteenths) + places[lane])); };
#if defined(__AVX__)
  if constexpr ((int)L::width == 4) {
    const Double4 even = __builtin_shufflevector(entry(0), entry(2), 0, 1, 2, 3), odd = __builtin_shufflevector(entry(1), entry(3), 0, 1, 2, 3);
    return {(MASK)__builtin_shufflevector(even, odd, 0, 4, 2, 6), __builtin_shufflevector(even, odd, 1, 5, 3, 7)};
  }
#endif
  Sixteenth<L> found = {};
  for (int lane = 0; lane < L::width; lane += 2) {
    const Double2 first = entry(lane), second = entry(lane + 1);
    const Double2 powers = {first[0], second[0]}, lacks = {first[1], second[1]};
    found.power[lane] = ((Long2)powers)[0], found.power[lane + 1] = ((Long2)powers)[1];
    found.lack[lane] = lacks[0], found.lack[lane + 1] = lacks[1];
  }
  return found;
}

/** The same for each of n vectors, so that none waits for its own last result: processors look no further ahead than an exponential is long. */
#define EACH_VECTOR _Pragma("GCC unroll 4") for (int k = 0; k < n; k++)

/**
 * e^x; above 700 as at 700, below -700 zero. The hot function: x = n ln(2)/16 + r, |r| <= ln(2)/32, so that a polynomial of
 * degree 4 suffices for P (2^-56.2); error below 0.65 ulp.
 */
template <class L, int n> HILLOCK_INLINE void exponentials(DOUBLES (&x)[n]) {
  DOUBLES shifted[n], rest[n], main[n], tail[n], r[n], r2[n], p01[n], p23[n], p[n];
  Sixteenth<L> entry[n];
  EACH_VECTOR main[k] = lesser<L>(splat<L>(700.0), x[k]);
  EACH_VECTOR shifted[k] = main[k] * 0x1.71547652b82fep+4 + roundingShift;
  EACH_VECTOR rest[k] = shifted[k] - roundingShift;
  EACH_VECTOR entry[k] = sixteenthAt<L>((MASK)shifted[k]);
  EACH_VECTOR main[k] = main[k] - rest[k] * 0x1.62e42fefa0000p-5;
  EACH_VECTOR tail[k] = rest[k] * 0x1.cf79abc9e3b3ap-44;
  EACH_VECTOR r[k] = main[k] - tail[k];
  EACH_VECTOR r2[k] = r[k] * r[k];
  EACH_VECTOR p01[k] = 0.16666666664413454 * r[k] + 0.499999999999996;
  EACH_VECTOR p23[k] = 0.008333472060063006 * r[k] + 0.04166666669356956;
  EACH_VECTOR p[k] = (0.0013888590028136567 * r2[k] + p23[k]) * r2[k] + p01[k];
  EACH_VECTOR p[k] = main[k] + ((r2[k] * p[k] - tail[k]) + entry[k].lack);
  EACH_VECTOR {
    const DOUBLES power = (DOUBLES)(entry[k].power + ((MASK)shifted[k] << 48));
    x[k] = zeroWhere<L>(x[k] < -700.0, power * p[k] + power);
  }
}

HILLOCK_LANES DOUBLES exponential(DOUBLES x) {
  DOUBLES all[1] = {x};
  exponentials<L>(all);
  return all[0];
}

/** (e^x - 1)/2 as a pair, for -40 <= x <= 710; halved so that the largest exponent still has a scale. */
HILLOCK_LANES Pair<L> halfExponentialMinusOne(DOUBLES x) {
  const Reduced<L> e = reduceExponent<L>(x, splat<L>(0.0));
  const Pair<L> s = sumOrdered<L>(e.main, e.small);
  const DOUBLES scale = scaleFrom<L>(e.shifted, -1);
  const Pair<L> base = sumExact<L>(scale, splat<L>(-0.5));
  const Pair<L> sum = sumExact<L>(base.high, scale * s.high);
  return {sum.high, (sum.low + base.low) + scale * s.low};
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
