// What a program and a model must satisfy before they run: every address that a kernel can form lies in the arena,
// and every register holds something before it is read. src-engine/program/verify.ts states the program rules for people.
#include "model.h"
#include "operations.generated.h"
#include <algorithm>
#include <map>

namespace hillock {
namespace {

using std::string;
using std::to_string;

constexpr int32_t mostRegisters = 1 << 16;
constexpr size_t mostOpenSkips = 64;

/** Verifies one program; `wrong` holds the first fault found. */
class ProgramVerifier {
public:
  explicit ProgramVerifier(const Program &program) : program(program) {}

  string verify() {
    if (program.registers < 0 || program.registers > mostRegisters) return fault("it asks for " + to_string(program.registers) + " registers");
    if (program.hoisted < 0 || program.hoisted > (1 << 24) || program.scalars() > (1 << 24)) return fault("it has too many scalars");
    if (program.body.size() % wordsPerOperation != 0 || program.prologue.size() % wordsPerOperation != 0)
      return fault("its operations break off in the middle");
    if (program.body.size() / wordsPerOperation > (1 << 24)) return fault("it has too many operations");
    for (const UniformSlot &uniform : program.uniforms)
      if (uniform.name == "t" && !program.readsTime) return fault("it reads t but does not say so");
    hoistedKnown.assign((size_t)program.hoisted, false);
    registerKnown.assign((size_t)program.registers, false);
    verifyPrologue();
    if (wrong.empty()) verifyBody();
    return wrong;
  }

private:
  const Program &program;
  string wrong;
  std::vector<bool> hoistedKnown, registerKnown;
  const char *part = nullptr;
  size_t position = 0;
  int32_t opcode = 0;

  string fault(const string &why) const {
    string where = "program " + program.name;
    if (part) {
      where += string(", ") + part + " operation " + to_string(position);
      if (opcode >= 0 && opcode < operationCount) where += string(" (") + operationTable[opcode].name + ")";
    }
    return where + ": " + why;
  }
  bool refuse(const string &why) {
    if (wrong.empty()) wrong = fault(why);
    return false;
  }

  bool scalarReadable(int32_t index) {
    const int32_t given = (int32_t)(program.constants.size() + program.uniforms.size());
    if (index < given) return true;
    if (index >= program.scalars()) return refuse("scalar " + to_string(index) + " does not exist");
    if (!hoistedKnown[(size_t)(index - given)]) return refuse("hoisted value " + to_string(index - given) + " is read before it is computed");
    return true;
  }

  /** A column slot that may be used so; `own` says which kind is wanted. */
  bool columnUsable(int32_t index, bool own, Access use) {
    if (index < 0 || (size_t)index >= program.columns.size()) return refuse("column " + to_string(index) + " does not exist");
    const ColumnSlot &slot = program.columns[(size_t)index];
    if (slot.own != own)
      return refuse("column " + slot.space + " " + slot.name + (own ? " is reached through an index table only" : " is an own column and has no index table"));
    if (slot.access != use && slot.access != Access::both)
      return refuse("column " + slot.space + " " + slot.name + (use == Access::read ? " may not be read" : " may not be written"));
    return true;
  }

  bool operandReadable(int32_t word, bool inBody) {
    const Operand operand = operandOf(word);
    if (operand.kind == OperandKind::scalar) return scalarReadable(operand.index);
    if (!inBody) return refuse("the prologue may read scalars only");
    if (operand.kind == OperandKind::column) return columnUsable(operand.index, true, Access::read);
    if (operand.kind != OperandKind::inRegister) return refuse("an operand is of no known kind");
    if (operand.index >= program.registers) return refuse("register " + to_string(operand.index) + " does not exist");
    if (!registerKnown[(size_t)operand.index]) return refuse("register " + to_string(operand.index) + " is read before it is written");
    return true;
  }

