#include "lonePlan.h"
#include "operations.generated.h"
#include <algorithm>
#include <unordered_map>

namespace hillock {
namespace {

/** Slots that fill whole vectors begin at multiples of so many. */
constexpr int32_t widest = 8;

bool jumps(int32_t opcode) { return opcode == op_skipUnless || opcode == op_leaveUnless || opcode == op_again || opcode == op_loop; }
/** Their operands are not all places of single numbers. */
bool standsAlone(int32_t opcode) { return opcode == laneWordRun || opcode == op_element || opcode == op_storeElement; }
bool isCopy(int32_t opcode) { return opcode == op_copy || opcode == op_gather; }
bool isStore(int32_t opcode) { return opcode == op_store || opcode == op_assignAt; }
int32_t operandsOf(int32_t opcode) { return opcode == laneCongruence ? 1 : opcode < 0 ? 0 : operationTable[opcode].operands; }
bool writesRegister(int32_t opcode) { return opcode == laneCongruence || (opcode >= 0 && operationTable[opcode].writes == WritesKind::inRegister); }
bool writesMemory(int32_t opcode) { return isStore(opcode) || opcode == op_addAt; }
/** They happen in the order in which they are written. */
bool isEffect(int32_t opcode) { return opcode == op_fault || opcode == op_emit || opcode == op_setUniform; }

/** Nodes between two jumps, in whatever order. */
class Stretch {
public:
  Stretch(LonePlan &plan, const LaneKernels &kernels, std::vector<LoneNode> &&nodes) : plan(plan), kernels(kernels), nodes(std::move(nodes)) {}

  void emit() {
    order();
    const size_t count = nodes.size();
    emitted.assign(count, 0);
    std::vector<std::vector<size_t>> dear((size_t)stages);
    for (size_t at = 0; at < count; at++)
      if (isDear(at)) dear[(size_t)stage[at]].push_back(at);
    for (const std::vector<size_t> &together : dear) {
      emitFor(together);
      for (size_t k = 0; k < together.size(); k++) {
        if (emitted[together[k]]) continue;
        std::vector<size_t> same;
        for (size_t other = k; other < together.size(); other++)
          if (nodes[together[other]].opcode == nodes[together[k]].opcode) same.push_back(together[other]);
        emitGroup(same);
      }
    }
    for (size_t at = 0; at < count; at++) emitOne(at);
  }

private:
  LonePlan &plan;
  const LaneKernels &kernels;
  std::vector<LoneNode> nodes;
  std::vector<std::vector<size_t>> after; // nodes that must come before each
  std::vector<int32_t> stage;             // dear nodes on the longest way to each
  std::vector<char> emitted;
  int32_t stages = 1;

  bool isDear(size_t at) const { return nodes[at].opcode >= 0 && kernels.scattered[nodes[at].opcode] != nullptr; }

  void order() {
    struct Uses {
      std::ptrdiff_t writer = -1;
      std::vector<size_t> readers;
    };
    std::unordered_map<int32_t, Uses> uses;
    std::ptrdiff_t effect = -1;
    after.resize(nodes.size());
    stage.assign(nodes.size(), 0);
    for (size_t at = 0; at < nodes.size(); at++) {
      const LoneNode &node = nodes[at];
      std::vector<size_t> &before = after[at];
      const auto comesAfter = [&](std::ptrdiff_t other) {
        if (other < 0 || (size_t)other == at) return;
        before.push_back((size_t)other);
        stage[at] = std::max(stage[at], stage[(size_t)other] + (isDear((size_t)other) ? 1 : 0));
      };
      for (const int32_t place : {node.a, node.b, node.c, node.opcode == op_addAt ? node.to : -1}) {
        if (place < 0) continue;
        Uses &of = uses[place];
        comesAfter(of.writer);
        of.readers.push_back(at);
      }
      if (node.to >= 0) {
        Uses &of = uses[node.to];
        comesAfter(of.writer);
        for (const size_t reader : of.readers) comesAfter((std::ptrdiff_t)reader);
        of.writer = (std::ptrdiff_t)at;
        of.readers.clear();
      }
      if (isEffect(node.opcode)) {
        comesAfter(effect);
        effect = (std::ptrdiff_t)at;
      }
      stages = std::max(stages, stage[at] + 1);
    }
  }

  void emitOne(size_t at) {
    if (emitted[at]) return;
    emitted[at] = 1;
    plan.nodes.push_back(nodes[at]);
  }

  /** Emits what some nodes need, in the given order. */
  void emitFor(const std::vector<size_t> &wanted) {
    std::vector<char> needed(nodes.size(), 0);
    std::vector<size_t> open = wanted;
    while (!open.empty()) {
      const size_t at = open.back();
      open.pop_back();
      for (const size_t before : after[at]) {
        if (emitted[before] || needed[before]) continue;
        needed[before] = 1;
        open.push_back(before);
      }
    }
    for (size_t at = 0; at < nodes.size(); at++)
      if (needed[at]) emitOne(at);
  }

