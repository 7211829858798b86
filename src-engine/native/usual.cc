#include "usual.h"
#include "forwarding.h"
#include "operations.generated.h"
#include <algorithm>
#include <array>

namespace hillock {
namespace {

using Words = std::array<int32_t, wordsPerOperation>;

const OperationInfo &infoOf(const Words &words) { return operationTable[words[0]]; }

int32_t wordOf(OperandKind kind, int32_t index) { return (int32_t)kind << 24 | index; }

bool branches(const Words &words) { return words[0] == op_skipUnless || words[0] == op_loop || words[0] == op_leaveUnless || words[0] == op_again; }

bool touchesColumn(const Words &words) {
  const WritesKind kind = infoOf(words).writes;
  return kind == WritesKind::column || kind == WritesKind::indexed || kind == WritesKind::element;
}

/** The operations, without choices: those who read a choice's result read what it would be. */
std::vector<Words> withoutChoices(const Program &program, std::vector<int32_t> &conditions) {
  std::vector<Words> body;
  std::vector<int32_t> sameAs((size_t)program.registers, -1); // of each register: another that holds its number
  for (size_t at = 0; at < program.body.size(); at += wordsPerOperation) {
    Words words;
    std::copy_n(program.body.begin() + (std::ptrdiff_t)at, wordsPerOperation, words.begin());
    const OperationInfo &info = infoOf(words);
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(words[(size_t)k + 2]);
      if (operand.kind == OperandKind::inRegister && sameAs[(size_t)operand.index] >= 0) words[(size_t)k + 2] = wordOf(OperandKind::inRegister, sameAs[(size_t)operand.index]);
    }
    const bool chosen = words[0] == op_select && operandOf(words[2]).kind == OperandKind::scalar;
    if (chosen) {
      conditions.push_back(operandOf(words[2]).index);
      words = {op_copy, words[1], words[4], 0, 0};
    }
    if (info.writes == WritesKind::inRegister) {
      const Operand from = operandOf(words[2]);
      const bool copies = chosen && from.kind == OperandKind::inRegister;
      if (copies && from.index == words[1]) continue;
      for (int32_t &same : sameAs)
        if (same == words[1]) same = -1;
      sameAs[(size_t)words[1]] = copies ? from.index : -1;
    }
    body.push_back(words);
  }
  return body;
}

/** Without what computes registers that nothing reads. */
std::vector<Words> withoutDead(const std::vector<Words> &body, int32_t registers) {
  std::vector<bool> live((size_t)registers, false);
  std::vector<Words> kept;
  for (size_t at = body.size(); at-- > 0;) {
    const Words &words = body[at];
    const OperationInfo &info = infoOf(words);
    if (info.writes == WritesKind::inRegister) {
      // An element may be out of range, which is a fault even where nobody reads it.
      if (!live[(size_t)words[1]] && words[0] != op_element) continue;
      live[(size_t)words[1]] = false;
    }
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(words[(size_t)k + 2]);
      if (operand.kind == OperandKind::inRegister) live[(size_t)operand.index] = true;
    }
    kept.push_back(words);
  }
  std::reverse(kept.begin(), kept.end());
  return kept;
}

/** Each store right behind what makes its number, where nothing between the two could see the difference. */
void storeEarly(std::vector<Words> &body, const ColumnRanges &ranges) {
  for (size_t at = 1; at < body.size(); at++) {
    const Words store = body[at];
    const Operand stored = operandOf(store[2]);
    if (store[0] != op_store || stored.kind != OperandKind::inRegister) continue;
    const auto mayPass = [&](const Words &other) {
      const OperationInfo &info = infoOf(other);
      if (info.writes == WritesKind::inRegister && other[1] == stored.index) return false;
      if (touchesColumn(other) && ranges.meet(other[1], store[1])) return false;
      for (int32_t k = 0; k < info.operands; k++) {
        const Operand operand = operandOf(other[(size_t)k + 2]);
        if (operand.kind == OperandKind::column && ranges.meet(operand.index, store[1])) return false;
      }
      return true;
    };
    size_t to = at;
    while (to > 0 && mayPass(body[to - 1])) to--;
    const bool madeThere = to > 0 && infoOf(body[to - 1]).writes == WritesKind::inRegister && body[to - 1][1] == stored.index;
    if (madeThere) std::rotate(body.begin() + (std::ptrdiff_t)to, body.begin() + (std::ptrdiff_t)at, body.begin() + (std::ptrdiff_t)at + 1);
  }
}

} // namespace

UsualProgram usualProgram(const Program &program, const Group &group, const ProgramCall &call) {
  UsualProgram usual = {};
  std::vector<int32_t> conditions;
  std::vector<Words> body = withoutChoices(program, conditions);
  if (conditions.empty() || std::any_of(body.begin(), body.end(), branches)) return usual;
  body = withoutDead(body, program.registers);
  storeEarly(body, ColumnRanges(program, group, call));
  std::sort(conditions.begin(), conditions.end());
  conditions.erase(std::unique(conditions.begin(), conditions.end()), conditions.end());
  usual.conditions = std::move(conditions);
  usual.program = program;
  usual.program.body.clear();
  for (const Words &words : body) usual.program.body.insert(usual.program.body.end(), words.begin(), words.end());
  return usual;
}

} // namespace hillock
