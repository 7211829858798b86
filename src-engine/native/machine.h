// Programs bound to the arena, and their running over blocks of lanes.
#pragma once
#include "kernels.h"
#include "laneWise.h"
#include "model.h"
#include "oneLane.h"
#include "outcome.h"
#include "team.h"
#include <memory>

namespace hillock {

/** One call of a program, ready to run: operands are places, choices are made. */
struct BoundCall {
  BoundCall() = default;
  BoundCall(BoundCall &&) = default; // instructions point into `indices`, so there are no copies
  const Program *program;
  int32_t count;
  int32_t block;       // lanes at a time
  bool laneByLane;     // a lane may read what an earlier one wrote
  bool setsUniforms;
  bool isAlone;        // one lane, which runs as loneLane.h has it
  LoneLane *ready = nullptr; // of one that is alone: what runs as long as the generation is the same; null where more is to be done
  bool canBeShared;    // members of a team may each run some of its lanes: it is long, and no lane meets another
  bool emitsInTurns;   // lanes side by side do not emit in the order of lanes
  int64_t scratchDoubles;
  std::vector<Instruction> body;
  /** What stands for the body while these scalars are 0 (usual.h); none where there is nothing to gain. */
  std::vector<Instruction> usualBody;
  std::vector<int32_t> usualConditions;
  bool asUsual = false;
  bool isHeard = true; // uniforms that it sets are read by calls that look at them only when they have changed
  std::vector<std::vector<int32_t>> indices; // of all lanes, padded
  std::vector<double> scalars;
  /** Each scalar as often as a vector has lanes, where kernels for few lanes want it so. */
  std::vector<double> spread;
  std::vector<int32_t> uniformAddresses;
  std::vector<char> hoisting; // of each uniform: whether hoisted values are made of it
  std::unique_ptr<LaneWise> laneWise; // made when it is first needed
  std::unique_ptr<LaneWise> usually;  // of one that is alone: what stands for it as `usualBody` does
  std::unique_ptr<OneLanes> oneLanes; // likewise
  const Model *model;
  const ProgramCall *call;
  const Group *group;
  uint64_t generation; // of the scalars; 0 before the first
};

/** Memory that one thread's registers lie in. */
class Scratch {
public:
  Scratch() = default;
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  ~Scratch();
  /** Page-aligned; grows, keeps nothing. Null where memory is short. */
  double *reserve(int64_t doubles);

private:
  void *memory = nullptr;
  int64_t size = 0;
};

/** Finds out which of a group's calls are heard. */
void findHeard(const std::vector<BoundCall *> &calls);

/** Binds a verified call. `block` of 0 chooses one. */
BoundCall bindCall(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, int32_t block);

/** Runs a call of which nothing but its numbers can have changed; false where that is not so. */
inline bool runReady(const BoundCall &call, uint64_t generation, CallOutcome &outcome) {
  if (!call.ready || call.generation != generation) return false;
  call.ready->run(outcome);
  return true;
}

/**
 * Runs a bound call over all its lanes. `generation` says when uniforms last changed; it is raised where the call
 * changes one.
 */
void runCall(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation, CallOutcome &outcome);

/** The same as `runCall` for a call that can be shared, on all members of a team. */
void runTogether(BoundCall &call, const LaneKernels &kernels, double *arena, Team &team, uint64_t generation, CallOutcome &outcome);

/** The same as `runOneLane` for programs that oneLane.h is not for. */
void runLaneWise(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation, int32_t lane, int32_t row, CallOutcome &outcome);

/**
 * Runs a bound call for one lane, with `row` as its index in the space `weight` (−1: the one in the index table).
 * Uniforms are read anew, so that those of an event need not raise the generation. Nothing is allocated but for
 * emissions, and when a call is first run so.
 */
inline void runOneLane(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation, int32_t lane, int32_t row, CallOutcome &outcome) {
  if (!call.oneLanes) call.oneLanes.reset(new OneLanes(*call.model, *call.group, *call.call, kernels));
  if (!call.oneLanes->run(lane, row, arena, generation, outcome)) runLaneWise(call, kernels, arena, scratch, generation, lane, row, outcome);
}

} // namespace hillock
