// A program as it is for a single lane: what only masks need is gone.
#pragma once
#include "kernels.h"
#include "liveness.h"
#include "wordRun.h"

namespace hillock {

/** One operation, with the places of its operands. */
struct LaneStep {
  int32_t opcode, code, jump, depth;
  Single single;
  LanePlace to, a, b, c;
  int64_t length, stride; // of elements; rounds of a loop; multiplier and increment of a congruence
};

/** In the place of an opcode: a stretch of operations on whole numbers; a step of a congruential generator. */
enum LaneOpcode : int32_t { laneWordRun = -1, laneCongruence = -2 };

/** Bases of places that are known beforehand. */
enum LaneBase : int32_t { laneRegisters, laneScalars, laneOwn, laneArena, firstLaneTable };

/** Whether a jump leads to a step, for each step and the end. */
std::vector<char> enteredSteps(const std::vector<LaneStep> &steps);

/**
 * Makes steps fewer, with the same results. Where a skip or a loop's condition holds, what is selected by it is known;
 * a number that is only made to be copied is made where it is copied to; x·a + b modulo 2^32 is one step.
 */
void simplifySteps(std::vector<LaneStep> &steps, const Liveness &liveness, const std::vector<double> &constants);

/** Takes steps out; jumps lead to what follows them. */
void dropSteps(std::vector<LaneStep> &steps, const std::vector<char> &dropped);

} // namespace hillock
