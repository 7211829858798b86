#include "hugeAngle.h"
#include <string.h>

namespace {

// 2/pi = 0.101000101111... in binary, 1280 bits: enough for the largest double.
const uint64_t twoOverPi[] = {
  0xa2f9836e4e441529ULL, 0xfc2757d1f534ddc0ULL, 0xdb6295993c439041ULL, 0xfe5163abdebbc561ULL, 0xb7246e3a424dd2e0ULL,
  0x06492eea09d1921cULL, 0xfe1deb1cb129a73eULL, 0xe88235f52ebb4484ULL, 0xe99c7026b45f7e41ULL, 0x3991d639835339f4ULL,
  0x9c845f8bbdf9283bULL, 0x1ff897ffde05980fULL, 0xef2f118b5a0a6d1fULL, 0x6d367ecf27cb09b7ULL, 0x4f463f669e5fea2dULL,
  0x7527bac7ebe5f17bULL, 0x3d0739f78a5292eaULL, 0x6bfb5fb11f8d5d08ULL, 0x56033046fc7b6babULL, 0xf0cfbc209af4361dULL,
};

const int words = 4; // a fraction of 192 bits and, above it, the quarter

double doubleOf(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
uint64_t bitsOf(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}
double powerOfTwo(int n) { return doubleOf((uint64_t)(n + 1023) << 52); }

/** 64 bits of 2/pi from bit `from` on; bit 0 has the weight 1/2. */
uint64_t bitsFrom(int from) {
  const int word = from / 64, shift = from % 64;
  return shift == 0 ? twoOverPi[word] : twoOverPi[word] << shift | twoOverPi[word + 1] >> (64 - shift);
}

/** `count` bits (at most 53) of a number of four words, counted from the lowest. */
uint64_t field(const uint64_t *number, int from, int count) {
  uint64_t bits = number[from / 64] >> (from % 64);
  if (from % 64 + count > 64 && from / 64 + 1 < words) bits |= number[from / 64 + 1] << (64 - from % 64);
  return bits & (((uint64_t)1 << count) - 1);
}

double upperHalf(double x) { return doubleOf(bitsOf(x) & 0xfffffffff8000000ULL); }

} // namespace

HugeAngle reduceHugeAngle(double x) {
  const uint64_t bits = bitsOf(x) & 0x7fffffffffffffffULL;
  const int exponent = (int)(bits >> 52) - 1075; // |x| = mantissa * 2^exponent
  if (exponent == 972) return {0, x - x, x - x};
  const uint64_t mantissa = (bits & 0x000fffffffffffffULL) | 0x0010000000000000ULL;
  // Bits of 2/pi before `first` only add whole turns.
  const int first = exponent > 2 ? exponent - 2 : 0;
  uint64_t product[words] = {0, 0, 0, 0};
  unsigned __int128 carry = 0;
  for (int word = 0; word < 3; word++) {
    carry += (unsigned __int128)bitsFrom(first + 64 * (2 - word)) * mantissa;
    product[word] = (uint64_t)carry;
    carry >>= 64;
  }
  product[3] = (uint64_t)carry;
  const int fraction = 192 + first - exponent; // the product's unit lies this many bits above its lowest
  int64_t quarter = (int64_t)(field(product, fraction, 2));
  if (fraction + 2 > 256) quarter = 0;
  // keep the fraction alone; above one half it becomes negative and the quarter one more
  for (int bit = fraction; bit < 64 * words; bit++) product[bit / 64] &= ~((uint64_t)1 << (bit % 64));
  const bool above = field(product, fraction - 1, 1) != 0;
  if (above) {
    quarter++;
    uint64_t borrow = 1;
    for (int word = 0; word < words; word++) {
      product[word] = ~product[word] + borrow;
      borrow = borrow && product[word] == 0;
    }
    for (int bit = fraction; bit < 64 * words; bit++) product[bit / 64] &= ~((uint64_t)1 << (bit % 64));
  }
  int top = fraction - 1;
  while (top > 106 && field(product, top, 1) == 0) top--;
  const double high = (double)field(product, top - 52, 53) * powerOfTwo(top - 52 - fraction);
  const double low = (double)field(product, top - 105, 53) * powerOfTwo(top - 105 - fraction);
  // times pi/2
  const double half = 0x1.921fb54442d18p+0, halfLow = 0x1.1a62633145c07p-54;
  const double aHigh = upperHalf(high), aLow = high - aHigh, bHigh = upperHalf(half), bLow = half - bHigh;
  const double main = high * half;
  const double rest = (((aHigh * bHigh - main) + aHigh * bLow + aLow * bHigh) + aLow * bLow) + (high * halfLow + low * half);
  const double r = main + rest, tail = rest - (r - main);
  const bool negative = (x < 0) != above;
  if (x < 0) quarter = -quarter;
  return {quarter, negative ? -r : r, negative ? -tail : tail};
}
