// A program as it does its work for one lane at a time, for handlers of events: every value has a name of its own, what
// is known beforehand (constants, the kind of event) is computed, and what then serves nothing is left out. Numbers are
// the program's to the bit, since the operations that stay are the same.
#pragma once
#include "kernels.h"
#include "model.h"
#include <map>
#include <utility>

namespace hillock {

/** What there is besides the operations of programs. */
enum LaneOperation : int32_t {
  lane_load = operationCount, // to := number at the place
  lane_keep,                  // number at the place := a
  lane_move,                  // to := a; a value that two ways lead to is moved to twice
  lane_label,                 // where skips lead to
  lane_draw,                  // to := word number a of a random stream (laneDraws.cc)
  // What has been assumed (LaneGuess): where it is not so, another list of steps must be run.
  lane_holds,
  lane_fails,
  lane_isEqual,
  lane_isOther,
  lane_isLess,
  lane_isNotLess,
  lane_isAtMost,
  lane_isNotAtMost,
  laneOperationCount,
};

/** Where a number of a lane lies: what is counted from, and how far. */
struct LanePosition {
  int32_t base, index;
};
/** The bases: the lane's own column, the arena, and then one for each index table. */
enum : int32_t { itemOwn, itemArena, firstItemTable };

/** A value; of one that is computed, how. */
struct LaneValue {
  enum Kind : int32_t { constant, uniform, computed } kind;
  double number;    // of a constant
  int32_t slot;     // of a uniform
  int32_t operation, a, b, c; // of a computed value; −1 for what is not an operation
  bool truth;       // 0 or 1
  double seen = 0;  // what it was when choices were looked at
};

struct LaneItem {
  int32_t operation, to, a, b, c; // values, −1 for none
  int32_t code;                   // label, fault, uniform, kind of an event; which of the elements or draws; of a test, which operation's
  LanePosition place;
  int32_t position = -1; // of the operation of the body from which it comes
};

/** A column that is reached at an index computed at run time. */
struct LaneElements {
  int64_t length, stride;
  int32_t fault;
};

/** A random stream: its words come by fours, of a counter that begins with their place and goes on as the stream says. */
struct LaneDraw {
  int32_t counter[4]; // values
  int32_t stream[4];  // likewise: the rest of the counter, and the first half of the key, whose other is 0
};

struct LaneTable {
  const IndexTable *table;
  bool weight;
};

struct LaneCode {
  std::vector<LaneValue> values;
  std::vector<LaneItem> prologue, items;
  std::vector<LaneElements> elements;
  std::vector<LaneDraw> draws;
  std::vector<LaneTable> tables;

  int32_t add(const LaneValue &value) {
    values.push_back(value);
    return (int32_t)values.size() - 1;
  }
};

/** A uniform whose number is known beforehand; address −1 for none. */
struct KnownUniform {
  int32_t address;
  double number;
};

/**
 * What is assumed of choices, from what they are for one lane at one moment: then only one way through the program is
 * left, with tests that it is the right one before anything is changed.
 */
struct LaneGuess {
  const double *arena;
  int32_t lane, row;
  const std::vector<char> &free; // of each operation of the body: nothing is to be assumed of its condition
};

/** Translates a verified call; false where it has loops, or is otherwise not of the kind that this is for. */
bool translateLane(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, LaneCode &code);
/** Leaves out what serves nothing. */
void pruneLane(LaneCode &code);
/** Puts one operation in the place of the many of which the words of a random stream are made. */
void joinDraws(LaneCode &code);

} // namespace hillock
