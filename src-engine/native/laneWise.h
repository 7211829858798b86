// Running a program for single lanes, one after the other: where instances may meet, and for the handling of events.
#pragma once
#include "kernels.h"
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
  typedef LanePlace Operand;
  struct Step {
    int32_t opcode, code, jump, depth;
    Single single;
    Operand to, a, b, c;
    int64_t length, stride; // of elements; rounds of a loop
  };
  struct Table {
    const IndexTable *table;
    bool weight;
  };
  enum : int32_t { inRegisters, inScalars, inOwn, inArena, firstTable };
  const std::vector<int32_t> &uniformAddresses;
  std::vector<Step> steps;
  std::vector<Table> tables;
  std::vector<double *> bases;
  std::vector<double> setTo;
  std::vector<char> isSet; // of each uniform
  std::vector<WordRun> wordRuns;

  void joinWords(const Program &program);
  Operand columnPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t column);
  Operand operandPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t word);
};

} // namespace hillock
