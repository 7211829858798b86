#include "loneStretch.h"
#include "operations.generated.h"
#include <algorithm>
#include <unordered_map>

namespace hillock {
namespace {

bool jumps(int32_t opcode) { return opcode == op_skipUnless || opcode == op_leaveUnless || opcode == op_again || opcode == op_loop; }
/** Their operands are not all places of single numbers. */
bool standsAlone(int32_t opcode) { return opcode == laneWordRun || opcode == op_element || opcode == op_storeElement; }
bool isCopy(int32_t opcode) { return opcode == op_copy || opcode == op_gather; }
bool isStore(int32_t opcode) { return opcode == op_store || opcode == op_assignAt; }
int32_t operandsOf(int32_t opcode) { return opcode == laneCongruence ? 1 : opcode < 0 ? 0 : operationTable[opcode].operands; }
bool writesRegister(int32_t opcode) { return opcode == laneCongruence || (opcode >= 0 && operationTable[opcode].writes == WritesKind::inRegister); }
bool writesMemory(int32_t opcode) { return isStore(opcode) || opcode == op_addAt; }

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
    LoneStretch(made, kernels, std::move(nodes)).emit();
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
