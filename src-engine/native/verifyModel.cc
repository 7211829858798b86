// What a model must satisfy before it runs: its programs are sound, and every address that a kernel can form lies in
// the arena.
#include "model.h"
#include <algorithm>
#include <utility>

namespace hillock {
namespace {

using std::string;
using std::to_string;

/** Verifies everything that depends on the arena. */
class ModelVerifier {
public:
  explicit ModelVerifier(const Model &model) : model(model) {}

  string verify() {
    if (model.arenaLength < 0) return "the arena has a negative length";
    for (const Program &program : model.programs) {
      wrong = verifyProgram(program);
      if (!wrong.empty()) return wrong;
    }
    for (group = 0; group < model.groups.size(); group++)
      if (!verifyGroup(model.groups[group])) return wrong;
    if (!verifySteps() || !verifyRemoteSources() || !verifySeparation()) return wrong;
    return "";
  }

private:
  struct Range {
    int64_t from, to;
    size_t group;
    bool operator<(const Range &other) const { return from < other.from; }
  };
  const Model &model;
  string wrong;
  size_t group = 0;
  std::vector<Range> written;

  bool refuse(const string &why) {
    wrong = "group " + to_string(group) + ": " + why;
    return false;
  }
  bool within(int64_t address, int64_t length, const string &what) {
    if (address >= 0 && length >= 0 && address + length <= model.arenaLength) return true;
    return refuse(what + " lies outside the arena (" + to_string(address) + ", " + to_string(length) + " long)");
  }
  bool wholeVectors(int64_t address, int64_t count, const string &what) {
    if (address % lanePadding != 0) return refuse(what + " does not begin at a whole vector (" + to_string(address) + ")");
    return within(address, padded(count), what);
  }
  void writes(int64_t address, int64_t length) {
    if (length > 0) written.push_back({address, address + length, group});
  }

  bool verifyGroup(const Group &g) {
    if (g.nodes < 0) return refuse("it has a negative number of nodes");
    if (g.nodeColumns.size() != nodeColumnCount) return refuse("it has not the seven node columns");
    for (int32_t column = 0; column < nodeColumnCount; column++) {
      if (!wholeVectors(g.nodeColumns[(size_t)column], g.nodes, "node column " + to_string(column))) return false;
      if (column < 3) writes(g.nodeColumns[(size_t)column], g.nodes);
    }
    if (g.stepperUniforms.size() != 2) return refuse("it has not the uniforms t and dt");
    for (int32_t address : g.stepperUniforms) {
      if (!within(address, 1, "a stepper uniform")) return false;
      writes(address, 1);
    }
    if (!verifyPacks(g)) return false;
    for (size_t t = 0; t < g.tables.size(); t++) {
      if (g.tables[t].extent < 0) return refuse("index table " + to_string(t) + " has a negative extent");
      for (int32_t index : g.tables[t].indices)
        if (index < 0 || index >= g.tables[t].extent) return refuse("index table " + to_string(t) + " holds " + to_string(index) + ", beyond its extent " + to_string(g.tables[t].extent));
    }
    if (g.cleared.size() % 2 != 0) return refuse("the list of cleared columns breaks off");
    for (size_t k = 0; k + 1 < g.cleared.size(); k += 2) {
      if (!within(g.cleared[k], g.cleared[k + 1], "a cleared column")) return false;
      writes(g.cleared[k], g.cleared[k + 1]);
    }
    if (g.forgotten.size() % 2 != 0) return refuse("the list of forgotten columns breaks off");
    for (size_t k = 0; k + 1 < g.forgotten.size(); k += 2) {
      if (!within(g.forgotten[k], g.forgotten[k + 1], "a forgotten column")) return false;
      writes(g.forgotten[k], g.forgotten[k + 1]);
    }
    if (g.stateColumns.size() % 2 != 0) return refuse("the list of state columns breaks off");
    for (size_t k = 0; k + 1 < g.stateColumns.size(); k += 2)
      if (!within(g.stateColumns[k], padded(g.stateColumns[k + 1]), "a state column")) return false;
    for (const std::vector<ProgramCall> &calls : g.calls)
      for (const ProgramCall &call : calls)
        if (!verifyCall(g, call)) return false;
    for (const CableDiffusion &diffusion : g.diffusions)
      if (!verifyDiffusion(diffusion)) return false;
    if (!verifyLayers(g)) return false;
    if (!verifyPlays(g) || !verifyTransfers(g) || !verifyCircuits(g) || !verifyMembrane(g) || !verifySamplings(g)) return false;
    if (g.hasEvents && !verifyEvents(g)) return false;
    if (g.isAdaptive && !verifyAdaptive(g)) return false;
    for (size_t d = 0; d < g.detectors.size(); d++)
      if (!within(g.detectors[d].address, 1, "detector " + to_string(d))) return false;
    for (size_t p = 0; p < g.probes.size(); p++)
      if (!within(g.probes[p], 1, "probe " + to_string(p))) return false;
    return true;
  }

