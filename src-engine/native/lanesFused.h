// The benchmark's yardstick: the HH state update (mods without TABLE: nine exponentials) as one loop written by hand,
// with the machine's own lanes and exp; included by lanes.h.
#pragma once

namespace {

/** x/(e^x − 1), by its series near 0. */
HILLOCK_LANES DOUBLES ratioToExpm1(DOUBLES x) {
  return select<L>(absolute<L>(x) < 1e-6, 1.0 - x * 0.5, x / (exponential<L>(x) - 1.0));
}

HILLOCK_LANES void relax(double *state, DOUBLES alpha, DOUBLES beta, double minusDt) {
  const DOUBLES sum = alpha + beta, x = load<L>(state);
  store<L>(state, x + (1.0 - exponential<L>(minusDt * sum)) * (alpha / sum - x));
}

template <class L> void fusedHh(int64_t count, double dt, const double *v, double *m, double *h, double *n) {
  for (int64_t i = 0; i < count; i += L::width) {
    const DOUBLES u = load<L>(v + i);
    relax<L>(m + i, ratioToExpm1<L>((u + 40.0) * -0.1), 4.0 * exponential<L>((u + 65.0) * (-1.0 / 18.0)), -dt);
    relax<L>(h + i, 0.07 * exponential<L>((u + 65.0) * -0.05), 1.0 / (exponential<L>((u + 35.0) * -0.1) + 1.0), -dt);
    relax<L>(n + i, 0.1 * ratioToExpm1<L>((u + 55.0) * -0.1), 0.125 * exponential<L>((u + 65.0) * -0.0125), -dt);
  }
}

} // namespace
