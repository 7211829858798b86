// A step of the integrator: prediction, Newton's method, the test of its error, and the choice of the next step.
#include "bdf.h"
#include <algorithm>
#include <iterator>
#include <math.h>

namespace hillock {
namespace {

// How an error that is estimated becomes the length of the next step: what it would be of, and safety.
constexpr double biasBelow = 6, biasNow = 6, biasAbove = 10, rootGuard = 1e-6;
constexpr double leastGrowth = 1.5;    // less is not worth a change
constexpr double growth = 10, firstGrowth = 1e4;
constexpr double strongestCut = 0.1, repeatedCut = 0.2, newtonCut = 0.25;
constexpr int32_t failuresBeforeLowering = 3, longWait = 10;
// Newton's iteration: how far below the error of the step it must come, and when it gives up.
constexpr double newtonSafety = 0.1, divergence = 2, rateMemory = 0.3, gammaChange = 0.3;
constexpr int32_t mostIterations = 3;
constexpr int64_t rateAge = 20;
/** Numbers are worked on so many at a time; vectors end with zeros up to a multiple. */
constexpr int32_t side = 8;
/** Relative to the time, a step below this cannot be told from none. */
constexpr double roundingSteps = 4e-16;

/** The n-th root, by Newton's method from above; the same bits everywhere, as pow of a C library would not be. */
double root(double x, int32_t n) {
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
double growthFor(double bias, double error, int32_t n) { return 1 / (root(bias * error, n) + rootGuard); }

/** Pascal's triangle over the columns of one number: the polynomial is expanded one step later, or back. */
template <int32_t Q> void shiftColumns(int64_t size, double *const *column, double sign) {
  for (int64_t i = 0; i < size; i += side) {
    double z[Q + 1][side];
    for (int32_t j = 0; j <= Q; j++)
      for (int32_t l = 0; l < side; l++) z[j][l] = column[j][i + l];
    for (int32_t k = 1; k <= Q; k++)
      for (int32_t j = Q; j >= k; j--)
        for (int32_t l = 0; l < side; l++) z[j - 1][l] += sign * z[j][l];
    for (int32_t j = 0; j < Q; j++)
      for (int32_t l = 0; l < side; l++) column[j][i + l] = z[j][l];
  }
}

} // namespace

Bdf::Bdf(ContinuousSystem &of, std::vector<double> absolute, const BdfSettings &how) : system(of), size((int64_t)absolute.size()), whole((size + side - 1) / side * side), settings(how), tolerances(std::move(absolute)) {
  const size_t count = (size_t)whole;
  weights.resize(count);
  for (std::vector<double> *vector : {&y, &rates, &correction, &change, &saved}) vector->assign(count, 0.0);
  for (std::vector<double> &column : history) column.assign(count, 0.0);
  for (size_t i = 0; i < tolerances.size(); i++) weights[i] = 1 / tolerances[i];
}

/** Root of the mean of squares, in units of the tolerance. Sums are eight side by side, in an order that depends on nothing but the size. */
double Bdf::norm(const double *of) const {
  if (size == 0) return 0;
  double sum[side] = {};
  const double *w = weights.data();
  for (int64_t i = 0; i < whole; i += side)
    for (int64_t k = 0; k < side; k++) {
      const double x = of[i + k] * w[i + k];
      sum[k] += x * x;
    }
  const double all = ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
  return sqrt(all / (double)size);
}

void Bdf::weigh() {
  if (settings.relativeTolerance == 0) return;
  for (size_t i = 0; i < (size_t)size; i++) weights[i] = 1 / (settings.relativeTolerance * fabs(history[0][i]) + tolerances[i]);
}

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
    for (int64_t i = 0; i < size; i++) change[(size_t)i] = (rates[(size_t)i] - f0[i]) / guess;
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
  if (!system.evaluate(now, history[0].data(), history[1].data())) return false;
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

void Bdf::shift(double direction) {
  double *column[highestOrder + 1];
  for (int32_t j = 0; j <= highestOrder; j++) column[j] = history[j].data();
  switch (order) {
  case 1: return shiftColumns<1>(whole, column, direction);
  case 2: return shiftColumns<2>(whole, column, direction);
  case 3: return shiftColumns<3>(whole, column, direction);
  case 4: return shiftColumns<4>(whole, column, direction);
  default: return shiftColumns<5>(whole, column, direction);
  }
}

void Bdf::rescale(double factor) {
  double power = factor;
  for (int32_t j = 1; j <= order; j++, power *= factor)
    for (double &value : history[j]) value *= power;
  h *= factor;
}

/**
 * The correction e = y − predicted enters column j as λ_j·e, where Λ(x) = Σ λ_j·x^j = (1 + x/ξ*)·Π (1 + x/ξ_i) for
 * i = 1 … q − 1, ξ_i being the distances to the former times in units of h and ξ* such that λ_1 = Σ 1/j for j = 1 … q:
 * that keeps γ = h/λ_1 from depending on the former steps. Errors are constants times |e|; the constants follow from
 * the same distances.
 */
void Bdf::setCoefficients() {
  const int32_t q = order;
  std::fill(lambda, lambda + highestOrder + 1, 0.0);
  lambda[0] = lambda[1] = 1;
  double harmonic = 1;      // Σ 1/j up to q
  double inverses = 1;      // Σ 1/ξ_i up to q
  double sum = h, lastInverse = 1, star = 1;
  if (q > 1) {
    for (int32_t j = 2; j <= q; j++) {
      sum += steps[j - 1];
      lastInverse = h / sum;
      harmonic += 1.0 / j;
      if (j == q) {
        star = harmonic - lambda[1];
        inverses = lambda[1] + lastInverse;
      }
      const double factor = j == q ? star : lastInverse;
      for (int32_t i = j; i >= 1; i--) lambda[i] += lambda[i - 1] * factor;
    }
  }
  const double difference = 1 + inverses - harmonic, spread = 1 + q * difference;
  errorNow = fabs(difference / (harmonic * spread));
  ratioConstant = fabs(spread * star / (lambda[q] * lastInverse));
  if (untilOrderChange != 1) return;
  errorBelow = 1;
  if (q > 1) {
    const double shorter = harmonic - 1.0 / q, shorterInverses = inverses - lastInverse;
    errorBelow = fabs(star / lambda[q] * (1 + shorterInverses - shorter) / shorter);
  }
  sum += steps[q];
  const double furtherInverse = h / sum, longer = harmonic + 1.0 / (q + 1), longerInverses = inverses + furtherInverse;
  errorAbove = fabs((1 + longerInverses - longer) / spread / (furtherInverse * (q + 2) * longer));
}

/** What remains of h·f(y) = h·y'(predicted) + λ_1·e, divided by λ_1. */
void Bdf::combine(double gamma, double perRate) {
  const double *f = rates.data(), *slope = history[1].data(), *e = correction.data();
  double *to = change.data();
  for (int64_t i = 0; i < whole; i += side) {
    double left[side];
    for (int32_t l = 0; l < side; l++) left[l] = gamma * f[i + l] - (perRate * slope[i + l] + e[i + l]);
    for (int32_t l = 0; l < side; l++) to[i + l] = left[l];
  }
}

/** Takes an iteration's change over. */
void Bdf::move() {
  const double *by = change.data(), *predicted = history[0].data();
  for (int64_t i = 0; i < whole; i += side) {
    double e[side];
    for (int32_t l = 0; l < side; l++) e[l] = correction[(size_t)(i + l)] + by[i + l];
    for (int32_t l = 0; l < side; l++) correction[(size_t)(i + l)] = e[l];
    for (int32_t l = 0; l < side; l++) y[(size_t)(i + l)] = predicted[i + l] + e[l];
  }
}

/** Newton's method for y = predicted + e with h·f(y) = h·y'(predicted) + λ_1·e; the result is in `correction`. */
Bdf::Newton Bdf::correct(double &sizeOfCorrection) {
  const double perRate = 1 / lambda[1], gamma = h * perRate;
  if (convergenceGamma == 0 || fabs(gamma / convergenceGamma - 1) > gammaChange || done.steps >= convergenceStep + rateAge) {
    convergence = 1;
    convergenceGamma = gamma;
    convergenceStep = done.steps;
  }
  const double accuracy = newtonSafety / errorNow;
  std::fill(correction.begin(), correction.end(), 0.0);
  y = history[0];
  double former = 0;
  for (int32_t iteration = 0;; iteration++) {
    if (!system.evaluate(now, y.data(), rates.data())) return Newton::broken;
    done.evaluations++;
    combine(gamma, perRate);
    if (!system.solve(gamma, change.data())) return Newton::broken;
    const double moved = norm(change.data());
    move();
    if (iteration > 0) convergence = std::max(rateMemory * convergence, moved / former);
    if (moved * std::min(1.0, convergence) <= accuracy) {
      sizeOfCorrection = iteration == 0 ? moved : norm(correction.data());
      return Newton::converged;
    }
    if (!(moved < INFINITY) || iteration + 1 == mostIterations || (iteration > 0 && moved > divergence * former)) {
      convergenceGamma = 0;
      return Newton::failed;
    }
    former = moved;
  }
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
      if (!system.evaluate(now, history[0].data(), rates.data())) return BdfOutcome::broken;
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

/** Which order allows the longest step, and how long that is. */
void Bdf::chooseNext(double error) {
  nextOrder = order;
  nextStep = h;
  if (mostGrowth == 1) { // a step that has failed is repeated before it grows
    untilOrderChange = std::max(untilOrderChange, 2);
    mostGrowth = growth;
    return;
  }
  const double mayGrow = mostGrowth;
  mostGrowth = growth;
  double factor = growthFor(biasNow, error, order + 1);
  if (untilOrderChange == 0) {
    untilOrderChange = 2;
    const double below = order > 1 ? growthFor(biasBelow, norm(history[order].data()) * errorBelow, order) : 0;
    double above = 0;
    if (order < settings.maximumOrder && savedRatio != 0) {
      double quotient = ratioConstant / savedRatio;
      for (int32_t k = 0; k <= order; k++) quotient *= h / steps[2];
      for (size_t i = 0; i < (size_t)size; i++) change[i] = correction[i] - quotient * saved[i];
      above = growthFor(biasAbove, norm(change.data()) * errorAbove, order + 2);
    }
    const double best = std::max(factor, std::max(below, above));
    if (best < leastGrowth) return;
    if (best != factor) {
      nextOrder = best == below ? order - 1 : order + 1;
      if (nextOrder > order) saved = correction;
    }
    factor = best;
  }
  if (factor < leastGrowth) return;
  factor = std::min(factor, mayGrow);
  nextStep = std::min(h * factor, settings.largestStep);
  if (nextStep < h) nextStep = h;
}

/** Takes away the highest column: the polynomial of one order less goes through the same former values. */
void Bdf::lowerOrder() {
  if (order > 2) {
    // x²·Π (x + ξ_i), i = 1 … q − 2, in units of the last step
    double product[highestOrder + 1] = {0, 0, 1};
    double sum = 0;
    for (int32_t j = 1; j <= order - 2; j++) {
      sum += steps[j];
      const double distance = sum / h;
      for (int32_t i = j + 2; i >= 2; i--) product[i] = product[i] * distance + product[i - 1];
    }
    for (int32_t j = 2; j < order; j++)
      for (size_t i = 0; i < (size_t)size; i++) history[j][i] -= product[j] * history[order][i];
  }
  order--;
  nextOrder = order;
  untilOrderChange = order + 1;
}

/** Adds a column, which the last correction tells. */
void Bdf::raiseOrder() {
  double product[highestOrder + 2] = {0, 0, 1};
  double harmonic = 1, inverses = 1, distances = 1, distance = 1, sum = h;
  for (int32_t j = 1; j < order; j++) {
    sum += steps[j + 1];
    const double further = sum / h;
    distances *= further;
    harmonic += 1.0 / (j + 1);
    inverses += 1 / further;
    for (int32_t i = j + 2; i >= 2; i--) product[i] = product[i] * distance + product[i - 1];
    distance = further;
  }
  const double factor = (harmonic - inverses) / distances;
  order++;
  for (size_t i = 0; i < (size_t)size; i++) history[order][i] = factor * saved[i];
  for (int32_t j = 2; j < order; j++)
    for (size_t i = 0; i < (size_t)size; i++) history[j][i] += product[j] * history[order][i];
  nextOrder = order;
  untilOrderChange = order + 1;
}

void Bdf::interpolate(double t, double *into) const {
  const double s = (t - now) / lastStep;
  const double *column[highestOrder + 1];
  double powers[highestOrder + 1] = {1};
  for (int32_t j = 0; j <= highestOrder; j++) column[j] = history[j].data();
  for (int32_t j = 1; j <= order; j++) powers[j] = powers[j - 1] * s;
  if (lastStep == 0 || s == 0) std::copy(column[0], column[0] + size, into);
  else
    for (int64_t i = 0; i < size; i++) {
      double sum = column[order][i] * powers[order];
      for (int32_t j = order - 1; j >= 0; j--) sum += column[j][i] * powers[j];
      into[i] = sum;
    }
}

void Bdf::save(std::vector<double> &into) const {
  const double scalars[] = {(double)order, (double)nextOrder, (double)untilOrderChange, (double)sinceRestart, fresh ? 1.0 : 0.0, now, h, lastStep, nextStep, mostGrowth, savedRatio, convergence, convergenceGamma, (double)convergenceStep, (double)done.steps, (double)done.evaluations, (double)done.errorFailures, (double)done.newtonFailures, (double)done.restarts};
  into.insert(into.end(), std::begin(scalars), std::end(scalars));
  into.insert(into.end(), std::begin(steps), std::end(steps));
  for (const std::vector<double> &column : history) into.insert(into.end(), column.begin(), column.begin() + (std::ptrdiff_t)size);
  into.insert(into.end(), saved.begin(), saved.begin() + (std::ptrdiff_t)size);
}

bool Bdf::couldBeSaved(const double *numbers) {
  const auto within = [](double value, double least, double most) { return value >= least && value <= most && value == floor(value); };
  if (!within(numbers[0], 1, highestOrder) || !within(numbers[1], 1, highestOrder) || fabs(numbers[0] - numbers[1]) > 1) return false;
  if (!within(numbers[2], 0, 1000) || !within(numbers[4], 0, 1)) return false;
  for (const size_t k : {3, 13, 14, 15, 16, 17, 18})
    if (!within(numbers[k], 0, 9e15)) return false;
  for (size_t k = 5; k < 13; k++)
    if (!isfinite(numbers[k])) return false;
  return true;
}

void Bdf::restore(const double *numbers) {
  order = (int32_t)*numbers++;
  nextOrder = (int32_t)*numbers++;
  untilOrderChange = (int32_t)*numbers++;
  sinceRestart = (int64_t)*numbers++;
  fresh = *numbers++ != 0;
  for (double *scalar : {&now, &h, &lastStep, &nextStep, &mostGrowth, &savedRatio, &convergence, &convergenceGamma}) *scalar = *numbers++;
  for (int64_t *count : {&convergenceStep, &done.steps, &done.evaluations, &done.errorFailures, &done.newtonFailures, &done.restarts}) *count = (int64_t)*numbers++;
  for (double &length : steps) length = *numbers++;
  for (std::vector<double> &column : history) {
    std::copy(numbers, numbers + size, column.begin());
    numbers += size;
  }
  std::copy(numbers, numbers + size, saved.begin());
}

} // namespace hillock