  bool take(const std::vector<int32_t> &words, const char *name, size_t at) {
    part = name;
    position = at;
    opcode = words[at * wordsPerOperation];
    if (opcode < 0 || opcode >= operationCount) return refuse("operation code " + to_string(opcode) + " does not exist");
    return true;
  }

  void verifyPrologue() {
    for (size_t at = 0; at < program.prologue.size() / wordsPerOperation; at++) {
      if (!take(program.prologue, "prologue", at)) return;
      const int32_t *words = &program.prologue[at * wordsPerOperation];
      const OperationInfo &info = operationTable[opcode];
      if (info.writes != WritesKind::inRegister || opcode == op_gather) return void(refuse("the prologue may only compute"));
      for (int32_t k = 0; k < info.operands; k++)
        if (!operandReadable(words[2 + k], false)) return;
      if (words[1] < 0 || words[1] >= program.hoisted) return void(refuse("hoisted value " + to_string(words[1]) + " does not exist"));
      hoistedKnown[(size_t)words[1]] = true;
    }
    part = nullptr;
  }

  void verifyBody() {
    const size_t count = program.body.size() / wordsPerOperation;
    // Registers known at each place that a skip leads to: what both ways have written.
    std::map<size_t, std::vector<bool>> arriving;
    for (size_t at = 0; at < count; at++) {
      if (!take(program.body, "body", at)) return;
      const auto arrival = arriving.find(at);
      if (arrival != arriving.end()) {
        meet(arrival->second);
        arriving.erase(arrival);
      }
      const int32_t *words = &program.body[at * wordsPerOperation];
      const OperationInfo &info = operationTable[opcode];
      if (opcode == op_gather) {
        const Operand operand = operandOf(words[2]);
        if (operand.kind != OperandKind::column) return void(refuse("gather takes a column"));
        if (!columnUsable(operand.index, false, Access::read)) return;
      } else {
        for (int32_t k = 0; k < info.operands; k++)
          if (!operandReadable(words[2 + k], true)) return;
      }
      if (!verifyDestination(info, words[1], at, count, !arriving.empty())) return;
      if (opcode == op_skipUnless) {
        const size_t target = at + 1 + (size_t)words[1];
        const auto known = arriving.find(target);
        if (known == arriving.end()) arriving.emplace(target, registerKnown);
        else
          for (size_t r = 0; r < registerKnown.size(); r++) known->second[r] = known->second[r] && registerKnown[r];
        if (arriving.size() > mostOpenSkips) return void(refuse("too many skips are open at once"));
      }
    }
    part = nullptr;
  }

  void meet(const std::vector<bool> &other) {
    for (size_t r = 0; r < registerKnown.size(); r++) registerKnown[r] = registerKnown[r] && other[r];
  }

  bool verifyDestination(const OperationInfo &info, int32_t to, size_t at, size_t count, bool inSkip) {
    switch (info.writes) {
    case WritesKind::inRegister:
      if (to < 0 || to >= program.registers) return refuse("register " + to_string(to) + " does not exist");
      registerKnown[(size_t)to] = true;
      return true;
    case WritesKind::column: return columnUsable(to, true, Access::write);
    case WritesKind::indexed: return columnUsable(to, false, Access::write);
    case WritesKind::uniform:
      if (to < 0 || (size_t)to >= program.uniforms.size()) return refuse("uniform " + to_string(to) + " does not exist");
      if (!program.uniforms[(size_t)to].written) return refuse("uniform " + program.uniforms[(size_t)to].name + " may not be written");
      // Whether a block skips depends on its other lanes, so the last lane's value would depend on the block's size.
      if (inSkip && !program.sequential) return refuse("a uniform is set where a skip may pass by, which only a sequential program may do");
      return true;
    case WritesKind::none:
      if (to < 0 || (size_t)to > count - at - 1) return refuse("the skip leads beyond the end");
      return true;
    }
    return refuse("the operation is of no known kind");
  }
};

/** Verifies everything that depends on the arena. */
class ModelVerifier {
public:
  explicit ModelVerifier(const Model &model) : model(model) {}

