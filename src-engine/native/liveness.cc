#include "liveness.h"
#include "operations.generated.h"

namespace hillock {
namespace {

constexpr size_t mostWords = (size_t)1 << 20;

} // namespace

Liveness::Liveness(const Program &program)
  : count(program.body.size() / wordsPerOperation), wordsEach(((size_t)program.registers + 63) / 64), known((count + 1) * wordsEach <= mostWords) {
  if (!known) return;
  live.assign((count + 1) * wordsEach, 0);
  const std::vector<uint64_t> none(wordsEach, 0);
  // What a loop reads in its next round is known only when its beginning has been reached, so it takes some turns.
  for (bool changed = count > 0 && wordsEach > 0; changed;) {
    changed = false;
    for (size_t position = count; position-- > 0;)
      if (step(program, position, none)) changed = true;
  }
}

/** One operation, from what is read behind it to what is read from it on; whether that is news. */
bool Liveness::step(const Program &program, size_t position, const std::vector<uint64_t> &none) {
  const int32_t *words = &program.body[position * wordsPerOperation];
  const OperationInfo &info = operationTable[words[0]];
  const uint64_t *next = row(position + 1), *other = none.data();
  if (words[0] == op_skipUnless || words[0] == op_leaveUnless) other = row(position + 1 + (size_t)words[1]);
  if (words[0] == op_again) next = row(position - (size_t)words[1]);
  uint64_t *const here = row(position);
  bool news = false;
  for (size_t w = 0; w < wordsEach; w++) {
    uint64_t bits = next[w] | other[w];
    if (info.writes == WritesKind::inRegister && (size_t)words[1] / 64 == w) bits &= ~((uint64_t)1 << (words[1] % 64));
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(words[2 + k]);
      if (operand.kind == OperandKind::inRegister && (size_t)operand.index / 64 == w) bits |= (uint64_t)1 << (operand.index % 64);
    }
    if (bits != here[w]) news = true;
    here[w] = bits;
  }
  return news;
}

bool Liveness::after(size_t position, int32_t wanted) const {
  return !known || (live[(position + 1) * wordsEach + (size_t)wanted / 64] >> (wanted % 64) & 1) != 0;
}

} // namespace hillock
