// Runs a program for a lane that is the only one: every number has its address for good, and a step knows where it is done.
#pragma once
#include "lonePlan.h"
#include "outcome.h"

namespace hillock {

/** Uniforms that a lane sets, kept aside. */
struct UniformsSet {
  std::vector<double> values;
  std::vector<char> isSet; // of each uniform
};

class LoneLane {
public:
  /** What it is given by reference must outlive it, but for `bases`: where the lane's places are. */
  LoneLane(std::vector<LaneStep> &&steps, std::vector<WordRun> &wordRuns, UniformsSet &uniforms, const std::vector<double *> &bases, const LaneKernels &kernels);
  LoneLane(const LoneLane &) = delete;
  LoneLane &operator=(const LoneLane &) = delete;

  /** Whether it was made for these. */
  bool isFor(const double *scalars, const double *arena) const { return bases[laneScalars] == scalars && bases[laneArena] == arena; }
  void run(CallOutcome &outcome) { execute(&outcome, nullptr); }

private:
  /** What a step works on. */
  union Operand {
    const double *at;
    const double *const *from; // of a group: its operands
    Scattered scattered;
    std::ptrdiff_t jump;
  };
  struct Step {
    const void *go; // where it is done
    double *to;
    Operand a, b, c;
    const LaneStep *of;
  };
  struct Labels;
  const std::vector<LaneStep> all;
  std::vector<WordRun> &wordRuns;
  UniformsSet &uniforms;
  std::vector<double *> bases;
  std::vector<double> row;
  std::vector<Step> steps;
  std::vector<const double *> collected; // operands of groups

  void encode(LonePlan &plan);
  void execute(CallOutcome *outcome, Labels *labels);
};

} // namespace hillock
