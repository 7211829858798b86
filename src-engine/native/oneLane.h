// A program for single lanes, as handlers of events are run: a list of steps over one row of numbers, made for one kind
// of event.
#pragma once
#include "laneCode.h"
#include "outcome.h"
#include <memory>

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
  int32_t run(int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome);

private:
  struct Step {
    const void *go;       // where it is done
    uint16_t to, a, b, c; // places in the row
    int32_t code, base;   // index behind the base, jump, fault, …
  };
  struct Prepared {
    Single single;
    uint16_t to, a, b, c;
  };
  struct Uniform {
    int32_t address, at;
    bool prepares; // numbers made beforehand depend on it
  };
  struct Elements {
    LaneElements column;
    int32_t index;
  };
  /** A stream's words of one counter, kept for the next draw of the same lane. */
  struct Block {
    double from[5] = {}; // counter, key
    double words[4] = {};
    bool known = false;
  };
  struct Draw {
    uint16_t from[5], words[4]; // places in the row
    std::vector<Block> blocks;  // of each lane
  };
  std::vector<Step> steps;
  std::vector<Prepared> prologue;
  std::vector<double> row;
  std::vector<Uniform> uniforms;
  std::vector<Elements> elements;
  std::vector<Draw> draws;
  std::vector<Single> singles;
  std::vector<LaneTable> tables;
  std::vector<double *> bases;
  std::vector<int32_t> uniformAddresses;
  std::vector<std::pair<int32_t, double>> set; // uniforms that the lane has set
  bool prepared = false;

  bool layOut(const LaneCode &code, const ProgramCall &call, const LaneKernels &kernels);
  void draw(Draw &draw, int32_t lane);
  int32_t execute(int32_t lane, CallOutcome *outcome, const void **labels);
};

/** All lists of steps for the instances of one call. */
class OneLanes {
public:
  OneLanes(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels);

  /** Runs one lane; false, with nothing done, where that is not for this. */
  bool run(int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome);

private:
  /** For one kind of event. */
  struct Kind {
    std::unique_ptr<OneLane> any, guessed;
    std::vector<char> free;        // of each operation of the body: nothing is assumed of its condition
    std::vector<int32_t> mistaken; // likewise: how often it was not as assumed
    int32_t runs = 0, guesses = 0;
    bool made = false;
  };
  /** Kinds of events that have lists of their own: the flags from 0 on; then all others. */
  static constexpr int32_t fewFlags = 4;
  const Model &model;
  const Group &group;
  const ProgramCall &call;
  const LaneKernels &kernels;
  Kind kinds[fewFlags + 1];

  void make(Kind &kind, KnownUniform known, int32_t lane, int32_t row, const double *arena);
  void guess(Kind &kind, KnownUniform known, int32_t lane, int32_t row, const double *arena);
};

} // namespace hillock