  void emitGroup(const std::vector<size_t> &same) {
    for (size_t from = 0; from < same.size();) {
      const size_t left = same.size() - from;
      if (left == 1) return emitOne(same[from]);
      const LaneKernels &own = left > (size_t)kernels.few->lanes ? kernels : *kernels.few;
      const size_t lanes = (size_t)own.lanes, count = std::min(left, lanes);
      LoneGroup group = {own.scattered[nodes[same[from]].opcode], {}};
      const int32_t first = (int32_t)plan.places.size(), slot = (plan.slots + widest - 1) / widest * widest;
      for (size_t lane = 0; lane < lanes; lane++) {
        group.from.push_back(nodes[same[from + std::min(lane, count - 1)]].a);
        plan.places.push_back({nullptr, slot + (int32_t)lane});
        plan.isTemporary.push_back(0);
      }
      plan.slots = slot + (int32_t)lanes;
      plan.nodes.push_back({loneGroup, nodes[same[from]].step, first, (int32_t)plan.groups.size(), -1, -1});
      plan.groups.push_back(std::move(group));
      for (size_t k = 0; k < count; k++) {
        const size_t at = same[from + k];
        emitted[at] = 1;
        if (plan.isTemporary[(size_t)nodes[at].to]) plan.places[(size_t)nodes[at].to].slot = slot + (int32_t)k;
        else plan.nodes.push_back({op_copy, nodes[at].step, nodes[at].to, first + (int32_t)k, -1, -1});
      }
      from += count;
    }
  }
};

class Planner {
public:
  Planner(const std::vector<LaneStep> &steps, const std::vector<double *> &bases, const LaneKernels &kernels) : steps(steps), bases(bases), kernels(kernels), entered(enteredSteps(steps)) {}

  LonePlan plan() {
    findRegisters();
    made.firstNode.assign(steps.size() + 1, 0);
    std::vector<size_t> heads;
    for (size_t at = 0; at < steps.size();) {
      if (entered[at]) heads.push_back(at);
      made.firstNode[at] = made.nodes.size();
      size_t end = at;
      while (end < steps.size() && (end == at || !entered[end]) && !jumps(steps[end].opcode) && !standsAlone(steps[end].opcode)) end++;
      if (end > at) stretch(at, end);
      else {
        made.nodes.push_back(plain(end));
        end++;
      }
      at = end;
    }
    made.firstNode[steps.size()] = made.nodes.size();
    if (entered[steps.size()]) heads.push_back(steps.size());
    made.entered.assign(made.nodes.size() + 1, 0);
    for (const size_t head : heads) made.entered[made.firstNode[head]] = 1;
    return std::move(made);
  }

private:
  const std::vector<LaneStep> &steps;
  const std::vector<double *> &bases;
  const LaneKernels &kernels;
  const std::vector<char> entered;
  LonePlan made;
  std::vector<char> leaves; // of each register: it is read where it has not been written since the last jump
  std::unordered_map<const double *, int32_t> memory;

  /** Makes places of all registers, and finds those that carry numbers past a jump. */
  void findRegisters() {
    bool words = false;
    int32_t registers = 1;
    const auto meets = [&](const LanePlace &place) {
      if (place.base == laneRegisters) registers = std::max(registers, place.index + 1);
    };
    for (const LaneStep &step : steps) {
      for (const LanePlace *place : {&step.to, &step.a, &step.b, &step.c}) meets(*place);
      words = words || step.opcode == laneWordRun;
    }
    leaves.assign((size_t)registers, words);
    std::vector<char> known((size_t)registers, 0);
    for (size_t at = 0; at < steps.size(); at++) {
      const LaneStep &step = steps[at];
      if (entered[at] || jumps(step.opcode) || standsAlone(step.opcode)) std::fill(known.begin(), known.end(), (char)0);
      const LanePlace *const operands[] = {&step.a, &step.b, &step.c};
      for (int32_t k = 0; k < operandsOf(step.opcode); k++)
        if (operands[k]->base == laneRegisters && !known[(size_t)operands[k]->index]) leaves[(size_t)operands[k]->index] = 1;
      // The next stretch begins behind what stands alone.
      if (writesRegister(step.opcode)) (standsAlone(step.opcode) ? leaves : known)[(size_t)step.to.index] = 1;
    }
    for (int32_t r = 0; r < registers; r++) made.places.push_back({nullptr, r});
    made.isTemporary.assign((size_t)registers, 0);
    made.slots = registers;
  }

