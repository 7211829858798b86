// Of cells: nodes in an order that can be eliminated, layers, diffusion, currents of membranes and circuits on nodes that exist.
#include "modelVerifier.h"
#include <algorithm>

namespace hillock {

using std::string;
using std::to_string;

bool ModelVerifier::verifyPacks(const Group &g) {
  std::vector<std::pair<int64_t, int64_t>> stretches;
  for (size_t index = 0; index < g.packs.size(); index++) {
    const CellPack &pack = g.packs[index];
    const string name = "cell pack " + to_string(index);
    if (pack.rows < 1 || pack.lanes < 1 || (pack.lanes != 1 && pack.lanes % lanePadding != 0)) return refuse(name + " has " + to_string(pack.rows) + " rows of " + to_string(pack.lanes) + " lanes");
    if (pack.liveLanes < 1 || pack.liveLanes > pack.lanes) return refuse(name + " has " + to_string(pack.liveLanes) + " live lanes of " + to_string(pack.lanes));
    const int64_t nodes = (int64_t)pack.rows * pack.lanes;
    if (pack.firstNode < 0 || pack.firstNode + nodes > g.nodes) return refuse(name + " has nodes that do not exist");
    if (!within(pack.axial, nodes, name + "’s axial conductances")) return false;
    if (pack.order.size() != (size_t)pack.rows || pack.parent.size() != (size_t)pack.rows) return refuse(name + "’s order is not as long as its rows");
    std::vector<bool> placed((size_t)pack.rows, false);
    for (int32_t k = 0; k < pack.rows; k++) {
      const int32_t row = pack.order[(size_t)k], parent = pack.parent[(size_t)k];
      if (row < 0 || row >= pack.rows || placed[(size_t)row]) return refuse(name + "’s order is not a permutation (position " + to_string(k) + ")");
      if (k == 0 ? parent != -1 : parent < 0 || parent >= pack.rows || !placed[(size_t)parent]) return refuse(name + ": the parent at position " + to_string(k) + " does not come before its child");
      placed[(size_t)row] = true;
    }
    if (!verifyParts(pack, name)) return false;
    stretches.push_back({pack.firstNode, pack.firstNode + nodes});
  }
  std::sort(stretches.begin(), stretches.end());
  for (size_t k = 1; k < stretches.size(); k++)
    if (stretches[k].first < stretches[k - 1].second) return refuse("two cell packs share nodes");
  return true;
}

bool ModelVerifier::verifyParts(const CellPack &pack, const string &name) {
  for (size_t part = 0; part < pack.parts.size(); part++)
    if (pack.parts[part] < (part == 0 ? 1 : pack.parts[part - 1]) || pack.parts[part] > pack.rows) return refuse(name + "’s parts are not in order");
  if (pack.parts.empty()) return true;
  std::vector<size_t> partOf((size_t)pack.rows, 0); // of each row; 0 for the trunk
  size_t part = 0;
  for (int32_t k = 0; k < pack.rows; k++) {
    while (part < pack.parts.size() && pack.parts[part] <= k) part++;
    const size_t above = k == 0 ? 0 : partOf[(size_t)pack.parent[(size_t)k]];
    if (above != 0 && above != part) return refuse(name + ": the parent at position " + to_string(k) + " lies in another part");
    partOf[(size_t)pack.order[(size_t)k]] = part;
  }
  return true;
}

bool ModelVerifier::verifyLayers(const Group &g) {
  std::vector<bool> taken((size_t)g.nodes, false), layered(g.packs.size(), false);
  if (g.layers.empty()) return true;
  for (const CellPack &pack : g.packs) std::fill_n(taken.begin() + pack.firstNode, (int64_t)pack.rows * pack.lanes, true);
  for (const CableLayers &layers : g.layers) {
    if (layers.pack < 0 || (size_t)layers.pack >= g.packs.size() || layered[(size_t)layers.pack]) return refuse("layers are of a pack that does not exist, or has layers already");
    layered[(size_t)layers.pack] = true;
    const CellPack &pack = g.packs[(size_t)layers.pack];
    const int64_t nodes = (int64_t)pack.rows * pack.lanes;
    if (layers.element.size() != (size_t)nodes || layers.inside.size() != (size_t)nodes) return refuse("the lists of layers are not as long as their pack has nodes");
    if (layers.instances < 0 || layers.columns.size() != 8 || layers.axial.size() != 2) return refuse("layers have not eight columns and two axial conductances");
    std::vector<bool> used((size_t)layers.instances, false);
    for (int64_t i = 0; i < nodes; i++) {
      const int32_t inside = layers.inside[(size_t)i], element = layers.element[(size_t)i];
      if (inside < -1 || inside >= g.nodes || (inside >= 0 && taken[(size_t)inside])) return refuse("a node that stands for an inside does not exist, or stands for something else");
      if (inside >= 0) taken[(size_t)inside] = true;
      if (element < -1 || element >= layers.instances || (element >= 0 && (inside < 0 || used[(size_t)element]))) return refuse("an instance of layers does not exist, has no inside, or is another node’s");
      if (element >= 0) used[(size_t)element] = true;
    }
    for (size_t column = 0; column < layers.columns.size(); column++) {
      if (!within(layers.columns[column], layers.instances, "a column of layers")) return false;
      if (column >= 5) writes(layers.columns[column], layers.instances);
    }
    for (int32_t axial : layers.axial)
      if (!within(axial, nodes, "the axial conductances of a layer")) return false;
  }
  return true;
}

bool ModelVerifier::verifyDiffusion(const CableDiffusion &d) {
  const size_t count = d.states.size();
  if (d.volumes.size() != count || d.conductivities.size() != count || d.parent.size() != count || d.length.size() != count) return refuse("the lists of a diffusing state differ in length");
  for (size_t k = 0; k < count; k++) {
    if (d.parent[k] < -1 || d.parent[k] >= (int64_t)k) return refuse("a diffusing state’s parent at position " + to_string(k) + " does not come before its child");
    if (!(d.length[k] > 0)) return refuse("a diffusing state’s compartment at position " + to_string(k) + " has no length");
    for (const std::vector<int32_t> *addresses : {&d.states, &d.volumes, &d.conductivities})
      if (!within((*addresses)[k], 1, "a diffusing state")) return false;
    writes(d.states[k], 1);
  }
  return true;
}

bool ModelVerifier::verifyNodes(const Group &g, const std::vector<int32_t> &nodes, const string &what) {
  for (int32_t node : nodes)
    if (node < 0 || node >= g.nodes) return refuse(what + " names a node that does not exist");
  return true;
}

bool ModelVerifier::verifyMembrane(const Group &g) {
  const Membrane &m = g.membrane;
  for (int32_t column : {m.capacitive, m.transmembrane}) {
    if (column == -1) continue;
    if (!within(column, g.nodes, "a column of membrane currents")) return false;
    writes(column, g.nodes);
  }
  for (const Electrode &electrode : m.electrodes) {
    if (electrode.call < 0 || (size_t)electrode.call >= g.calls[current].size()) return refuse("an electrode is of a call that does not exist");
    if (!verifyNodes(g, electrode.nodes, "an electrode")) return false;
  }
  for (const MembraneSum &sum : m.sums) {
    if (m.transmembrane == -1 || sum.weights.size() != sum.nodes.size()) return refuse("a sum of membrane currents has none, or not as many weights as nodes");
    if (!verifyNodes(g, sum.nodes, "a sum of membrane currents") || !within(sum.address, 1, "a sum of membrane currents")) return false;
    writes(sum.address, 1);
  }
  for (const IonCorrection &ion : g.corrections) {
    const int64_t count = (int64_t)ion.nodes.size();
    if (!verifyNodes(g, ion.nodes, "a corrected current") || !within(ion.current, count, "a corrected current") || !within(ion.slope, count, "the slope of a corrected current")) return false;
    writes(ion.current, count);
  }
  return true;
}

bool ModelVerifier::verifyCircuits(const Group &g) {
  std::vector<std::pair<const CellPack *, int64_t>> taken; // trees of borders before
  for (const CircuitBorder &border : g.circuits) {
    const size_t attached = border.nodes.size(), size = border.initial.size();
    if (attached > size || border.capacitance.size() != size * size || border.conductance.size() != size * size) return refuse("the matrices of a circuit are not of one size");
    if (!within(border.unknowns, (int64_t)size, "the unknowns of a circuit") || !within(border.right, (int64_t)size, "the right side of a circuit")) return false;
    writes(border.unknowns, (int64_t)size);
    std::vector<std::pair<const CellPack *, int64_t>> own;
    for (size_t k = 0; k < attached; k++) {
      const int64_t node = border.nodes[k];
      if (std::count(border.nodes.begin(), border.nodes.end(), border.nodes[k]) > 1) return refuse("a circuit is attached twice to node " + to_string(node));
      const auto pack = std::find_if(g.packs.begin(), g.packs.end(), [&](const CellPack &one) { return node >= one.firstNode && node < one.firstNode + (int64_t)one.rows * one.lanes; });
      if (node < 0 || pack == g.packs.end()) return refuse("a circuit is attached to node " + to_string(node) + ", which is in no cell");
      for (const CableLayers &layers : g.layers)
        if (&g.packs[(size_t)layers.pack] == &*pack) return refuse("a circuit is attached to a cell with layers");
      own.push_back({&*pack, (node - pack->firstNode) % pack->lanes});
      if (std::find(taken.begin(), taken.end(), own.back()) != taken.end()) return refuse("two circuits that are solved apart are attached to one cell");
    }
    taken.insert(taken.end(), own.begin(), own.end());
  }
  return true;
}

} // namespace hillock
