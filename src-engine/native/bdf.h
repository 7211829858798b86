// Backward differentiation with variable step and order, for any system of ordinary differential equations.
//
// Fixed leading coefficient, orders 1 to 5, history as a Nordsieck array (Jackson & Sacks-Davis 1980; Brown, Byrne &
// Hindmarsh 1989; Hindmarsh et al. 2005). Column j of the array is h^j/j! times the j-th derivative.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <vector>

namespace hillock {

/** M·y' = f(t, y), and how Newton's method solves for a step of it. M is 1 where nothing else is said; it may be singular. */
class ContinuousSystem {
public:
  virtual ~ContinuousSystem() = default;
  /** Writes f(t, y); false where that cannot be done at all, which ends the integration. */
  virtual bool evaluate(double t, const double *y, double *rates) = 0;
  /** b := solution of (M − γ·J)·x = b, with J (about) the Jacobian where `evaluate` was last. False as above. */
  virtual bool solve(double gamma, double *b) = 0;
  /** Writes y', and sets right what M·y does not tell of y. False as above. */
  virtual bool begin(double t, double *y, double *slopes) { return evaluate(t, y, slopes); }
  /** b := M·b, where M differs from 1. */
  virtual void weighByMass(double *) {}
  /** Of each number: whether M has but a 1 in its row. Null where M is 1. */
  virtual const char *plainRows() const { return nullptr; }
};

/** What steps must keep to. */
struct BdfSettings {
  double relativeTolerance = 0;
  int32_t maximumOrder = 5;
  double smallestStep = 0, largestStep = 1e9;
};

/** What the integrator has done since it was made. */
struct BdfCounts {
  int64_t steps = 0, evaluations = 0, errorFailures = 0, newtonFailures = 0, restarts = 0;
};

enum class BdfOutcome : int32_t {
  taken,
  broken,       // the system could not be evaluated
  inexact,      // the error stays too large at the smallest step
  diverging,    // so does the iteration
  notANumber,   // the rates are none
};

class Bdf {
public:
  static constexpr int32_t highestOrder = 5;

  /** `tolerances`: absolute tolerance of each number; infinite where errors do not count. */
  Bdf(ContinuousSystem &system, std::vector<double> tolerances, const BdfSettings &settings);

  /** Other tolerances from now on, of as many numbers. */
  void allow(std::vector<double> absolute);
  /** Forgets all history: y at t is where the next step begins. */
  void restart(double t, const double *y);
  /** One step, which ends at `limit` or before. */
  BdfOutcome step(double limit);
  /** y at a time within the last step. */
  void interpolate(double t, double *y) const;
  /** y' at a time within the last step. */
  void interpolateSlopes(double t, double *slopes) const;

  /** All that the next step depends on, as numbers: always as many. */
  void save(std::vector<double> &into) const;
  /** How many numbers `save` writes. */
  size_t savedNumbers() const { return 19 + highestOrder + 2 + (size_t)(highestOrder + 2) * (size_t)size; }
  /** Whether numbers can be what `save` has written. */
  static bool couldBeSaved(const double *numbers);
  /** Takes over what `save` has written. */
  void restore(const double *numbers);

  double time() const { return now; }
  /** Where the last step began. */
  double before() const { return now - lastStep; }
  double stepLength() const { return h; }
  int32_t presentOrder() const { return order; }
  const BdfCounts &counts() const { return done; }
  /** Which number kept the step from being longer, after a step that was not taken. */
  int64_t culprit() const { return worst; }

private:
  /** Numbers are worked on so many at a time; vectors end with zeros up to a multiple. */
  static constexpr int32_t side = 8;
  /** Relative to the time, a step below this cannot be told from none. */
  static constexpr double roundingSteps = 4e-16;

  ContinuousSystem &system;
  const int64_t size, whole; // numbers, and with the zeros behind them
  int64_t counted = 0;       // whose errors count
  const BdfSettings settings;
  std::vector<double> tolerances, weights;
  std::vector<double> history[highestOrder + 1];
  std::vector<double> y, rates, correction, change, saved; // saved: a correction, to judge the next order by
  BdfCounts done;

  double now = 0, h = 0, lastStep = 0;
  double steps[highestOrder + 2] = {}; // lengths of the last steps, the last in [1]
  int32_t order = 1, nextOrder = 1;
  double nextStep = 0;
  int32_t untilOrderChange = 2;
  int64_t sinceRestart = 0;
  double mostGrowth = 0;
  bool fresh = true;     // nothing but y is known
  int64_t worst = -1;

  // Of the step under way: the polynomial by which a correction enters the history, and constants of its error.
  double lambda[highestOrder + 1] = {};
  double errorNow = 0, errorBelow = 0, errorAbove = 0, ratioConstant = 0, savedRatio = 0;
  double convergence = 1, convergenceGamma = 0; // rate of Newton's iteration, and for which γ it was seen
  int64_t convergenceStep = 0;

  double norm(const double *of) const;
  void weigh();
  bool begin(double limit);
  bool firstStep(double limit);
  void shift(double direction);
  void setCoefficients();
  void rescale(double factor);
  void raiseOrder();
  void lowerOrder();
  void combine(double gamma, double perRate);
  void move();
  enum class Newton { converged, failed, broken };
  Newton correct(double &size);
  void accept();
  void chooseNext(double error);
  bool shorten(double factor);
  void findCulprit(const double *of);
};

} // namespace hillock
