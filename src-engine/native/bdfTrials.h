// Systems of which solutions are known, on which the integrator is tried by itself.
#pragma once
#include "bdf.h"
#include <memory>

namespace hillock {

/** In the order of `trialSystems` in binding.ts. */
enum class TrialSystem : int32_t { decay, oscillator, follower, vanDerPol, robertson };
constexpr int64_t trialSystems = 5;

/** What an integration is to keep to, from 0 to `end`. */
struct BdfTrial {
  TrialSystem system;
  BdfSettings settings;
  double absoluteTolerance, end;
  int64_t mostSteps;
};

/** Whether each step was taken; y at the end; where each step ended, and of which order it was. */
struct BdfTrialOutcome {
  BdfOutcome outcome = BdfOutcome::taken;
  BdfCounts counts;
  std::vector<double> y, times, orders;
};

BdfTrialOutcome tryBdf(const BdfTrial &trial);

} // namespace hillock
