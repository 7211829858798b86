// The order of nodes between two jumps: what dear functions wait for, then those that wait for nothing else side by side.
#pragma once
#include "lonePlan.h"
#include "operations.generated.h"
#include <algorithm>
#include <unordered_map>

namespace hillock {

/** Nodes between two jumps, in whatever order. */
class LoneStretch {
public:
  LoneStretch(LonePlan &plan, const LaneKernels &kernels, std::vector<LoneNode> &&nodes) : plan(plan), kernels(kernels), nodes(std::move(nodes)) {}

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
  /** Slots that fill whole vectors begin at multiples of so many. */
  static constexpr int32_t widest = 8;

  LonePlan &plan;
  const LaneKernels &kernels;
  std::vector<LoneNode> nodes;
  std::vector<std::vector<size_t>> after; // nodes that must come before each
  std::vector<int32_t> stage;             // dear nodes on the longest way to each
  std::vector<char> emitted;
  int32_t stages = 1;

  bool isDear(size_t at) const { return nodes[at].opcode >= 0 && kernels.scattered[nodes[at].opcode] != nullptr; }

  /** They happen in the order in which they are written. */
  static bool isEffect(int32_t opcode) { return opcode == op_fault || opcode == op_emit || opcode == op_setUniform; }

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

} // namespace hillock
