// erf.
//
// Below 1/2: erf x = x + x R(x^2). Up to 5/4: erf 7/8 + u P(u) with u = x - 7/8. Beyond: 1 - e^(-x^2) y Q(y) with
// y = 1/(1 + x/2), which is smooth up to 6, where erf becomes 1. R, P and Q by Remez, to 2^-57.7, 2^-56.3 and 2^-56.7.
#pragma once
#include "exponential.h"

namespace {

HILLOCK_LANES DOUBLES errorFunction(DOUBLES x) {
  const DOUBLES size = absolute<L>(x), z = x * x;
  DOUBLES r = 1.4726244430391079e-06 * z - 1.4845891283057166e-05;
  r = r * z + 0.00012053336999544561;
  r = r * z - 0.0008548297796903137;
  r = r * z + 0.005223977373569877;
  r = r * z - 0.0268661706329255;
  r = r * z + 0.11283791670925479;
  r = r * z - 0.37612638903183476;
  r = r * z + 0.12837916709551256;
  const DOUBLES small = x + x * r;

  const DOUBLES u = size - 0.875;
  DOUBLES p = -3.15820635940228e-06 * u + 3.675571705882889e-07;
  p = p * u + 2.89952004532882e-05;
  p = p * u - 2.906614901218371e-05;
  p = p * u - 0.0001929540010304094;
  p = p * u + 0.0003900567866712229;
  p = p * u + 0.0008981537297605254;
  p = p * u - 0.003256862999252443;
  p = p * u - 0.0018461467992352367;
  p = p * u + 0.018595726773849165;
  p = p * u - 0.010367785747390518;
  p = p * u - 0.06721587738348984;
  p = p * u + 0.11239656243521204;
  p = p * u + 0.09292360177013129;
  p = p * u - 0.4591519146288798;
  p = p * u + 0.5247450452901482;
  const DOUBLES middle = withSignOf<L>(0.7840750610598597 + (u * p - 3.204544978890348e-17), x);

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
  const DOUBLES result = select<L>(size < 0.5, small, select<L>(size < 1.25, middle, large));
  return select<L>(x == x, result, notANumber<L>());
}

} // namespace
