#include "forwarding.h"
#include "operations.generated.h"
#include <algorithm>

namespace hillock {

ColumnRanges::Range ColumnRanges::of(int32_t column) const {
  const int64_t address = call.columns[(size_t)column];
  const ColumnSlot &slot = program.columns[(size_t)column];
  if (slot.own) return {address, address + slot.length * padded(call.count)};
  const IndexTable &table = group.tables[(size_t)call.tables[(size_t)column]];
  if (slot.elements) return {address, address + table.extent + lanePadding};
  // a stretch is read in whole vectors, perhaps beyond its end
  return {address + table.lowest, address + (table.stretch ? table.lowest + padded(call.count) : table.highest + 1)};
}

bool ColumnRanges::meet(int32_t one, int32_t other) const {
  const Range a = of(one), b = of(other);
  return a.from < b.to && b.from < a.to;
}

Forwarding::Forwarding(const Program &program, const Group &group, const ProgramCall &call, int64_t arenaLength)
  : program(program), group(group), call(call), count(program.body.size() / wordsPerOperation), ranges(program, group, call), liveness(program), conditional(count, false), arrival(count + 1, false),
    loopOf(count, -1), reads(count, false), writes(count, false) {
  followSkips();
  for (size_t position = 0; position < count; position++) {
    reads[position] = mayReadInPlace(position, arenaLength);
    writes[position] = !reads[position] && mayWriteInPlace(position);
  }
}

void Forwarding::followSkips() {
  size_t until = 0;
  int depth = 0;
  for (size_t position = 0; position < count; position++) {
    conditional[position] = position < until || depth > 0;
    const int32_t *words = wordsAt(position);
    if (words[0] == op_loop && depth++ == 0) loops.push_back({position, 0});
    if (depth > 0) loopOf[position] = (int32_t)loops.size() - 1;
    if (words[0] == op_leaveUnless) arrival[position + 1 + (size_t)words[1]] = true;
    if (words[0] == op_again) {
      arrival[position - (size_t)words[1]] = true;
      if (--depth == 0) loops.back().end = position;
    }
    if (words[0] != op_skipUnless) continue;
    const size_t target = position + 1 + (size_t)words[1];
    arrival[target] = true;
    if (target > until) until = target;
  }
}

/** Where a register is read after `position`, which is in no loop, until it is surely written anew. */
Forwarding::Uses Forwarding::usesAfter(size_t position, int32_t wanted) const {
  Uses uses = {false, true, position};
  bool mixed = false;
  for (size_t at = position + 1; at < count; at++) {
    const int32_t *words = wordsAt(at);
    const OperationInfo &info = operationTable[words[0]];
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(words[2 + k]);
      if (operand.kind != OperandKind::inRegister || operand.index != wanted) continue;
      // What a loop reads it reads in every round: up to its end, and what was written further down in it.
      const bool inLoop = loopOf[at] >= 0;
      const size_t last = inLoop ? loops[(size_t)loopOf[at]].end : at;
      uses = {true, uses.certain && !mixed && !(inLoop && writtenIn(loops[(size_t)loopOf[at]], wanted)), std::max(uses.last, last)};
    }
    if (info.writes != WritesKind::inRegister || words[1] != wanted) continue;
    if (!conditional[at]) break;
    mixed = true;
  }
  return uses;
}

bool Forwarding::writtenIn(const Loop &loop, int32_t wanted) const {
  for (size_t at = loop.start; at < loop.end; at++)
    if (operationTable[wordsAt(at)[0]].writes == WritesKind::inRegister && wordsAt(at)[1] == wanted) return true;
  return false;
}

bool Forwarding::changedBetween(Range range, size_t after, size_t until) const {
  for (size_t at = after + 1; at < until; at++) {
    const int32_t *words = wordsAt(at);
    const WritesKind kind = operationTable[words[0]].writes;
    if (kind != WritesKind::column && kind != WritesKind::indexed && kind != WritesKind::element) continue;
    const Range written = ranges.of(words[1]);
    if (written.from < range.to && range.from < written.to) return true;
  }
  return false;
}

bool Forwarding::mayReadInPlace(size_t position, int64_t arenaLength) const {
  const int32_t *words = wordsAt(position);
  const Operand from = operandOf(words[2]);
  if (words[0] != op_gather && !(words[0] == op_copy && from.kind == OperandKind::column)) return false;
  if (conditional[position]) return false;
  if (words[0] == op_gather) {
    const IndexTable &table = group.tables[(size_t)call.tables[(size_t)from.index]];
    if (!table.stretch || (int64_t)call.columns[(size_t)from.index] + table.indices[0] + padded(call.count) > arenaLength) return false;
  }
  const Uses uses = usesAfter(position, words[1]);
  // What the last use itself writes comes after what it reads, lane for lane; a shifted overlap would not.
  return uses.certain && !changedBetween(ranges.of(from.index), position, uses.last + 1);
}

bool Forwarding::mayWriteInPlace(size_t position) const {
  const int32_t *words = wordsAt(position);
  const OperationInfo &info = operationTable[words[0]];
  if (info.writes != WritesKind::inRegister || words[0] == op_gather || words[0] == op_element) return false;
  if (loopOf[position] >= 0 || position + 1 >= count || arrival[position + 1]) return false;
  const int32_t *next = wordsAt(position + 1);
  const Operand stored = operandOf(next[2]);
  if (next[0] != op_store || stored.kind != OperandKind::inRegister || stored.index != words[1]) return false;
  const Uses uses = usesAfter(position + 1, words[1]);
  if (!uses.any) return true;
  return !conditional[position] && uses.certain && !changedBetween(ranges.of(next[1]), position + 1, uses.last + 1);
}

} // namespace hillock
