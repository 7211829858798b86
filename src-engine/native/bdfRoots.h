// How an error that was estimated becomes the length of a step.
#pragma once
#include <math.h>
#include <stdint.h>

namespace hillock {

/** Estimated errors count so many times, with the order below, the present one and the one above. */
constexpr double biasBelow = 6, biasNow = 6, biasAbove = 10;

/** The n-th root, by Newton's method from above; the same bits everywhere, as pow of a C library would not be. */
inline double root(double x, int32_t n) {
  if (!(x > 0)) return 0;
  int exponent;
  frexp(x, &exponent);
  double y = ldexp(1.0, exponent >= 0 ? (exponent + n - 1) / n : -(-exponent / n));
  for (int round = 0; round < 60; round++) {
    double power = 1;
    for (int32_t k = 1; k < n; k++) power *= y;
    const double next = y - (y - x / power) / n;
    if (!(next < y)) break;
    y = next;
  }
  return y;
}

/** Factor by which a step may grow so that an error of size `error`, of order n − 1 in h, stays within its bound. */
inline double growthFor(double bias, double error, int32_t n) { return 1 / (root(bias * error, n) + 1e-6); }

} // namespace hillock