  string verify() {
    if (model.arenaLength < 0) return "the arena has a negative length";
    for (const Program &program : model.programs) {
      wrong = ProgramVerifier(program).verify();
      if (!wrong.empty()) return wrong;
    }
    for (group = 0; group < model.groups.size(); group++)
      if (!verifyGroup(model.groups[group])) return wrong;
    if (!verifySeparation()) return wrong;
    return "";
  }

private:
  struct Range {
    int64_t from, to;
    size_t group;
    bool operator<(const Range &other) const { return from < other.from; }
  };
  const Model &model;
  string wrong;
  size_t group = 0;
  std::vector<Range> written;

  bool refuse(const string &why) {
    wrong = "group " + to_string(group) + ": " + why;
    return false;
  }
  bool within(int64_t address, int64_t length, const string &what) {
    if (address >= 0 && length >= 0 && address + length <= model.arenaLength) return true;
    return refuse(what + " lies outside the arena (" + to_string(address) + ", " + to_string(length) + " long)");
  }
  bool wholeVectors(int64_t address, int64_t count, const string &what) {
    if (address % lanePadding != 0) return refuse(what + " does not begin at a whole vector (" + to_string(address) + ")");
    return within(address, padded(count), what);
  }
  void writes(int64_t address, int64_t length) {
    if (length > 0) written.push_back({address, address + length, group});
  }

  bool verifyGroup(const Group &g) {
    if (g.nodes < 0) return refuse("it has a negative number of nodes");
    if (g.nodeColumns.size() != nodeColumnCount) return refuse("it has not the seven node columns");
    for (int32_t column = 0; column < nodeColumnCount; column++) {
      if (!wholeVectors(g.nodeColumns[(size_t)column], g.nodes, "node column " + to_string(column))) return false;
      if (column < 3) writes(g.nodeColumns[(size_t)column], g.nodes);
    }
    if (g.stepperUniforms.size() != 2) return refuse("it has not the uniforms t and dt");
    for (int32_t address : g.stepperUniforms) {
      if (!within(address, 1, "a stepper uniform")) return false;
      writes(address, 1);
    }
    if (!verifyPacks(g)) return false;
    for (size_t t = 0; t < g.tables.size(); t++) {
      if (g.tables[t].extent < 0) return refuse("index table " + to_string(t) + " has a negative extent");
      for (int32_t index : g.tables[t].indices)
        if (index < 0 || index >= g.tables[t].extent) return refuse("index table " + to_string(t) + " holds " + to_string(index) + ", beyond its extent " + to_string(g.tables[t].extent));
    }
    if (g.cleared.size() % 2 != 0) return refuse("the list of cleared columns breaks off");
    for (size_t k = 0; k + 1 < g.cleared.size(); k += 2) {
      if (!within(g.cleared[k], g.cleared[k + 1], "a cleared column")) return false;
      writes(g.cleared[k], g.cleared[k + 1]);
    }
    for (const auto *calls : {&g.initialise, &g.current, &g.state})
      for (const ProgramCall &call : *calls)
        if (!verifyCall(g, call)) return false;
    for (size_t d = 0; d < g.detectors.size(); d++)
      if (!within(g.detectors[d].address, 1, "detector " + to_string(d))) return false;
    for (size_t p = 0; p < g.probes.size(); p++)
      if (!within(g.probes[p], 1, "probe " + to_string(p))) return false;
    return true;
  }