  bool verifyDiffusion(const CableDiffusion &d) {
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

  bool verifyTransfers(const Group &g) {
    const Transfers &t = g.transfers;
    if (t.plus.size() != t.from.size() || t.to.size() != t.from.size()) return refuse("the lists of transfers differ in length");
    for (size_t k = 0; k < t.from.size(); k++) {
      if (!within(t.from[k], 1, "the source of a transfer") || !within(t.to[k], 1, "the target of a transfer")) return false;
      if (t.plus[k] >= 0 && !within(t.plus[k], 1, "what is added to a transfer")) return false;
      writes(t.to[k], 1);
    }
    return true;
  }

  bool verifyCircuits(const Group &g) {
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

  bool verifyPlays(const Group &g) {
    for (const Play &play : g.plays) {
      if (play.waveform < 0 || (size_t)play.waveform >= model.waveforms.size()) return refuse("a play follows a waveform that does not exist");
      const Waveform &waveform = model.waveforms[(size_t)play.waveform];
      if (waveform.times.empty() || waveform.values.size() != waveform.times.size()) return refuse("a waveform has no points, or not as many times as numbers");
      for (size_t k = 0; k < waveform.times.size(); k++)
        if (!(waveform.times[k] >= waveform.times[k > 0 ? k - 1 : 0])) return refuse("a waveform’s times descend");
      if (play.scales.size() != play.addresses.size()) return refuse("a play has not as many factors as addresses");
      for (int32_t address : play.addresses) {
        if (!within(address, 1, "a played number")) return false;
        writes(address, 1);
      }
    }
    return true;
  }

  bool verifyNodes(const Group &g, const std::vector<int32_t> &nodes, const string &what) {
    for (int32_t node : nodes)
      if (node < 0 || node >= g.nodes) return refuse(what + " names a node that does not exist");
    return true;
  }

  bool verifyMembrane(const Group &g) {
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

  bool verifySamplings(const Group &g) {
    for (const Sampling &sampling : g.samplings) {
      if (!(sampling.interval >= 0 || (sampling.interval == -1 && g.isAdaptive))) return refuse("a sampling has a negative interval");
      for (size_t k = 0; k < sampling.times.size(); k++)
        if (!(sampling.times[k] >= sampling.times[k > 0 ? k - 1 : 0])) return refuse("a sampling’s times descend");
      for (int32_t address : sampling.addresses)
        if (!within(address, 1, "a sampled number")) return false;
    }
    return true;
  }

  bool verifyLayers(const Group &g) {
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

  bool verifyAdaptive(const Group &g) {
    const AdaptivePlan &plan = g.adaptive;
    const size_t columns = plan.states.size();
    if (plan.rates.size() != columns || plan.counts.size() != columns || plan.scales.size() != columns) return refuse("not every state has a rate, a number of instances and a scale");
    for (size_t k = 0; k < columns; k++) {
      if (plan.counts[k] < 0) return refuse("a state has a negative number of instances");
      for (int32_t address : {plan.states[k], plan.rates[k]}) {
        if (!within(address, plan.counts[k], "a state in continuous time")) return false;
        writes(address, plan.counts[k]);
      }
      if (!(plan.scales[k] > 0)) return refuse("a state's tolerance is not positive");
    }
    for (int32_t receiver : plan.quietReceivers)
      if (!g.hasEvents || receiver < 0 || (size_t)receiver >= g.events.receivers.size()) return refuse("a receiver that changes nothing does not exist");
    if (!(plan.absoluteTolerance > 0) || !(plan.voltageScale > 0) || !(plan.relativeTolerance >= 0)) return refuse("a tolerance is not positive");
    if (plan.maximumOrder < 1 || plan.maximumOrder > 5) return refuse("the highest order is " + to_string(plan.maximumOrder));
    if (!(plan.smallestStep >= 0) || !(plan.largestStep > plan.smallestStep) || !(plan.sampleInterval >= 0) || !(plan.stopTime >= 0)) return refuse("the bounds of the step are none");
    for (const CableDiffusion &diffusion : g.diffusions)
      for (const int32_t address : diffusion.states) {
        bool flows = false;
        for (size_t k = 0; k < columns; k++) flows = flows || (address >= plan.states[k] && address < plan.states[k] + plan.counts[k]);
        if (!flows) return refuse("a diffusing state is not one in continuous time");
      }
    return true;
  }

  bool verifyEvents(const Group &g) {
    const Events &e = g.events;
    if (!within(e.flag, 1, "the uniform flag")) return false;
    writes(e.flag, 1);
    if (e.detectorIds.size() != g.detectors.size() || e.detectorsRecorded.size() != g.detectors.size()) return refuse("not every detector has an id");
    for (const EventReceiver &receiver : e.receivers)
      if (receiver.recorded.size() != receiver.sourceIds.size()) return refuse("not every instance of a receiver says whether it is recorded");
    const Connections &c = e.connections;
    if (c.source.size() != c.ids.size() || c.target.size() != c.ids.size() || c.row.size() != c.ids.size() || c.delayMs.size() != c.ids.size()) return refuse("the list of connections breaks off");
    const int64_t sources = (int64_t)g.detectors.size() + e.instances + (int64_t)e.foreignIds.size() + (int64_t)e.remoteIds.size();
    if (e.neuronOrder && !e.remoteIds.empty()) return refuse("in NEURON’s order no source may be in another group");
    if (e.gidSources.size() != e.gids.size()) return refuse("not every gid has a source");
    for (size_t k = 0; k < e.gids.size(); k++) {
      if (k > 0 && e.gids[k] <= e.gids[k - 1]) return refuse("gid " + to_string(e.gids[k]) + " is not in order");
      if (e.gidSources[k] < 0 || e.gidSources[k] >= sources) return refuse("gid " + to_string(e.gids[k]) + " has no source");
    }
    for (size_t k = 0; k < c.ids.size(); k++) {
      const string name = "connection " + to_string(c.ids[k]);
      if (k > 0 && c.ids[k] <= c.ids[k - 1]) return refuse(name + " is not in order");
      if (c.source[k] < 0 || c.source[k] >= sources) return refuse(name + " begins nowhere");
      if (c.target[k] < 0 || c.target[k] >= e.instances) return refuse(name + " leads nowhere");
      if (!(c.delayMs[k] >= 0)) return refuse(name + " has a negative delay");
      if (c.source[k] >= sources - (int64_t)e.remoteIds.size() && !(c.delayMs[k] > 0) && !(g.isAdaptive && g.adaptive.isLocal && !g.packs.empty())) return refuse(name + " comes from another group without delay");
    }
    for (const auto list : {netInitial, netReceive}) {
      std::vector<bool> known(e.receivers.size(), false);
      for (const ProgramCall &call : g.calls[list]) {
        if (call.receiver < 0 || known[(size_t)call.receiver]) return refuse("two programs handle the events of one receiver, or one of none");
        known[(size_t)call.receiver] = true;
        if (!verifyRows(g, call)) return false;
      }
    }
    return true;
  }

  /** Every row of the space weight with which the machine can call a handler must be one. */
  bool verifyRows(const Group &g, const ProgramCall &call) {
    const Program &program = model.programs[(size_t)call.program];
    const EventReceiver &receiver = g.events.receivers[(size_t)call.receiver];
    const int64_t first = receiver.firstInstance, instances = (int64_t)receiver.sourceIds.size();
    for (size_t c = 0; c < program.columns.size(); c++) {
      if (program.columns[c].space != "weight") continue;
      const int64_t rows = g.tables[(size_t)call.tables[c]].extent;
      if (receiver.rowWithoutConnection < 0 || receiver.rowWithoutConnection + instances > rows) return refuse("an instance of " + program.name + " has no row for events without connection");
      const Connections &all = g.events.connections;
      for (size_t k = 0; k < all.ids.size(); k++)
        if (all.target[k] >= first && all.target[k] < first + instances && (all.row[k] < 0 || all.row[k] >= rows)) return refuse("connection " + to_string(all.ids[k]) + " has no row of weights");
      if (program.columns[c].access != Access::read) writes(call.columns[c], rows);
    }
    return true;
  }

  bool verifyPacks(const Group &g) {
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

  /** No row may depend on another part than its own. */
  bool verifyParts(const CellPack &pack, const string &name) {
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

  bool verifyCall(const Group &g, const ProgramCall &call) {
    if (call.program < 0 || (size_t)call.program >= model.programs.size()) return refuse("program " + to_string(call.program) + " does not exist");
    const Program &program = model.programs[(size_t)call.program];
    const string name = "program " + program.name;
    if (call.count < 0) return refuse(name + " has a negative number of instances");
    if (call.receiver != -1) {
      if (!g.hasEvents || call.receiver < 0 || (size_t)call.receiver >= g.events.receivers.size()) return refuse(name + " is of a receiver that does not exist");
      if ((size_t)call.count != g.events.receivers[(size_t)call.receiver].sourceIds.size()) return refuse(name + " has not as many instances as its receiver");
    }
    if (call.columns.size() != program.columns.size() || call.tables.size() != program.columns.size() || call.uniforms.size() != program.uniforms.size())
      return refuse(name + " has not as many places as slots");
    for (size_t c = 0; c < program.columns.size(); c++) {
      const ColumnSlot &slot = program.columns[c];
      const string what = name + ", column " + slot.space + " " + slot.name;
      if (slot.own) {
        if (call.tables[c] != -1) return refuse(what + " is an own column and has no index table");
        const int64_t length = slot.length * padded(call.count);
        if (!wholeVectors(call.columns[c], length, what)) return false;
        if (slot.access != Access::read) writes(call.columns[c], length);
      } else {
        if (call.tables[c] < 0 || (size_t)call.tables[c] >= g.tables.size()) return refuse(what + ": index table " + to_string(call.tables[c]) + " does not exist");
        const IndexTable &table = g.tables[(size_t)call.tables[c]];
        if (slot.indexed && table.indices.size() < (size_t)call.count) return refuse(what + ": the index table is shorter than the instances");
        if (!within(call.columns[c], table.extent, what)) return false;
        if (slot.access == Access::read) continue;
        if (slot.elements) writes(call.columns[c], table.extent);
        else writes((int64_t)call.columns[c] + table.lowest, (int64_t)table.highest - table.lowest + 1);
      }
    }
    for (size_t u = 0; u < call.uniforms.size(); u++) {
      if (!within(call.uniforms[u], 1, name + ", uniform " + program.uniforms[u].name)) return false;
      if (program.uniforms[u].written) writes(call.uniforms[u], 1);
    }
    return true;
  }

  /** Whether a source in another group has a connection without delay to this one. */
  static bool hears(const Group &g, int32_t id) {
    const Events &e = g.events;
    const Connections &c = e.connections;
    const size_t firstRemote = g.detectors.size() + (size_t)e.instances + e.foreignIds.size();
    for (size_t k = 0; k < c.ids.size(); k++)
      if ((size_t)c.source[k] >= firstRemote && e.remoteIds[(size_t)c.source[k] - firstRemote] == id && !(c.delayMs[k] > 0)) return true;
    return false;
  }

  /** Groups either have each their own steps, or there is but one group in steps of adaptive length. */
  bool verifySteps() {
    const std::vector<Group> &groups = model.groups;
    for (group = 1; group < groups.size(); group++) {
      const Group &one = groups[group], &first = groups[0];
      if (one.isAdaptive != first.isAdaptive) return refuse("some groups have steps of adaptive length, and others have not");
      if (!one.isAdaptive) continue;
      if (!one.adaptive.isLocal || !first.adaptive.isLocal) return refuse("several groups in steps of adaptive length have none of their own");
      if (one.adaptive.sampleInterval != first.adaptive.sampleInterval) return refuse("its samples are not those of the others");
    }
    group = 0;
    return groups.empty() || !groups[0].isAdaptive || !groups[0].adaptive.isLocal || groups[0].adaptive.sampleInterval > 0 || refuse("groups with steps of their own have no samples");
  }

  /** What a group takes for a source in another one must be one there. */
  bool verifyRemoteSources() {
    std::vector<std::pair<int32_t, size_t>> owners;
    for (size_t g = 0; g < model.groups.size(); g++) {
      const Events &e = model.groups[g].events;
      for (int32_t id : e.detectorIds) owners.push_back({id, g});
      for (const EventReceiver &receiver : e.receivers)
        for (int32_t id : receiver.sourceIds) owners.push_back({id, g});
    }
    std::sort(owners.begin(), owners.end());
    for (group = 0; group < model.groups.size(); group++)
      for (int32_t id : model.groups[group].events.remoteIds) {
        const auto owner = std::lower_bound(owners.begin(), owners.end(), std::make_pair(id, (size_t)0));
        if (owner == owners.end() || owner->first != id || owner->second == group) return refuse("source " + to_string(id) + " is in no other group");
        if (model.groups[group].isAdaptive && !model.groups[owner->second].packs.empty() && hears(model.groups[group], id)) return refuse("source " + to_string(id) + " is connected with another group without delay");
      }
    return true;
  }

  /** Threads own groups, so no two groups may write one number. */
  bool verifySeparation() {
    std::sort(written.begin(), written.end());
    int64_t end = -1;
    size_t owner = 0;
    for (const Range &range : written) {
      if (range.from < end && range.group != owner) {
        group = range.group;
        return refuse("it writes what group " + to_string(owner) + " writes too (address " + to_string(range.from) + ")");
      }
      if (range.to > end) {
        end = range.to;
        owner = range.group;
      }
    }
    return true;
  }
};

} // namespace

string verifyModel(const Model &model) { return ModelVerifier(model).verify(); }

} // namespace hillock
