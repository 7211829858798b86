#include "membrane.h"
#include <algorithm>

namespace hillock {

MembraneRun::MembraneRun(const Group &of) : group(&of), electrodeOfCall(of.calls[current].size(), -1), layersOfPack(of.packs.size(), -1), outer((size_t)of.nodes, -1), before((size_t)of.nodes), middle((size_t)of.nodes) {
  const std::vector<Electrode> &electrodes = of.membrane.electrodes;
  for (size_t e = 0; e < electrodes.size(); e++) {
    electrodeOfCall[(size_t)electrodes[e].call] = (int32_t)e;
    injected.emplace_back(electrodes[e].nodes.size());
    conducted.emplace_back(electrodes[e].nodes.size());
  }
  for (size_t l = 0; l < of.layers.size(); l++) {
    const CableLayers &layers = of.layers[l];
    layersOfPack[(size_t)layers.pack] = (int32_t)l;
    for (size_t i = 0; i < layers.inside.size(); i++)
      if (layers.inside[i] >= 0) outer[(size_t)layers.inside[i]] = of.packs[(size_t)layers.pack].firstNode + (int32_t)i;
  }
}

void MembraneRun::beforeCall(size_t call, const MembraneColumns &nodes) {
  const int32_t e = electrodeOfCall[call];
  if (e < 0) return;
  const std::vector<int32_t> &at = group->membrane.electrodes[(size_t)e].nodes;
  for (size_t k = 0; k < at.size(); k++) injected[(size_t)e][k] = nodes.rhs[at[k]], conducted[(size_t)e][k] = nodes.diagonal[at[k]];
}

void MembraneRun::afterCall(size_t call, const MembraneColumns &nodes) {
  const int32_t e = electrodeOfCall[call];
  if (e < 0) return;
  const std::vector<int32_t> &at = group->membrane.electrodes[(size_t)e].nodes;
  for (size_t k = 0; k < at.size(); k++) {
    injected[(size_t)e][k] = nodes.rhs[at[k]] - injected[(size_t)e][k];
    conducted[(size_t)e][k] = nodes.diagonal[at[k]] - conducted[(size_t)e][k];
  }
}

void MembraneRun::beforeSolve(const MembraneColumns &nodes) { std::copy_n(nodes.v, group->nodes, before.begin()); }

void MembraneRun::afterSolve(double *values, const MembraneColumns &nodes, double dt, bool crankNicolson) {
  const Membrane &of = group->membrane;
  for (int32_t node = 0; node < group->nodes; node++) middle[(size_t)node] = crankNicolson ? 0.5 * (nodes.v[node] + before[(size_t)node]) : nodes.v[node];
  for (const IonCorrection &ion : group->corrections)
    for (size_t k = 0; k < ion.nodes.size(); k++) {
      const size_t node = (size_t)ion.nodes[k];
      values[ion.current + (int32_t)k] += values[ion.slope + (int32_t)k] * (middle[node] - before[node]);
    }
  if (of.capacitive >= 0)
    for (int32_t node = 0; node < group->nodes; node++)
      values[of.capacitive + node] = nodes.areaFactor[node] > 0 ? nodes.capacitance[node] * (nodes.v[node] - before[(size_t)node]) / dt / nodes.areaFactor[node] : 0;
  sum(values, nodes, true);
  fromCircuits.clear();
}

void MembraneRun::atStart(double *values, const MembraneColumns &nodes) {
  const Membrane &of = group->membrane;
  std::copy_n(nodes.v, group->nodes, middle.begin());
  if (of.capacitive >= 0) std::fill_n(values + of.capacitive, group->nodes, 0.0);
  sum(values, nodes, false);
}

void MembraneRun::atState(double *values, const MembraneColumns &nodes, const double *charging) {
  const Membrane &of = group->membrane;
  std::copy_n(nodes.v, group->nodes, middle.begin());
  if (of.capacitive >= 0)
    for (int32_t node = 0; node < group->nodes; node++)
      values[of.capacitive + node] = nodes.capacitance[node] > 0 && nodes.areaFactor[node] > 0 ? charging[node] / nodes.areaFactor[node] : 0;
  sum(values, nodes, true, charging);
  fromCircuits.clear();
}

/** What flows in along the cable, each flow once with either sign. */
void MembraneRun::addAxial(double *values, const CellPack &pack) const {
  double *const into = values + group->membrane.transmembrane + pack.firstNode;
  const double *const axial = values + pack.axial, *const v = middle.data() + pack.firstNode;
  for (int64_t k = 1; k < pack.rows; k++) {
    const int64_t row = (int64_t)pack.order[(size_t)k] * pack.lanes, above = (int64_t)pack.parent[(size_t)k] * pack.lanes;
    for (int32_t lane = 0; lane < pack.lanes; lane++) {
      const double flow = axial[k * pack.lanes + lane] * (v[above + lane] - v[row + lane]);
      into[row + lane] += flow;
      into[above + lane] -= flow;
    }
  }
}

/** `charging`: what the diagonal does not tell of the currents into capacitances. */
void MembraneRun::sum(double *values, const MembraneColumns &nodes, bool started, const double *charging) {
  const Membrane &of = group->membrane;
  if (of.transmembrane < 0) return;
  double *const into = values + of.transmembrane;
  std::fill_n(into, group->nodes, 0.0);
  for (size_t p = 0; p < group->packs.size(); p++) {
    const CellPack &pack = group->packs[p];
    if (!started || layersOfPack[p] < 0) {
      addAxial(values, pack);
      continue;
    }
    // With layers the diagonal is the membrane's own, and what electrodes add lies at the nodes that stand for insides.
    const int64_t end = pack.firstNode + (int64_t)pack.rows * pack.lanes;
    for (int64_t node = pack.firstNode; node < end; node++) into[node] = nodes.diagonal[node] * middle[(size_t)node] - nodes.rhs[node] + (charging ? charging[node] : 0);
  }
  for (size_t e = 0; e < of.electrodes.size(); e++) {
    const std::vector<int32_t> &at = of.electrodes[e].nodes;
    for (size_t k = 0; k < at.size(); k++) {
      const int32_t node = at[k], membrane = outer[(size_t)node];
      if (membrane >= 0 && started) continue;
      into[membrane >= 0 ? membrane : node] += injected[e][k] - conducted[e][k] * middle[(size_t)node];
    }
  }
  for (const auto &[node, current] : fromCircuits) into[node] += current;
  for (const MembraneSum &one : of.sums) {
    double total = 0;
    for (size_t k = 0; k < one.nodes.size(); k++) total += one.weights[k] * into[one.nodes[k]];
    values[one.address] = total;
  }
}

} // namespace hillock