  bool verifyPacks(const Group &g) {
    std::vector<std::pair<int64_t, int64_t>> stretches;
    for (size_t index = 0; index < g.packs.size(); index++) {
      const CellPack &pack = g.packs[index];
      const string name = "cell pack " + to_string(index);
      if (pack.rows < 1 || pack.lanes < 1 || (pack.lanes != 1 && pack.lanes % lanePadding != 0)) return refuse(name + " has " + to_string(pack.rows) + " rows of " + to_string(pack.lanes) + " lanes");
      if (pack.liveLanes < 1 || pack.liveLanes > pack.lanes) return refuse(name + " has " + to_string(pack.liveLanes) + " live lanes of " + to_string(pack.lanes));
      const int64_t nodes = (int64_t)pack.rows * pack.lanes;
      if (pack.firstNode < 0 || pack.firstNode + nodes > g.nodes) return refuse(name + " has nodes that do not exist");
      if (!within(pack.axial, nodes, name + "’s axial conductances")) return false;
      if (pack.order.size() != (size_t)pack.rows || pack.parent.size() != (size_t)pack.rows) return refuse(name + "’s order is not as long as its rows");
      std::vector<bool> placed((size_t)pack.rows, false);
      for (int32_t k = 0; k < pack.rows; k++) {
        const int32_t row = pack.order[(size_t)k], parent = pack.parent[(size_t)k];
        if (row < 0 || row >= pack.rows || placed[(size_t)row]) return refuse(name + "’s order is not a permutation (position " + to_string(k) + ")");
        if (k == 0 ? parent != -1 : parent < 0 || parent >= pack.rows || !placed[(size_t)parent]) return refuse(name + ": the parent at position " + to_string(k) + " does not come before its child");
        placed[(size_t)row] = true;
      }
      stretches.push_back({pack.firstNode, pack.firstNode + nodes});
    }
    std::sort(stretches.begin(), stretches.end());
    for (size_t k = 1; k < stretches.size(); k++)
      if (stretches[k].first < stretches[k - 1].second) return refuse("two cell packs share nodes");
    return true;
  }

  bool verifyCall(const Group &g, const ProgramCall &call) {
    if (call.program < 0 || (size_t)call.program >= model.programs.size()) return refuse("program " + to_string(call.program) + " does not exist");
    const Program &program = model.programs[(size_t)call.program];
    const string name = "program " + program.name;
    if (call.count < 0) return refuse(name + " has a negative number of instances");
    if (call.columns.size() != program.columns.size() || call.tables.size() != program.columns.size() || call.uniforms.size() != program.uniforms.size())
      return refuse(name + " has not as many places as slots");
    for (size_t c = 0; c < program.columns.size(); c++) {
      const ColumnSlot &slot = program.columns[c];
      const string what = name + ", column " + slot.space + " " + slot.name;
      if (slot.own) {
        if (call.tables[c] != -1) return refuse(what + " is an own column and has no index table");
        if (!wholeVectors(call.columns[c], call.count, what)) return false;
        if (slot.access != Access::read) writes(call.columns[c], padded(call.count));
      } else {
        if (call.tables[c] < 0 || (size_t)call.tables[c] >= g.tables.size()) return refuse(what + ": index table " + to_string(call.tables[c]) + " does not exist");
        const IndexTable &table = g.tables[(size_t)call.tables[c]];
        if (table.indices.size() < (size_t)call.count) return refuse(what + ": the index table is shorter than the instances");
        if (!within(call.columns[c], table.extent, what)) return false;
        if (slot.access != Access::read) writes((int64_t)call.columns[c] + table.lowest, (int64_t)table.highest - table.lowest + 1);
      }
    }
    for (size_t u = 0; u < call.uniforms.size(); u++) {
      if (!within(call.uniforms[u], 1, name + ", uniform " + program.uniforms[u].name)) return false;
      if (program.uniforms[u].written) writes(call.uniforms[u], 1);
    }
    return true;
  }

  /** Threads own groups, so no two groups may write one number. */
  bool verifySeparation() {
    std::sort(written.begin(), written.end());
    int64_t end = -1;
    size_t owner = 0;
    for (const Range &range : written) {
      if (range.from < end && range.group != owner) {
        group = range.group;
        return refuse("it writes what group " + to_string(owner) + " writes too (address " + to_string(range.from) + ")");
      }
      if (range.to > end) {
        end = range.to;
        owner = range.group;
      }
    }
    return true;
  }
};

} // namespace

string verifyModel(const Model &model) { return ModelVerifier(model).verify(); }

} // namespace hillock
