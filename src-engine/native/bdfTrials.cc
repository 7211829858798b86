#include "bdfTrials.h"
#include <algorithm>
#include <math.h>
#include <utility>

namespace hillock {
namespace {

constexpr int64_t mostNumbers = 3;

/** A small system with its Jacobian; (1 − γ·J)·x = b is solved by elimination with pivots. */
class SmallSystem : public ContinuousSystem {
public:
  explicit SmallSystem(std::vector<double> start) : beginning(std::move(start)) {}
  const std::vector<double> beginning;

  bool solve(double gamma, double *b) final {
    const size_t n = beginning.size();
    double a[mostNumbers][mostNumbers];
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++) a[i][j] = (i == j) - gamma * jacobian[i][j];
    for (size_t k = 0; k < n; k++) {
      size_t pivot = k;
      for (size_t i = k + 1; i < n; i++)
        if (fabs(a[i][k]) > fabs(a[pivot][k])) pivot = i;
      if (a[pivot][k] == 0) return false;
      for (size_t j = 0; j < n; j++) std::swap(a[k][j], a[pivot][j]);
      std::swap(b[k], b[pivot]);
      for (size_t i = k + 1; i < n; i++) {
        const double factor = a[i][k] / a[k][k];
        for (size_t j = k; j < n; j++) a[i][j] -= factor * a[k][j];
        b[i] -= factor * b[k];
      }
    }
    for (size_t k = n; k-- > 0;) {
      for (size_t j = k + 1; j < n; j++) b[k] -= a[k][j] * b[j];
      b[k] /= a[k][k];
    }
    return true;
  }

protected:
  double jacobian[mostNumbers][mostNumbers] = {};
};

/** y' = −y */
class Decay final : public SmallSystem {
public:
  Decay() : SmallSystem({1}) {}
  bool evaluate(double, const double *y, double *rates) override {
    jacobian[0][0] = -1;
    rates[0] = -y[0];
    return true;
  }
};

/** x'' = −x */
class Oscillator final : public SmallSystem {
public:
  Oscillator() : SmallSystem({1, 0}) {}
  bool evaluate(double, const double *y, double *rates) override {
    jacobian[0][1] = 1;
    jacobian[1][0] = -1;
    rates[0] = y[1];
    rates[1] = -y[0];
    return true;
  }
};

/** y' = −1000·(y − t²) + 2·t, which goes to t² at once: Prothero & Robinson 1974. */
class Follower final : public SmallSystem {
public:
  Follower() : SmallSystem({1}) {}
  bool evaluate(double t, const double *y, double *rates) override {
    jacobian[0][0] = -1000;
    rates[0] = -1000 * (y[0] - t * t) + 2 * t;
    return true;
  }
};

/** ε·y'' = (1 − y²)·y' − y with ε = 10⁻⁶: VDPOL of the Test Set for IVP Solvers (Mazzia & Magherini 2008). */
class VanDerPol final : public SmallSystem {
public:
  VanDerPol() : SmallSystem({2, 0}) {}
  bool evaluate(double, const double *y, double *rates) override {
    const double perEpsilon = 1e6, prey = 1 - y[0] * y[0];
    jacobian[0][1] = 1;
    jacobian[1][0] = perEpsilon * (-2 * y[0] * y[1] - 1);
    jacobian[1][1] = perEpsilon * prey;
    rates[0] = y[1];
    rates[1] = perEpsilon * (prey * y[1] - y[0]);
    return true;
  }
};

/** Chemical kinetics with rates from 0.04 to 3·10⁷: Robertson 1966. */
class Robertson final : public SmallSystem {
public:
  Robertson() : SmallSystem({1, 0, 0}) {}
  bool evaluate(double, const double *y, double *rates) override {
    const double first = 0.04 * y[0], second = 1e4 * y[1] * y[2], third = 3e7 * y[1] * y[1];
    const double slopes[3] = {0.04, 1e4, 6e7 * y[1]};
    for (int row = 0; row < 2; row++) {
      const double sign = row == 0 ? -1 : 1;
      jacobian[row][0] = sign * slopes[0];
      jacobian[row][1] = -sign * slopes[1] * y[2] - (row == 1 ? slopes[2] : 0);
      jacobian[row][2] = -sign * slopes[1] * y[1];
    }
    jacobian[2][1] = slopes[2];
    rates[0] = second - first;
    rates[1] = first - second - third;
    rates[2] = third;
    return true;
  }
};

std::unique_ptr<SmallSystem> systemOf(TrialSystem which) {
  switch (which) {
  case TrialSystem::decay: return std::make_unique<Decay>();
  case TrialSystem::oscillator: return std::make_unique<Oscillator>();
  case TrialSystem::follower: return std::make_unique<Follower>();
  case TrialSystem::vanDerPol: return std::make_unique<VanDerPol>();
  case TrialSystem::robertson: break;
  }
  return std::make_unique<Robertson>();
}

} // namespace

BdfTrialOutcome tryBdf(const BdfTrial &trial) {
  const std::unique_ptr<SmallSystem> system = systemOf(trial.system);
  const size_t size = system->beginning.size();
  Bdf integrator(*system, std::vector<double>(size, trial.absoluteTolerance), trial.settings);
  integrator.restart(0, system->beginning.data());
  BdfTrialOutcome result;
  while (integrator.time() < trial.end && (int64_t)result.times.size() < trial.mostSteps) {
    result.outcome = integrator.step(INFINITY);
    if (result.outcome != BdfOutcome::taken) break;
    result.times.push_back(integrator.time());
    result.orders.push_back(integrator.presentOrder());
  }
  result.counts = integrator.counts();
  result.y.resize(size);
  integrator.interpolate(std::min(trial.end, integrator.time()), result.y.data());
  return result;
}

} // namespace hillock
