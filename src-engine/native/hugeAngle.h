// Quarter turns of angles beyond 2^20 quarter turns, exactly.
#pragma once
#include <stdint.h>

/** x = quarter * pi/2 + r + low (quarter modulo 4), |r| at most pi/4. */
struct HugeAngle {
  int64_t quarter;
  double r, low;
};

/** For |x| > 2^20; not a number for infinities and NaN. */
HugeAngle reduceHugeAngle(double x);
