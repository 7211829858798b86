// A step of the integrator: prediction, correction, the test of its error, and what happens where it fails.
#include "bdf.h"
#include "bdfRoots.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

constexpr double strongestCut = 0.1, repeatedCut = 0.2, newtonCut = 0.25;
constexpr int32_t failuresBeforeLowering = 3, longWait = 10;

} // namespace

Bdf::Bdf(ContinuousSystem &of, std::vector<double> absolute, const BdfSettings &how) : system(of), size((int64_t)absolute.size()), whole((size + side - 1) / side * side), settings(how), tolerances(std::move(absolute)) {
  const size_t count = (size_t)whole;
  for (std::vector<double> *vector : {&y, &rates, &correction, &change, &saved}) vector->assign(count, 0.0);
  for (std::vector<double> &column : history) column.assign(count, 0.0);
  allow(std::move(tolerances));
}

void Bdf::allow(std::vector<double> absolute) {
  tolerances = std::move(absolute);
  weights.assign((size_t)whole, 0.0);
  for (size_t i = 0; i < tolerances.size(); i++) weights[i] = 1 / tolerances[i];
  counted = std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
}

/** Root of the mean of squares, in units of the tolerance. Sums are eight side by side, in an order that depends on nothing but the size. */
double Bdf::norm(const double *of) const {
  if (counted == 0) return 0;
  double sum[side] = {};
  const double *w = weights.data();
  for (int64_t i = 0; i < whole; i += side)
    for (int64_t k = 0; k < side; k++) {
      const double x = of[i + k] * w[i + k];
      sum[k] += x * x;
    }
  const double all = ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
  return sqrt(all / (double)counted);
}

void Bdf::weigh() {
  if (settings.relativeTolerance == 0) return;
  for (size_t i = 0; i < (size_t)size; i++) weights[i] = 1 / (settings.relativeTolerance * fabs(history[0][i]) + tolerances[i]);
}

/** The number that weighs most in a vector, or the first that is none. */
void Bdf::findCulprit(const double *of) {
  double most = -1;
  for (int64_t i = 0; i < size; i++) {
    const double x = fabs(of[i]) * weights[(size_t)i];
    if (!(x <= most)) {
      worst = i;
      if (!(x < INFINITY)) return;
      most = x;
    }
  }
}

/** Cuts the step; false where it cannot become shorter. */
bool Bdf::shorten(double factor) {
  const double least = std::max(settings.smallestStep, roundingSteps * fabs(now) + 1e-15);
  if (!(h > least * (1 + 1e-9))) return false;
  rescale(std::max(factor, least / h));
  nextStep = h;
  return true;
}

BdfOutcome Bdf::step(double limit) {
  if (fresh && !begin(limit)) return BdfOutcome::broken;
  if (nextOrder > order) raiseOrder();
  else if (nextOrder < order) lowerOrder();
  if (nextStep != h) rescale(nextStep / h);
  const bool last = now + h * (1 + 1e-9) >= limit;
  if (last) rescale((limit - now) / h);
  weigh();
  const double from = now;
  int32_t failures = 0;
  bool whole = last;
  for (;;) {
    now = whole ? limit : from + h;
    shift(1);
    setCoefficients();
    double moved = 0;
    const Newton newton = correct(moved);
    if (newton == Newton::broken) return BdfOutcome::broken;
    const double error = moved * errorNow;
    if (newton == Newton::converged && error <= 1) {
      lastStep = now - from;
      accept();
      chooseNext(error);
      return BdfOutcome::taken;
    }
    const bool diverged = newton == Newton::failed;
    shift(-1);
    now = from;
    whole = false;
    mostGrowth = 1;
    if (diverged) done.newtonFailures++;
    else done.errorFailures++, failures++;
    double factor = newtonCut;
    if (!diverged) {
      factor = failures > failuresBeforeLowering ? strongestCut : std::max(strongestCut, growthFor(biasNow, error, order + 1));
      if (failures > 1) factor = std::min(factor, repeatedCut);
    }
    if (!diverged && failures > failuresBeforeLowering && order > 1) {
      lowerOrder();
      untilOrderChange = order + 1;
    }
    if (shorten(factor)) {
      if (diverged || failures <= failuresBeforeLowering || order > 1) continue;
      // The history does not help any more: it begins anew from y alone.
      untilOrderChange = longWait;
      y = history[0];
      if (!system.begin(now, y.data(), rates.data())) return BdfOutcome::broken;
      done.evaluations++;
      for (size_t i = 0; i < (size_t)size; i++) history[1][i] = h * rates[i];
      continue;
    }
    findCulprit(diverged ? change.data() : correction.data());
    const double by = worst >= 0 ? (diverged ? change : correction)[(size_t)worst] : 0;
    if (!(fabs(by) < INFINITY)) return BdfOutcome::notANumber;
    return diverged ? BdfOutcome::diverging : BdfOutcome::inexact;
  }
}

void Bdf::accept() {
  done.steps++;
  sinceRestart++;
  for (int32_t i = highestOrder + 1; i >= 2; i--) steps[i] = steps[i - 1];
  if (sinceRestart == 1) std::fill(steps + 2, steps + highestOrder + 2, h);
  steps[1] = h;
  for (int64_t i = 0; i < whole; i += side) {
    double e[side];
    for (int32_t l = 0; l < side; l++) e[l] = correction[(size_t)(i + l)];
    for (int32_t j = 0; j <= order; j++) {
      double *column = history[j].data() + i;
      for (int32_t l = 0; l < side; l++) column[l] += lambda[j] * e[l];
    }
  }
  untilOrderChange--;
  if (untilOrderChange == 1 && order < settings.maximumOrder) {
    saved = correction;
    savedRatio = ratioConstant;
  }
}

} // namespace hillock
