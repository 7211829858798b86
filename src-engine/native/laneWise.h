// Running a program for single lanes, one after the other: where instances may meet, and for the handling of events.
#pragma once
#include "kernels.h"
#include "laneSteps.h"
#include "model.h"
#include "outcome.h"
#include "wordRun.h"

namespace hillock {

/** A verified call with its places found, to be run lane by lane. */
class LaneWise {
public:
  LaneWise(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels);

  /**
   * Runs one lane, with `row` as its index in the space `weight` (−1: the one in the index table). The uniforms that
   * it sets are kept aside.
   */
  void run(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers, CallOutcome &outcome);
  /** Stores the uniforms that the last lane set; whether one of them is new. */
  bool storeUniforms(double *arena);

private:
  struct Table {
    const IndexTable *table;
    bool weight;
  };
  const std::vector<int32_t> &uniformAddresses;
  const bool stays; // there is one lane, so that places stay where they are
  const double *foundFor = nullptr; // registers with which places were found; null where they have to be found anew
  std::vector<LaneStep> steps;
  std::vector<Table> tables;
  std::vector<double *> bases;
  std::vector<double> setTo;
  std::vector<char> isSet; // of each uniform
  std::vector<WordRun> wordRuns;

  void joinWords(const Program &program);
  LanePlace columnPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t column);
  LanePlace operandPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t word);
  void findPlaces();
  template <class Places> void runSteps(const Places &places, int32_t lane, CallOutcome &outcome);
};

} // namespace hillock
