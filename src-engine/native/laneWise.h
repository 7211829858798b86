// Running a program for single lanes, one after the other: where instances may meet, and for the handling of events.
#pragma once
#include "kernels.h"
#include "laneSteps.h"
#include "loneLane.h"
#include "model.h"
#include "outcome.h"
#include "wordRun.h"
#include <memory>

namespace hillock {

/** A verified call with its places found, to be run lane by lane. */
class LaneWise {
public:
  /** `program` is the call's, or what stands for it. */
  LaneWise(const Program &program, const Group &group, const ProgramCall &call, const LaneKernels &kernels);

  /**
   * Runs one lane, with `row` as its index in the space `weight` (−1: the one in the index table). The uniforms that
   * it sets are kept aside.
   */
  void run(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers, CallOutcome &outcome);
  /**
   * The only lane, ready to run with these scalars. Uniforms that nobody `hears` of are read and set in the arena where
   * that comes to the same; else they are kept aside as by `run`.
   */
  LoneLane &alone(const std::vector<double> &scalars, double *arena, bool heard);
  /** Whether all uniforms that the only lane sets are set in the arena. */
  bool setsInPlace() const { return inPlace; }
  /** Stores the uniforms that the last lane set; whether one of them is new. */
  bool storeUniforms(double *arena);

private:
  struct Table {
    const IndexTable *table;
    bool weight;
  };
  const std::vector<int32_t> &uniformAddresses;
  const LaneKernels &kernels;
  const size_t firstUniform;      // its index among the scalars
  std::unique_ptr<LoneLane> lone; // made when it is first needed
  bool inPlace = false;
  std::vector<LaneStep> steps;
  std::vector<Table> tables;
  std::vector<double *> bases;
  UniformsSet uniforms;
  std::vector<WordRun> wordRuns;

  void joinWords(const Program &program);
  LanePlace columnPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t column);
  LanePlace operandPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t word);
  bool mayBeSetInPlace(size_t at) const;
  void setInPlace(std::vector<LaneStep> &own, size_t at) const;
  void findBases(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers);
  void runSteps(int32_t lane, CallOutcome &outcome);
};

} // namespace hillock
