// What a program must satisfy before it runs: every register holds something before it is read, every slot exists and
// is used as it says. src-engine/program/verify.ts applies the same rules, in the same words.
#include "model.h"
#include "operations.generated.h"
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

} // namespace

string verifyProgram(const Program &program) { return ProgramVerifier(program).verify(); }

} // namespace hillock
