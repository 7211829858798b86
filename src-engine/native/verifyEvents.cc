// Of events: connections lead from sources to instances that exist, also between groups.
#include "modelVerifier.h"
#include <algorithm>

namespace hillock {

using std::string;
using std::to_string;

bool ModelVerifier::verifyEvents(const Group &g) {
  const Events &e = g.events;
  if (!within(e.flag, 1, "the uniform flag")) return false;
  writes(e.flag, 1);
  if (e.detectorIds.size() != g.detectors.size() || e.detectorsRecorded.size() != g.detectors.size()) return refuse("not every detector has an id");
  for (const EventReceiver &receiver : e.receivers)
    if (receiver.recorded.size() != receiver.sourceIds.size()) return refuse("not every instance of a receiver says whether it is recorded");
  const Connections &c = e.connections;
  if (c.source.size() != c.ids.size() || c.target.size() != c.ids.size() || c.row.size() != c.ids.size() || c.delayMs.size() != c.ids.size() || c.leastDelayMs.size() != c.ids.size()) return refuse("the list of connections breaks off");
  if ((c.delays >= 0) != (c.active >= 0)) return refuse("of connections that can be set either delays or flags are missing");
  for (const int32_t column : {c.delays, c.active})
    if (column >= 0 && !within(column, (int64_t)c.ids.size(), "what can be set of connections")) return false;
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
    if (!(c.leastDelayMs[k] >= 0 && c.leastDelayMs[k] <= c.delayMs[k])) return refuse(name + " has a delay below the least that it may have");
    if (c.source[k] >= sources - (int64_t)e.remoteIds.size() && !(c.leastDelayMs[k] > 0) && !(g.isAdaptive && g.adaptive.isLocal && !g.packs.empty())) return refuse(name + " comes from another group without delay");
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

bool ModelVerifier::verifyRows(const Group &g, const ProgramCall &call) {
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

bool ModelVerifier::hears(const Group &g, int32_t id) {
  const Events &e = g.events;
  const Connections &c = e.connections;
  const size_t firstRemote = g.detectors.size() + (size_t)e.instances + e.foreignIds.size();
  for (size_t k = 0; k < c.ids.size(); k++)
    if ((size_t)c.source[k] >= firstRemote && e.remoteIds[(size_t)c.source[k] - firstRemote] == id && !(c.leastDelayMs[k] > 0)) return true;
  return false;
}

bool ModelVerifier::verifyRemoteSources() {
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

} // namespace hillock
