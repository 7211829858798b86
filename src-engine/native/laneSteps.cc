#include "laneSteps.h"
#include "operations.generated.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

bool same(const LanePlace &one, const LanePlace &other) { return one.base == other.base && one.index == other.index; }

bool jumps(const LaneStep &step) { return step.opcode == op_skipUnless || step.opcode == op_leaveUnless || step.opcode == op_again || step.opcode == op_loop; }

bool writes(const LaneStep &step, const LanePlace &place) {
  return operationTable[step.opcode].writes == WritesKind::inRegister && same(step.to, place);
}

bool reads(const LaneStep &step, const LanePlace &place) {
  const LanePlace *const operands[] = {&step.a, &step.b, &step.c};
  for (int32_t k = 0; k < operationTable[step.opcode].operands; k++)
    if (same(*operands[k], place)) return true;
  return false;
}

void rename(LanePlace &place, const LanePlace &from, const LanePlace &to) {
  if (same(place, from)) place = to;
}

/** Until the next jump's end, what a condition that holds would select is copied. */
void chooseKnown(std::vector<LaneStep> &steps, const std::vector<char> &entered) {
  for (size_t at = 0; at < steps.size(); at++) {
    if (steps[at].opcode != op_skipUnless && steps[at].opcode != op_leaveUnless) continue;
    const LanePlace condition = steps[at].a;
    for (size_t k = at + 1; k < steps.size() && !entered[k] && !jumps(steps[k]); k++) {
      LaneStep &step = steps[k];
      if (step.opcode == op_select && same(step.a, condition)) {
        step.opcode = op_copy;
        step.a = step.b;
      }
      if (writes(step, condition)) break;
    }
  }
}

/** y := …; …; x := y, with y needed no more: x := …, where nothing between meets x. */
class CopyMerger {
public:
  CopyMerger(std::vector<LaneStep> &steps, const std::vector<char> &entered, const Liveness &liveness) : steps(steps), entered(entered), liveness(liveness), dropped(steps.size(), 0) {}

  std::vector<char> merge() {
    for (size_t at = 0; at < steps.size(); at++) {
      const LaneStep &copy = steps[at];
      if (copy.opcode != op_copy || copy.a.base != laneRegisters || copy.to.base != laneRegisters || operationTable[op_copy].writes != WritesKind::inRegister) continue;
      if (same(copy.a, copy.to) || liveness.after(at, copy.a.index) || contains(targets, copy.a) || contains(sources, copy.to)) continue;
      const size_t from = makerOf(at);
      if (from == at) continue;
      const LanePlace source = copy.a, target = copy.to;
      for (size_t k = from; k < at; k++) {
        LaneStep &step = steps[k];
        if (k > from)
          for (LanePlace *operand : {&step.a, &step.b, &step.c}) rename(*operand, source, target);
        if (writes(step, source)) step.to = target;
      }
      dropped[at] = 1;
      targets.push_back(target);
      sources.push_back(source);
    }
    return dropped;
  }

private:
  std::vector<LaneStep> &steps;
  const std::vector<char> &entered;
  const Liveness &liveness;
  std::vector<char> dropped;
  std::vector<LanePlace> targets, sources;

  static bool contains(const std::vector<LanePlace> &places, const LanePlace &place) {
    return std::any_of(places.begin(), places.end(), [&](const LanePlace &one) { return same(one, place); });
  }

  /** The step from which on the copy's source is what is copied, `at` itself where it cannot take the target's place. */
  size_t makerOf(size_t at) const {
    const LanePlace source = steps[at].a, target = steps[at].to;
    if (entered[at]) return at;
    for (size_t k = at; k-- > 0;) {
      const LaneStep &step = steps[k];
      if (jumps(step)) return at;
      const bool makes = writes(step, source);
      // What makes it may still read the target's old number.
      if (makes && !reads(step, source)) return writes(step, target) ? at : k;
      if (reads(step, target) || writes(step, target) || entered[k]) return at;
    }
    return at;
  }
};

bool isWord(double x) { return x >= 0 && x < 4294967296.0 && x == floor(x); }

/** The constant that one operand of a step is, the other being `of`; −1 where it is not so. */
double constantBeside(const LaneStep &step, const LanePlace &of, const std::vector<double> &constants) {
  const LanePlace &other = same(step.a, of) ? step.b : step.a;
  if (!same(step.a, of) && !same(step.b, of)) return -1;
  return other.base == laneScalars && (size_t)other.index < constants.size() ? constants[(size_t)other.index] : -1;
}

/** mulLow32 by a constant; add of another; and32 with all bits; each from the one before and in its place. */
std::vector<char> joinCongruences(std::vector<LaneStep> &steps, const std::vector<char> &entered, const std::vector<double> &constants) {
  std::vector<char> dropped(steps.size(), 0);
  for (size_t at = 0; at + 2 < steps.size(); at++) {
    LaneStep &product = steps[at];
    const LaneStep &sum = steps[at + 1], &rest = steps[at + 2];
    if (product.opcode != op_mulLow32 || sum.opcode != op_add || rest.opcode != op_and32 || entered[at + 1] || entered[at + 2]) continue;
    if (!same(product.to, sum.to) || !same(product.to, rest.to)) continue;
    const bool second = product.b.base == laneScalars && (size_t)product.b.index < constants.size();
    const LanePlace of = second ? product.a : product.b;
    const double multiplier = constantBeside(product, of, constants), increment = constantBeside(sum, product.to, constants), mask = constantBeside(rest, sum.to, constants);
    if (!isWord(multiplier) || !isWord(increment) || mask != 4294967295.0) continue;
    product.opcode = laneCongruence;
    product.a = of;
    product.length = (int64_t)multiplier;
    product.stride = (int64_t)increment;
    dropped[at + 1] = dropped[at + 2] = 1;
    at += 2;
  }
  return dropped;
}

} // namespace

std::vector<char> enteredSteps(const std::vector<LaneStep> &steps) {
  std::vector<char> entered(steps.size() + 1, 0);
  for (size_t at = 0; at < steps.size(); at++) {
    const LaneStep &step = steps[at];
    if (step.opcode == op_skipUnless || step.opcode == op_leaveUnless) entered[at + 1 + (size_t)step.jump] = 1;
    if (step.opcode == op_again) entered[at - (size_t)step.jump] = 1;
  }
  return entered;
}

void dropSteps(std::vector<LaneStep> &steps, const std::vector<char> &dropped) {
  std::vector<int32_t> place(steps.size() + 1, 0);
  for (size_t at = 0; at < steps.size(); at++) place[at + 1] = place[at] + (dropped[at] ? 0 : 1);
  for (size_t at = 0; at < steps.size(); at++) {
    LaneStep &step = steps[at];
    if (step.opcode == op_skipUnless || step.opcode == op_leaveUnless) step.jump = place[at + 1 + (size_t)step.jump] - place[at] - 1;
    if (step.opcode == op_again) step.jump = place[at] - place[at - (size_t)step.jump];
  }
  size_t kept = 0;
  for (size_t at = 0; at < steps.size(); at++)
    if (!dropped[at]) steps[kept++] = steps[at];
  steps.resize(kept);
}

void simplifySteps(std::vector<LaneStep> &steps, const Liveness &liveness, const std::vector<double> &constants) {
  const std::vector<char> entered = enteredSteps(steps);
  chooseKnown(steps, entered);
  dropSteps(steps, CopyMerger(steps, entered, liveness).merge());
  dropSteps(steps, joinCongruences(steps, enteredSteps(steps), constants));
}

} // namespace hillock
