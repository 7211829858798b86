// Which registers need not exist: a gather from a stretch of elements is that stretch itself, and a result that is
// stored at once can be computed into its column.
#pragma once
#include "liveness.h"
#include "model.h"

namespace hillock {

/** Where in the arena a call's columns lie. */
class ColumnRanges {
public:
  ColumnRanges(const Program &program, const Group &group, const ProgramCall &call) : program(program), group(group), call(call) {}

  struct Range {
    int64_t from, to;
  };
  Range of(int32_t column) const;
  /** Whether what one column holds may be what the other holds. */
  bool meet(int32_t one, int32_t other) const;

private:
  const Program &program;
  const Group &group;
  const ProgramCall &call;
};

class Forwarding {
public:
  Forwarding(const Program &program, const Group &group, const ProgramCall &call, int64_t arenaLength);

  /** Whether the operation at this position only reads a column that can stand for its register. */
  bool readInPlace(size_t position) const { return reads[position]; }
  /** Whether the operation can write to the column in which the next operation stores its register. */
  bool writtenInPlace(size_t position) const { return writes[position]; }

  /** Whether some skip leads to this position. */
  bool skipLeadsTo(size_t position) const { return arrival[position]; }
  /** Whether anything that may run after an operation that leads only to the next reads the register's present value. */
  bool readAfter(size_t position, int32_t wanted) const { return liveness.after(position, wanted); }
  /** Where the columns lie. */
  const ColumnRanges &columns() const { return ranges; }

private:
  using Range = ColumnRanges::Range;
  struct Uses {
    bool any, certain; // read at all; only ever read as written here
    size_t last;
  };
  const Program &program;
  const Group &group;
  const ProgramCall &call;
  const size_t count;
  const ColumnRanges ranges;
  const Liveness liveness;
  std::vector<bool> conditional; // a skip may pass by, or it is in a loop
  std::vector<bool> arrival;     // a skip leads here
  struct Loop {
    size_t start, end;
  };
  std::vector<Loop> loops;      // those that are in no other
  std::vector<int32_t> loopOf;  // of each position: the outermost loop around it, its beginning included, or −1
  std::vector<bool> reads, writes;

  const int32_t *wordsAt(size_t position) const { return &program.body[position * wordsPerOperation]; }
  void followSkips();
  Uses usesAfter(size_t position, int32_t wanted) const;
  bool writtenIn(const Loop &loop, int32_t wanted) const;
  bool changedBetween(Range range, size_t after, size_t until) const;
  bool mayReadInPlace(size_t position, int64_t arenaLength) const;
  bool mayWriteInPlace(size_t position) const;
};

} // namespace hillock
