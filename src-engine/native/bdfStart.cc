// Where nothing but y is known: the rates, and the length of the first step.
#include "bdf.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

constexpr double firstGrowth = 1e4;

} // namespace

void Bdf::restart(double t, const double *from) {
  now = t;
  lastStep = 0;
  order = nextOrder = 1;
  untilOrderChange = 2;
  sinceRestart = 0;
  mostGrowth = firstGrowth;
  fresh = true;
  std::copy(from, from + size, history[0].begin());
  done.restarts++;
}

/**
 * The first step's length: such that h²·|y''|/2 is about the tolerance, y'' from the rates at two times, and no number
 * moves by more than its tolerance and a tenth of itself in the time over which they are compared.
 */
bool Bdf::firstStep(double limit) {
  const double *y0 = history[0].data(), *f0 = history[1].data();
  const char *plain = system.plainRows();
  const double least = std::max(settings.smallestStep, 100 * roundingSteps * std::max(fabs(now), 1e-3));
  double most = settings.largestStep, fastest = 0;
  if (isfinite(limit)) most = std::min(most, limit - now);
  most = std::min(most, 10.0);
  for (int64_t i = 0; i < size; i++) fastest = std::max(fastest, fabs(f0[i]) / (0.1 * fabs(y0[i]) + 1 / weights[(size_t)i]));
  if (most * fastest > 1) most = 1 / fastest;
  most = std::max(most, least);
  double guess = sqrt(least * most);
  for (int32_t round = 1;; round++) {
    for (int64_t i = 0; i < size; i++) y[(size_t)i] = y0[i] + guess * f0[i];
    if (!system.evaluate(now + guess, y.data(), rates.data())) return false;
    done.evaluations++;
    for (int64_t i = 0; i < size; i++) change[(size_t)i] = plain && !plain[i] ? 0 : (rates[(size_t)i] - f0[i]) / guess;
    const double curvature = norm(change.data());
    const double better = curvature * most * most > 2 ? sqrt(2 / curvature) : sqrt(guess * most);
    const double ratio = better / guess;
    if (round == 4 || (ratio > 0.5 && ratio < 2)) {
      guess = better;
      break;
    }
    if (round >= 2 && ratio > 2) break;
    guess = better;
  }
  h = std::min(std::max(0.5 * guess, least), most);
  return true;
}

/** Rates where a run, or what comes after a jump, begins; then h·y' is known besides y. */
bool Bdf::begin(double limit) {
  weigh();
  if (!system.begin(now, history[0].data(), history[1].data())) return false;
  done.evaluations++;
  if (!firstStep(limit)) return false;
  for (double &value : history[1]) value *= h;
  nextStep = h;
  fresh = false;
  convergence = 1;
  convergenceGamma = 0;
  savedRatio = 0;
  return true;
}

} // namespace hillock