  int32_t memoryPlace(const LanePlace &place) {
    double *const at = bases[(size_t)place.base] + place.index;
    const auto [found, isNew] = memory.emplace(at, (int32_t)made.places.size());
    if (isNew) {
      made.places.push_back({at, -1});
      made.isTemporary.push_back(0);
    }
    return found->second;
  }
  int32_t placeOf(const LanePlace &place) { return place.base == laneRegisters ? place.index : memoryPlace(place); }
  int32_t temporary() {
    made.places.push_back({nullptr, made.slots++});
    made.isTemporary.push_back(1);
    return (int32_t)made.places.size() - 1;
  }

  /** A step as it stands. */
  LoneNode plain(size_t at) {
    const LaneStep &step = steps[at];
    LoneNode node = {step.opcode, (int32_t)at, -1, -1, -1, -1};
    if (step.opcode == laneWordRun) return node;
    int32_t *const operands[] = {&node.a, &node.b, &node.c};
    const LanePlace *const places[] = {&step.a, &step.b, &step.c};
    for (int32_t k = 0; k < operandsOf(step.opcode); k++) *operands[k] = placeOf(*places[k]);
    if (writesRegister(step.opcode) || writesMemory(step.opcode) || step.opcode == op_storeElement) node.to = placeOf(step.to);
    return node;
  }

  void stretch(size_t from, size_t to) {
    std::vector<LoneNode> nodes;
    for (size_t at = from; at < to; at++) nodes.push_back(plain(at));
    std::unordered_map<int32_t, size_t> lastWrite;
    for (size_t at = 0; at < nodes.size(); at++)
      if (nodes[at].to >= 0) lastWrite[nodes[at].to] = at;
    rename(nodes, lastWrite);
    writeInPlace(nodes);
    Stretch(made, kernels, std::move(nodes)).emit();
  }

  /** Gives every number a place of its own that no later stretch reads; what only copies such a number goes. */
  void rename(std::vector<LoneNode> &nodes, const std::unordered_map<int32_t, size_t> &lastWrite) {
    std::unordered_map<int32_t, int32_t> now; // of registers: where their number is
    std::vector<LoneNode> kept;
    const auto changesAfter = [&](int32_t place, size_t at) {
      if (made.isTemporary[(size_t)place]) return false;
      const auto last = lastWrite.find(place);
      return last != lastWrite.end() && last->second > at;
    };
    for (size_t at = 0; at < nodes.size(); at++) {
      LoneNode node = nodes[at];
      for (int32_t *operand : {&node.a, &node.b, &node.c})
        if (const auto found = now.find(*operand); found != now.end()) *operand = found->second;
      if (writesRegister(node.opcode)) {
        const bool remains = leaves[(size_t)node.to] && lastWrite.at(node.to) == at;
        if (!remains && isCopy(node.opcode) && !changesAfter(node.a, at)) {
          now[node.to] = node.a;
          continue;
        }
        const int32_t place = remains ? node.to : temporary();
        now[node.to] = place;
        node.to = place;
      }
      kept.push_back(node);
    }
    nodes = std::move(kept);
  }

  /** x := …; column := x: x is the column, if nobody can tell. */
  void writeInPlace(std::vector<LoneNode> &nodes) {
    std::unordered_map<int32_t, std::vector<size_t>> writes, reads;
    for (size_t at = 0; at < nodes.size(); at++) {
      const LoneNode &node = nodes[at];
      if (node.to >= 0) writes[node.to].push_back(at);
      for (const int32_t place : {node.a, node.b, node.c, node.opcode == op_addAt ? node.to : -1})
        if (place >= 0) reads[place].push_back(at);
    }
    std::vector<char> gone(nodes.size(), 0);
    for (size_t at = 0; at < nodes.size(); at++) {
      const int32_t value = nodes[at].a, column = nodes[at].to;
      if (!isStore(nodes[at].opcode) || !made.isTemporary[(size_t)value] || made.places[(size_t)column].slot >= 0) continue;
      const size_t maker = writes[value].front();
      if (kernels.scattered[std::max(nodes[maker].opcode, 0)]) continue;
      const auto between = [&](size_t other) { return other > maker && other < at; };
      const auto later = [&](size_t other) { return other > maker && other != at; };
      if (std::any_of(reads[column].begin(), reads[column].end(), between) || std::any_of(writes[column].begin(), writes[column].end(), later)) continue;
      nodes[maker].to = column;
      for (const size_t reader : reads[value])
        for (int32_t *operand : {&nodes[reader].a, &nodes[reader].b, &nodes[reader].c})
          if (*operand == value) {
            *operand = column;
            reads[column].push_back(reader);
          }
      writes[column].push_back(maker);
      gone[at] = 1;
    }
    size_t kept = 0;
    for (size_t at = 0; at < nodes.size(); at++)
      if (!gone[at]) nodes[kept++] = nodes[at];
    nodes.resize(kept);
  }
};

} // namespace

LonePlan planLoneLane(const std::vector<LaneStep> &steps, const std::vector<double *> &bases, const LaneKernels &kernels) { return Planner(steps, bases, kernels).plan(); }

} // namespace hillock
