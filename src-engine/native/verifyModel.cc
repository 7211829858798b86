// What a model must satisfy before it runs: its programs are sound, and every address that a kernel can form lies in
// the arena.
#include "modelVerifier.h"
#include <algorithm>

namespace hillock {

using std::string;
using std::to_string;

string ModelVerifier::verify() {
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

bool ModelVerifier::verifyGroup(const Group &g) {
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
    if (!within(g.detectors[d].address, 1, "detector " + to_string(d)) || (g.detectors[d].thresholdAddress >= 0 && !within(g.detectors[d].thresholdAddress, 1, "threshold " + to_string(d)))) return false;
  for (size_t p = 0; p < g.probes.size(); p++)
    if (!within(g.probes[p], 1, "probe " + to_string(p))) return false;
  return true;
}

bool ModelVerifier::verifyCall(const Group &g, const ProgramCall &call) {
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

bool ModelVerifier::verifySeparation() {
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

string verifyModel(const Model &model) { return ModelVerifier(model).verify(); }

} // namespace hillock
