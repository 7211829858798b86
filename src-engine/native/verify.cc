// What a program must satisfy before it runs: every register holds something before it is read, every slot exists and
// is used as it says, every loop ends. src-engine/program/verify.ts applies the same rules, in the same words.
#include "model.h"
#include "operations.generated.h"
#include <map>

namespace hillock {
namespace {

using std::string;
using std::to_string;

constexpr int32_t mostRegisters = 1 << 16;
constexpr size_t mostOpenSkips = 64;
constexpr size_t deepestLoop = 32;
constexpr int32_t longestArray = 1 << 24;
constexpr int32_t eventKinds = 9;

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
    for (const ColumnSlot &slot : program.columns) {
      const string array = "column " + slot.space + " " + slot.name;
      if (slot.length < 1 || slot.length > longestArray || (!slot.own && slot.length != 1)) return fault(array + " has " + to_string(slot.length) + " elements");
      if (slot.outOfRange != -1 && !faultExists(slot.outOfRange)) return fault(array + ": fault " + to_string(slot.outOfRange) + " does not exist");
    }
    hoistedKnown.assign((size_t)program.hoisted, false);
    registerKnown.assign((size_t)program.registers, false);
    verifyPrologue();
    if (wrong.empty() && findLoops()) verifyBody();
    return wrong;
  }

private:
  const Program &program;
  string wrong;
  /** Positions of a loop's operations, and the registers that hold something where it is left. */
  struct Loop {
    int32_t around; // the part of the program around it
    size_t start, leave, end;
    bool left;
    std::vector<bool> known;
  };
  std::vector<bool> hoistedKnown, registerKnown;
  std::vector<Loop> loops;
  std::vector<int32_t> parts; // of each position: a skip may not lead from one to another
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

  bool faultExists(int32_t index) const { return index >= 0 && index < program.faults; }

  /** A column that may be reached at an index computed at run time. */
  bool elementsUsable(int32_t index, Access use) {
    const bool exists = index >= 0 && (size_t)index < program.columns.size();
    if (!columnUsable(index, exists && program.columns[(size_t)index].own, use)) return false;
    const ColumnSlot &slot = program.columns[(size_t)index];
    if (slot.outOfRange == -1) return refuse("column " + slot.space + " " + slot.name + " has no fault for an index out of range");
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
      if (info.writes != WritesKind::inRegister || opcode == op_gather || opcode == op_element) return void(refuse("the prologue may only compute"));
      for (int32_t k = 0; k < info.operands; k++)
        if (!operandReadable(words[2 + k], false)) return;
      if (words[1] < 0 || words[1] >= program.hoisted) return void(refuse("hoisted value " + to_string(words[1]) + " does not exist"));
      hoistedKnown[(size_t)words[1]] = true;
    }
    part = nullptr;
  }

  /** Matches the loops' beginnings and ends. Parts: 0 outside, 2k + 1 and 2k + 2 loop k before and after its leaving. */
  bool findLoops() {
    const size_t count = program.body.size() / wordsPerOperation;
    std::vector<size_t> open;
    parts.assign(count + 1, 0);
    int32_t inPart = 0;
    for (size_t at = 0; at < count; at++) {
      if (!take(program.body, "body", at)) return false;
      parts[at] = inPart;
      if (opcode == op_loop) {
        if (open.size() >= deepestLoop) return refuse("too many loops within one another");
        loops.push_back({inPart, at, 0, 0, false, {}});
        inPart = (int32_t)(2 * loops.size() - 1);
        open.push_back(loops.size() - 1);
      } else if (opcode == op_leaveUnless) {
        if (open.empty() || loops[open.back()].left) return refuse("it does not belong to a loop");
        loops[open.back()].leave = at;
        loops[open.back()].left = true;
        inPart++;
      } else if (opcode == op_again) {
        if (open.empty() || !loops[open.back()].left) return refuse("it does not belong to a loop, or the loop cannot be left");
        Loop &loop = loops[open.back()];
        if ((int64_t)program.body[at * wordsPerOperation + 1] != (int64_t)(at - loop.start - 1)) return refuse("it does not lead to its loop’s beginning");
        loop.end = at;
        inPart = loop.around;
        open.pop_back();
      }
    }
    parts[count] = inPart;
    part = nullptr;
    if (!open.empty()) return refuse("a loop has no end");
    return true;
  }

  bool limitSound(int32_t word) {
    const Operand operand = operandOf(word);
    if (operand.kind != OperandKind::scalar || (size_t)operand.index >= program.constants.size()) return refuse("a loop’s limit is a constant");
    const double limit = program.constants[(size_t)operand.index];
    if (!(limit >= 0 && limit <= 2147483647.0 && limit == (double)(int64_t)limit)) return refuse("a loop’s limit is no number of rounds");
    return true;
  }

  void verifyBody() {
    const size_t count = program.body.size() / wordsPerOperation;
    // Registers known at each place that a skip leads to: what both ways have written.
    std::map<size_t, std::vector<bool>> arriving;
    size_t nextLoop = 0;
    std::vector<Loop *> open;
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
        if (!columnOperand(words[2]) || !columnUsable(operandOf(words[2]).index, false, Access::read)) return;
      } else if (opcode == op_element) {
        if (!columnOperand(words[2]) || !elementsUsable(operandOf(words[2]).index, Access::read)) return;
        for (int32_t k = 1; k < info.operands; k++)
          if (!operandReadable(words[2 + k], true)) return;
      } else {
        for (int32_t k = 0; k < info.operands; k++)
          if (!operandReadable(words[2 + k], true)) return;
      }
      if (!verifyDestination(info, words[1], at, count, !arriving.empty() || !open.empty())) return;
      if (opcode == op_loop) {
        if (!limitSound(words[2])) return;
        open.push_back(&loops[nextLoop++]);
      } else if (opcode == op_leaveUnless) {
        if (at + 1 + (size_t)words[1] != open.back()->end + 1) return void(refuse("it does not lead just behind its loop"));
        open.back()->known = registerKnown;
      } else if (opcode == op_again) {
        // Behind it one arrives from where the loop is left, and never from here.
        registerKnown = open.back()->known;
        open.pop_back();
      } else if (opcode == op_skipUnless) {
        const size_t target = at + 1 + (size_t)words[1];
        if (parts[target] != parts[at]) return void(refuse("the skip leads into a loop or out of one"));
        const auto known = arriving.find(target);
        if (known == arriving.end()) arriving.emplace(target, registerKnown);
        else
          for (size_t r = 0; r < registerKnown.size(); r++) known->second[r] = known->second[r] && registerKnown[r];
        if (arriving.size() > mostOpenSkips) return void(refuse("too many skips are open at once"));
      }
    }
    part = nullptr;
  }

  bool columnOperand(int32_t word) {
    return operandOf(word).kind == OperandKind::column || refuse("its first operand is a column");
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
    case WritesKind::element: return elementsUsable(to, Access::write);
    case WritesKind::fault: return faultExists(to) || refuse("fault " + to_string(to) + " does not exist");
    case WritesKind::event: return (to >= 0 && to < eventKinds) || refuse("event kind " + to_string(to) + " does not exist");
    case WritesKind::none:
      if (opcode == op_again) return true;
      if (to < 0 || (size_t)to > count - at - 1) return refuse("the skip leads beyond the end");
      return true;
    }
    return refuse("the operation is of no known kind");
  }
};

} // namespace

string verifyProgram(const Program &program) { return ProgramVerifier(program).verify(); }

} // namespace hillock
