#include "wordRun.h"
#include "operations.generated.h"

namespace hillock {

bool WordRun::takes(int32_t opcode) {
  return opcode == op_xor32 || opcode == op_and32 || opcode == op_or32 || opcode == op_mulLow32 || opcode == op_mulHigh32;
}

WordRun::WordRun(const std::vector<WordOperation> &operations, int32_t scalars, const std::vector<double> &constants) {
  std::vector<End> known; // the slot in which a place's number is now
  const auto find = [&](const LanePlace &place) -> End * {
    for (End &end : known)
      if (end.place.base == place.base && end.place.index == place.index) return &end;
    return nullptr;
  };
  const auto slotOf = [&](const LanePlace &place) {
    if (const End *end = find(place)) return end->slot;
    const int32_t slot = (int32_t)slots.size();
    const bool constant = place.base == scalars && (size_t)place.index < constants.size();
    slots.push_back(constant ? wordOf(constants[(size_t)place.index]) : 0);
    known.push_back({place, slot});
    if (!constant) inputs.push_back({place, slot});
    return slot;
  };
  std::vector<LanePlace> written;
  for (const WordOperation &operation : operations) {
    Step step = {};
    step.kind = operation.opcode == op_xor32 ? Kind::differ : operation.opcode == op_and32 ? Kind::both : operation.opcode == op_or32 ? Kind::either : operation.opcode == op_mulLow32 ? Kind::low : Kind::high;
    step.a = slotOf(operation.a);
    step.b = slotOf(operation.b);
    step.to = (int32_t)slots.size();
    slots.push_back(0);
    if (End *end = find(operation.to)) end->slot = step.to;
    else known.push_back({operation.to, step.to});
    bool again = false;
    for (const LanePlace &place : written) again = again || (place.base == operation.to.base && place.index == operation.to.index);
    if (!again) written.push_back(operation.to);
    steps.push_back(step);
  }
  for (const LanePlace &place : written) outputs.push_back({place, find(place)->slot});
  join();
}

/** The upper half of a product that only goes through two exclusive ors: one step, as a round of Philox has it. */
void WordRun::join() {
  std::vector<int32_t> uses(slots.size(), 0), maker(slots.size(), -1);
  for (size_t k = 0; k < steps.size(); k++) {
    uses[(size_t)steps[k].a]++;
    uses[(size_t)steps[k].b]++;
    maker[(size_t)steps[k].to] = (int32_t)k;
  }
  for (const End &end : outputs) uses[(size_t)end.slot]++;
  std::vector<char> gone(steps.size(), 0);
  for (Step &outer : steps) {
    if (outer.kind != Kind::differ) continue;
    for (const bool left : {true, false}) {
      const int32_t between = left ? outer.a : outer.b, m = maker[(size_t)between];
      if (m < 0 || uses[(size_t)between] != 1 || steps[(size_t)m].kind != Kind::differ) continue;
      const Step inner = steps[(size_t)m];
      const int32_t first = maker[(size_t)inner.a] >= 0 && steps[(size_t)maker[(size_t)inner.a]].kind == Kind::high ? inner.a : inner.b;
      const int32_t p = maker[(size_t)first];
      if (p < 0 || uses[(size_t)first] != 1 || steps[(size_t)p].kind != Kind::high) continue;
      const int32_t other = first == inner.a ? inner.b : inner.a, last = left ? outer.b : outer.a;
      outer = {Kind::highDiffer, outer.to, steps[(size_t)p].a, steps[(size_t)p].b, other, last};
      gone[(size_t)m] = gone[(size_t)p] = 1;
      break;
    }
  }
  size_t kept = 0;
  for (size_t k = 0; k < steps.size(); k++)
    if (!gone[k]) steps[kept++] = steps[k];
  steps.resize(kept);
}

void WordRun::run(double *const *bases) {
  uint64_t *const slot = slots.data();
  for (const End &input : inputs) slot[input.slot] = wordOf(bases[input.place.base][input.place.index]);
  for (const Step &step : steps) {
    switch (step.kind) {
    case Kind::both: slot[step.to] = slot[step.a] & slot[step.b]; break;
    case Kind::either: slot[step.to] = slot[step.a] | slot[step.b]; break;
    case Kind::differ: slot[step.to] = slot[step.a] ^ slot[step.b]; break;
    case Kind::low: slot[step.to] = (slot[step.a] * slot[step.b]) & 0xffffffffULL; break;
    case Kind::high: slot[step.to] = (slot[step.a] * slot[step.b]) >> 32; break;
    case Kind::highDiffer: slot[step.to] = ((slot[step.a] * slot[step.b]) >> 32) ^ slot[step.c] ^ slot[step.d]; break;
    }
  }
  for (const End &output : outputs) bases[output.place.base][output.place.index] = (double)(int64_t)slot[output.slot];
}

} // namespace hillock
