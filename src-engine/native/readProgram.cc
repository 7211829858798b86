// Programs, their calls and index tables, as they come.
#include "modelReader.h"
#include "operations.generated.h"
#include <algorithm>

namespace hillock {
namespace {

/** Notes how columns are reached; the program has not been verified yet. */
void describeColumns(Program &program) {
  const auto note = [&](int32_t column, bool element) {
    if (column < 0 || (size_t)column >= program.columns.size()) return;
    (element ? program.columns[(size_t)column].elements : program.columns[(size_t)column].indexed) = true;
  };
  for (size_t at = 0; at + wordsPerOperation <= program.body.size(); at += wordsPerOperation) {
    const int32_t opcode = program.body[at], to = program.body[at + 1], a = operandOf(program.body[at + 2]).index;
    if (opcode == op_gather) note(a, false);
    else if (opcode == op_element) note(a, true);
    else if (opcode == op_assignAt || opcode == op_addAt) note(to, false);
    else if (opcode == op_storeElement) note(to, true);
  }
}

void describe(IndexTable &table) {
  table.stretch = !table.indices.empty();
  bool rising = true;
  table.lowest = table.indices.empty() ? 0 : *std::min_element(table.indices.begin(), table.indices.end());
  table.highest = table.indices.empty() ? -1 : *std::max_element(table.indices.begin(), table.indices.end());
  for (size_t i = 1; i < table.indices.size(); i++) {
    const int64_t rise = (int64_t)table.indices[i] - table.indices[i - 1];
    if (rise != 1) table.stretch = false;
    if (rise <= 0) rising = false;
  }
  table.distinct = rising;
  if (rising) return;
  std::vector<int32_t> sorted = table.indices;
  std::sort(sorted.begin(), sorted.end());
  table.distinct = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

} // namespace

Program readProgram(ModelReader &in) {
  Program program;
  program.name = in.text();
  program.sequential = in.flag();
  program.readsTime = in.flag();
  program.registers = in.whole();
  program.hoisted = in.whole();
  program.constants = in.numbers();
  program.uniforms.resize((size_t)in.count(8));
  for (UniformSlot &uniform : program.uniforms) {
    uniform.name = in.text();
    uniform.written = in.flag();
  }
  program.columns.resize((size_t)in.count(20));
  for (ColumnSlot &column : program.columns) {
    column.space = in.text();
    column.name = in.text();
    column.own = column.space == "own";
    const int32_t access = in.whole();
    if (access < 0 || access > 2) in.failed = true;
    column.access = (Access)access;
    column.length = in.whole();
    column.outOfRange = in.whole();
    column.indexed = column.elements = false;
  }
  program.faults = in.whole();
  program.prologue = in.wholes();
  program.body = in.wholes();
  describeColumns(program);
  return program;
}

std::vector<ProgramCall> readCalls(ModelReader &in) {
  std::vector<ProgramCall> calls((size_t)in.count(24));
  for (ProgramCall &call : calls) {
    call.program = in.whole();
    call.count = in.whole();
    call.receiver = in.whole();
    call.columns = in.wholes();
    call.tables = in.wholes();
    call.uniforms = in.wholes();
  }
  return calls;
}

IndexTable readIndexTable(ModelReader &in) {
  IndexTable table = {};
  table.extent = in.whole();
  table.indices = in.wholes();
  describe(table);
  return table;
}

} // namespace hillock
