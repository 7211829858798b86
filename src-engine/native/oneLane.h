// A program for single lanes, as handlers of events are run: a list of steps over one row of numbers, made for one kind
// of event.
#pragma once
#include "laneCode.h"
#include "outcome.h"
#include <math.h>
#include <memory>
#include <string.h>

namespace hillock {

class OneLane {
public:
  /**
   * Null where the program is not of the kind that this is for; then laneWise.h runs it. Operations of the body that are
   * needed are marked as not idle.
   */
  static std::unique_ptr<OneLane> make(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, std::vector<char> *idle = nullptr);

  /**
   * Runs one lane, as `runOneLane` of machine.h. Where something is not as it was assumed nothing is changed, and what is
   * returned says of which operation of the body that is so; else −1.
   */
  int32_t run(int32_t lane, int32_t weightRow, double *arena, uint64_t &generation, CallOutcome &outcome) {
    runs++;
    if (prepares) prepare(lane, weightRow, arena);
    const int32_t wrong = execute(lane, weightRow >= 0 ? weightRow : ownRow(lane), arena, &outcome, nullptr);
    if (sets) storeUniforms(arena, generation);
    return wrong;
  }
  /** How often it has been run. */
  int64_t runs = 0;

private:
  class Layout;
  /** In the place of operations: reading and writing by bases that are at hand, a call of a single operation, the end. */
  enum : int32_t { lane_loadOwn = laneOperationCount, lane_loadWeight, lane_loadUniform, lane_keepOwn, lane_keepWeight, lane_call, lane_emitAlways, lane_end, laneSteps };
  /** An operand that is read in its own column; the three of a stream there, and its key among the uniforms. */
  enum Direct : int32_t { inRow, firstDirect, secondDirect, directs, streamDirect = firstDirect };
  struct Step {
    const void *go;       // where it is done
    uint16_t to, a, b, c; // places in the row
    int32_t code, base;   // index behind the base, jump, fault, …; of what reads directly, the column is its base
  };
  struct Prepared {
    Single single;
    uint16_t to, a, b, c;
  };
  struct Uniform {
    int32_t address, at;
  };
  struct Elements {
    LaneElements column;
    int32_t index;
    bool own;
  };
  /** The four words of a stream of which one was drawn last for a lane: one line of the cache. */
  struct alignas(64) Block {
    double first = NAN; // number of the first word
    double stream[4] = {}; // the rest of the counter, and the key
    uint32_t words[4] = {};
  };
  struct Draw {
    Direct direct;
    int32_t stream[4];         // places in the row; columns and a uniform where they are read directly
    std::vector<Block> blocks; // of each lane
  };
  std::vector<Step> steps;
  std::vector<Prepared> prologue;
  std::vector<double> row;
  std::vector<Uniform> uniforms; // of which the prologue makes numbers
  std::vector<Elements> elements;
  std::vector<Draw> draws;
  std::vector<Single> singles;
  const IndexTable *weightTable = nullptr;
  std::vector<LaneTable> tables; // others
  std::vector<double *> bases;   // likewise
  std::vector<int32_t> uniformAddresses;
  std::vector<std::pair<int32_t, double>> set; // uniforms that the lane has set
  bool sets = false;     // it may set uniforms
  bool prepares = false; // there is something to be done before the steps
  bool prepared = false;

  static bool readsDirectly(int32_t operation) { return (operation >= op_add && operation <= op_div) || (operation >= op_lt && operation <= op_ne) || (operation >= lane_isEqual && operation <= lane_isNotAtMost); }
  int32_t ownRow(int32_t lane) const { return weightTable ? weightTable->indices[(size_t)lane] : 0; }
  void prepare(int32_t lane, int32_t weightRow, double *arena);
  void storeUniforms(double *arena, uint64_t &generation);
  int32_t execute(int32_t lane, int32_t weightRow, double *arena, CallOutcome *outcome, const void **labels);
};

/** All lists of steps for the instances of one call. */
class OneLanes {
public:
  OneLanes(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels);

  /** Runs one lane; false, with nothing done, where that is not for this. */
  bool run(int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome) {
    const int32_t kind = kindOf(arena);
    OneLane *const list = ready[kind];
    const int32_t wrong = list ? list->run(lane, row, arena, generation, outcome) : noList;
    return wrong < 0 || runAnew(kind, wrong, lane, row, arena, generation, outcome);
  }

private:
  /** For one kind of event. */
  struct Kind {
    std::unique_ptr<OneLane> any, guessed;
    std::vector<char> free;        // of each operation of the body: nothing is assumed of its condition
    std::vector<int32_t> mistaken; // likewise: how often it was not as assumed
    int32_t guesses = 0;
    bool made = false;
  };
  /** Kinds of events that have lists of their own: the flags from 0 on; then all others. */
  static constexpr int32_t fewFlags = 4;
  /** In the place of what was wrong. */
  static constexpr int32_t noList = INT32_MAX;
  const Model &model;
  const Group &group;
  const ProgramCall &call;
  const LaneKernels &kernels;
  const int32_t flagAddress; // −1 where there are no events
  Kind kinds[fewFlags + 1];
  OneLane *ready[fewFlags + 1] = {}; // of each kind: what is run first

  int32_t kindOf(const double *arena) const {
    if (flagAddress < 0) return fewFlags;
    const double flag = arena[flagAddress];
    if (!(flag >= 0 && flag < fewFlags)) return fewFlags;
    const int32_t kind = (int32_t)flag;
    const double whole = kind;
    // −0 is of no kind of its own.
    return memcmp(&whole, &flag, sizeof flag) == 0 ? kind : fewFlags;
  }
  bool runAnew(int32_t kind, int32_t wrong, int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome);
  void make(int32_t kind, int32_t lane, int32_t row, const double *arena);
  void guess(int32_t kind, int32_t lane, int32_t row, const double *arena);
  KnownUniform known(int32_t kind) const { return {kind == fewFlags ? -1 : flagAddress, (double)kind}; }
};

} // namespace hillock
