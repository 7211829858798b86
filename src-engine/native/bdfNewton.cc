// Newton's method for the implicit equation of a step.
#include "bdf.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

// How far below the error of the step the iteration must come, and when it gives up.
constexpr double newtonSafety = 0.1, divergence = 2, rateMemory = 0.3, gammaChange = 0.3;
constexpr int32_t mostIterations = 3;
constexpr int64_t rateAge = 20;

} // namespace

/** What remains of h·f(y) = M·(h·y'(predicted) + λ_1·e), divided by λ_1. */
void Bdf::combine(double gamma, double perRate) {
  const double *f = rates.data(), *slope = history[1].data(), *e = correction.data();
  double *to = change.data();
  if (system.plainRows()) {
    for (int64_t i = 0; i < whole; i++) to[i] = perRate * slope[i] + e[i];
    system.weighByMass(to);
    for (int64_t i = 0; i < whole; i++) to[i] = gamma * f[i] - to[i];
    return;
  }
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

} // namespace hillock
