// erf.
//
// Below 1.25: erf x = x + x R(x^2). Above: 1 - e^(-x^2) y Q(y) with y = 1/(1 + x/2), which is smooth up to 6, where erf
// becomes 1. R and Q by Remez, to 2^-60 and 2^-56.7 of the result.
#pragma once
#include "exponential.h"

namespace {

HILLOCK_LANES DOUBLES errorFunction(DOUBLES x) {
  const DOUBLES size = absolute<L>(x), z = x * x;
  DOUBLES r = -3.279809477356697e-12 * z + 7.955111239101491e-11;
  r = r * z - 1.1896383624821314e-09;
  r = r * z + 1.473609475734977e-08;
  r = r * z - 1.6356920182129282e-07;
  r = r * z + 1.646132244362925e-06;
  r = r * z - 1.4925600635063254e-05;
  r = r * z + 0.00012055330799994027;
  r = r * z - 0.0008548326958351196;
  r = r * z + 0.005223977624182284;
  r = r * z - 0.026866170644985074;
  r = r * z + 0.11283791670954241;
  r = r * z - 0.3761263890318373;
  r = r * z + 0.1283791670955126;
  const DOUBLES small = x + x * r;

  const DOUBLES capped = select<L>(size > 6.0, splat<L>(6.0), size);
  const DOUBLES y = 1.0 / (1.0 + 0.5 * capped);
  DOUBLES q = 0.06384613048885875 * y - 0.3282084182739044;
  q = q * y + 0.6740130630235518;
  q = q * y - 0.6462917567198779;
  q = q * y + 0.2510359524531677;
  q = q * y - 0.09998142210417284;
  q = q * y + 0.09802825595952681;
  q = q * y + 0.17723424720053346;
  q = q * y + 0.24601491786866234;
  q = q * y + 0.28223483340875366;
  q = q * y + 0.2820861153876798;
  const DOUBLES large = withSignOf<L>(1.0 - exponential<L>(-(capped * capped)) * (y * q), x);
  return select<L>(x == x, select<L>(size < 1.25, small, large), notANumber<L>());
}

} // namespace
