// The steps of a program for a lane that is the only one, in an order in which the same function of several numbers is
// computed side by side.
#pragma once
#include "laneSteps.h"
#include <stddef.h>

namespace hillock {

/** In the place of an opcode: one function of several numbers. */
constexpr int32_t loneGroup = -3;

/** One operation; its operands are places of the plan. */
struct LoneNode {
  int32_t opcode, step; // the step of the lane that it is
  int32_t to, a, b, c;  // −1 where there is none; of a group, a is its number and `to` the place of its first result
};

struct LoneGroup {
  Scattered run;
  std::vector<int32_t> from; // places; as many as the function has lanes
};

/** Where a number is: in memory that is there, or in a slot of a row that is still to be made. */
struct LonePlace {
  double *at;
  int32_t slot;
};

struct LonePlan {
  std::vector<LoneNode> nodes;
  std::vector<size_t> firstNode; // of each step to which a jump may lead, and of the end
  std::vector<char> entered;     // of each node, and the end: whether a jump leads to it
  std::vector<LoneGroup> groups;
  std::vector<LonePlace> places;
  std::vector<char> isTemporary; // of each place: only nodes of the plan know of it
  int32_t slots = 0;             // registers come first
};

/** `bases` are those of the lane's places; that of registers is not read. */
LonePlan planLoneLane(const std::vector<LaneStep> &steps, const std::vector<double *> &bases, const LaneKernels &kernels);

} // namespace hillock
