#include "overlap.h"
#include "operations.generated.h"

namespace hillock {

bool lanesMeet(const Model &model, const Group &group, const ProgramCall &call) {
  const Program &program = model.programs[(size_t)call.program];
  struct Use {
    int64_t from, to;
    int32_t address, table;
    int touches;
    bool own, elements, writes;
  };
  const auto shiftedBetweenLanes = [&](const Use &a, const Use &b) { return (a.address - b.address) % padded(call.count) != 0; };
  std::vector<Use> uses;
  for (size_t c = 0; c < program.columns.size(); c++) {
    const ColumnSlot &slot = program.columns[c];
    const int64_t address = call.columns[c];
    const IndexTable *table = slot.own ? nullptr : &group.tables[(size_t)call.tables[c]];
    Use use = {address, address + (slot.length - 1) * padded(call.count) + call.count, call.columns[c], call.tables[c], 0, slot.own, slot.elements, slot.access != Access::read};
    if (table && slot.elements) use.to = address + table->extent;
    else if (table) {
      use.from = address + table->lowest;
      use.to = address + table->highest + 1;
    }
    uses.push_back(use);
  }
  int loops = 0;
  for (size_t at = 0; at < program.body.size(); at += wordsPerOperation) {
    const OperationInfo &info = operationTable[program.body[at]];
    if (program.body[at] == op_loop) loops++;
    if (program.body[at] == op_again) loops--;
    // In a loop one operation comes again and again.
    const int times = loops > 0 ? 2 : 1;
    if (info.writes == WritesKind::indexed || info.writes == WritesKind::column || info.writes == WritesKind::element) uses[(size_t)program.body[at + 1]].touches += times;
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(program.body[at + 2 + k]);
      if (operand.kind == OperandKind::column) uses[(size_t)operand.index].touches += times;
    }
  }
  for (size_t i = 0; i < uses.size(); i++) {
    const Use &a = uses[i];
    // One operation on shared elements goes in lane order at any block size; two would interleave differently.
    if (a.writes && !a.own && a.touches > 1 && (a.elements || !group.tables[(size_t)a.table].distinct)) return true;
    for (size_t j = i + 1; j < uses.size(); j++) {
      const Use &b = uses[j];
      if (!(a.writes || b.writes) || a.to <= b.from || b.to <= a.from) continue;
      if (a.own && b.own && !shiftedBetweenLanes(a, b)) continue;
      const bool laneForLane = a.address == b.address && !a.own && !b.own && !a.elements && !b.elements && a.table == b.table && group.tables[(size_t)a.table].distinct;
      if (!laneForLane) return true;
    }
  }
  return false;
}

} // namespace hillock
