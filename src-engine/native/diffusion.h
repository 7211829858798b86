// A state that diffuses along the cable (kernel/abi.ts, CableDiffusion).
#pragma once
#include "model.h"

namespace hillock {

/** One diffusing state under way; nothing is allocated in a step. */
class DiffusionRun {
public:
  explicit DiffusionRun(const CableDiffusion &diffusion);

  /** Takes one implicit Euler step of `dt` ms in the arena. */
  void step(double *values, double dt) { solve(values, of->states, dt); }

  // In continuous time:
  /** Finds the columns of the rates. */
  void findRates(const AdaptivePlan &plan);
  const std::vector<int32_t> &rateAddresses() const { return rates; }
  /** Adds what flows along the cable to the rates. */
  void addRates(double *values) const;
  /** Turns the rates from b into x with (1 − γ·D)·x = b, D what flows along the cable. */
  void solveRates(double *values, double gamma) { solve(values, rates, gamma); }

private:
  const CableDiffusion *of;
  std::vector<double> diagonal, right, coupling; // of each compartment; coupling: to its parent
  std::vector<int32_t> rates;

  double couplingOf(const double *values, size_t k) const;
  void solve(double *values, const std::vector<int32_t> &at, double dt);
};

} // namespace hillock
