// The matrix of a step: what does not change from step to step, what currents add, and its solution.
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {
namespace {

enum Column : size_t { v, rhs, diagonal, capacitance, area, areaFactor };

/** Pairs of chains are worth their own loop from this many positions on. */
constexpr int32_t fewestPairs = 8;

std::vector<SolverStretch> stretchesOf(const CellPack &pack) {
  std::vector<SolverStretch> stretches;
  if (pack.lanes != 1) return stretches;
  const auto paired = [&](int32_t k) { return pack.order[(size_t)k] == k && pack.parent[(size_t)k] == k - 2; };
  int32_t plainFrom = 1;
  for (int32_t k = 1; k < pack.rows;) {
    int32_t to = k;
    while (to < pack.rows && paired(to)) to++;
    to -= (to - k) % 2;
    if (to - k < fewestPairs) {
      k = to > k ? to : k + 1;
      continue;
    }
    if (plainFrom < k) stretches.push_back({plainFrom, k, false});
    stretches.push_back({k, to, true});
    plainFrom = k = to;
  }
  if (plainFrom < pack.rows) stretches.push_back({plainFrom, pack.rows, false});
  return stretches;
}

} // namespace

void Session::layOutMatrix(GroupRun &run) {
  const Group &group = *run.group;
  for (const CellPack &pack : group.packs) run.stretches.push_back(stretchesOf(pack));
  for (size_t p = 0; p < group.packs.size(); p++) {
    const CellPack &pack = group.packs[p];
    const std::vector<SolverStretch> &stretches = run.stretches[p];
    run.views.push_back({pack.rows, pack.lanes, pack.order.data(), pack.parent.data(), values + pack.axial, stretches.data(), (int32_t)stretches.size(), column(run, v) + pack.firstNode, column(run, rhs) + pack.firstNode, column(run, diagonal) + pack.firstNode});
  }
  for (const CellPack &pack : group.packs) run.parts.emplace_back(pack.lanes == 1 && !pack.parts.empty() ? new PartsRun(pack) : nullptr);
  run.layersOfPack.assign(group.packs.size(), -1);
  for (const CableLayers &layers : group.layers) {
    run.layersOfPack[(size_t)layers.pack] = (int32_t)run.layers.size();
    run.layers.emplace_back(layers, group.packs[(size_t)layers.pack]);
  }
  layOutStates(run);
  run.base.assign((size_t)group.nodes, 0.0);
  run.charge.assign((size_t)group.nodes, 0.0);
}

LayerColumns Session::layerColumns(const GroupRun &run) const { return {column(run, v), column(run, rhs), column(run, diagonal), column(run, areaFactor)}; }

MembraneColumns Session::membraneColumns(const GroupRun &run) const { return {column(run, v), column(run, rhs), column(run, diagonal), column(run, capacitance), column(run, areaFactor)}; }

/** At the beginning of a run there is no potential outside. */
void Session::beginLayers(GroupRun &run) {
  for (const LayersRun &layers : run.layers) layers.initialise(values, layerColumns(run));
}

void Session::prepare(GroupRun &run, double dt, bool crankNicolson) {
  const Group &group = *run.group;
  run.generation++;
  values[group.stepperUniforms[1]] = dt;
  const double *c = column(run, capacitance);
  const double factor = (crankNicolson ? 2.0 : 1.0) / dt;
  for (int32_t node = 0; node < group.nodes; node++) run.charge[(size_t)node] = factor * c[node];
  run.base = run.charge;
  for (size_t p = 0; p < group.packs.size(); p++) {
    const CellPack &pack = group.packs[p];
    const double *axial = values + pack.axial;
    double *base = run.base.data() + pack.firstNode;
    for (int64_t k = run.layersOfPack[p] >= 0 ? pack.rows : 1; k < pack.rows; k++) { // cells with layers keep the membrane for itself
      const int64_t row = (int64_t)pack.order[(size_t)k] * pack.lanes, above = (int64_t)pack.parent[(size_t)k] * pack.lanes;
      for (int32_t lane = 0; lane < pack.lanes; lane++) {
        base[row + lane] += axial[k * pack.lanes + lane];
        base[above + lane] += axial[k * pack.lanes + lane];
      }
    }
    // Padding cells may have no membrane; they are kept solvable.
    for (int64_t row = 0; row < pack.rows; row++)
      for (int32_t lane = pack.liveLanes; lane < pack.lanes; lane++)
        if (!(base[row * pack.lanes + lane] > 0)) base[row * pack.lanes + lane] = 1;
  }
}

/** Nodes of one member of a team, whole vectors. */
struct NodeRange {
  int64_t from, count;
  NodeRange(int64_t nodes, size_t member, size_t members) {
    const int64_t vectors = padded(nodes) / lanePadding;
    from = vectors * (int64_t)member / (int64_t)members * lanePadding;
    count = std::min(nodes, vectors * (int64_t)(member + 1) / (int64_t)members * lanePadding) - from;
  }
};

void Session::fillNodes(GroupRun &run) {
  const auto fill = [&](const NodeRange &range) { lanes.fill(range.count, run.base.data() + range.from, run.charge.data() + range.from, column(run, v) + range.from, column(run, diagonal) + range.from, column(run, rhs) + range.from); };
  if (run.team) run.team->together([&](size_t member) { fill(NodeRange(run.group->nodes, member, run.team->size())); });
  else lanes.fill(run.group->nodes, run.base.data(), run.charge.data(), column(run, v), column(run, diagonal), column(run, rhs));
}

bool Session::fillMatrix(GroupRun &run, double *scratch) {
  const Group &group = *run.group;
  fillNodes(run);
  if (!this->run(run, beforeBreakpoint, scratch)) return false;
  for (size_t k = 0; k + 1 < group.cleared.size(); k += 2) {
    double *const first = values + group.cleared[k];
    if (group.cleared[k + 1] == lanePadding) memset(first, 0, lanePadding * sizeof(double)); // without a call
    else memset(first, 0, (size_t)group.cleared[k + 1] * sizeof(double));
  }
  return this->run(run, current, scratch);
}

void Session::solve(GroupRun &run, double dt, bool crankNicolson) {
  const Group &group = *run.group;
  const bool seesMembrane = run.membrane && !run.adaptive; // a solution of Newton's method is no state
  if (seesMembrane) run.membrane->beforeSolve(membraneColumns(run));
  for (size_t p = 0; p < group.packs.size(); p++) {
    if (run.layersOfPack[p] >= 0) {
      LayersRun &layers = run.layers[(size_t)run.layersOfPack[p]];
      if (run.adaptive) layers.correct(values, layerColumns(run), dt);
      else layers.solve(values, layerColumns(run), dt, crankNicolson);
      continue;
    }
    if (run.team && run.parts[p]) run.parts[p]->solve(run.views[p], crankNicolson, *run.team);
    else lanes.solve(run.views[p], crankNicolson);
  }
  if (seesMembrane) run.membrane->afterSolve(values, membraneColumns(run), dt, crankNicolson);
}

} // namespace hillock
