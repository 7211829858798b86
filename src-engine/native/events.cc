#include "events.h"
#include <algorithm>

namespace hillock {
namespace {

/** In NEURON's order one event stands for all connections of a source where they are more than this and share a delay. */
constexpr int32_t fewConnections = 2;

} // namespace

GroupEvents::GroupEvents(const Group &group) : events(group.events), detectors((int32_t)group.detectors.size()), neuronOrder(group.events.neuronOrder) {
  const auto add = [&](int32_t id, bool recorded) { sources.push_back({0, id, 0, 0, recorded, false, false}); };
  for (size_t d = 0; d < events.detectorIds.size(); d++) add(events.detectorIds[d], events.detectorsRecorded[d] != 0);
  for (size_t receiver = 0; receiver < events.receivers.size(); receiver++) {
    const EventReceiver &of = events.receivers[receiver];
    for (size_t lane = 0; lane < of.sourceIds.size(); lane++) {
      add(of.sourceIds[lane], of.recorded[lane] != 0);
      recipients.push_back({(int32_t)receiver, (int32_t)lane});
    }
  }
  for (const std::vector<int32_t> *others : {&events.foreignIds, &events.remoteIds})
    for (const int32_t id : *others) add(id, false);
  delays = events.connections.delayMs;
  active.assign(delays.size(), 1);
  sortMembers();
  layOutFans();
  movable.resize((size_t)events.instances);
  clear();
}

/** By source; in our order by the delays of the model then, so that connections of one delay lie together. */
void GroupEvents::sortMembers() {
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++) {
    const Recipient &to = recipients[(size_t)all.target[k]];
    members.push_back({(int32_t)k, to.receiver, to.lane, all.row[k]});
  }
  std::sort(members.begin(), members.end(), [&](const Member &a, const Member &b) {
    const size_t i = (size_t)a.connection, j = (size_t)b.connection;
    if (all.source[i] != all.source[j]) return all.source[i] < all.source[j];
    if (!neuronOrder && all.delayMs[i] != all.delayMs[j]) return all.delayMs[i] < all.delayMs[j];
    return i < j;
  });
}

/** What waits keeps its members, whatever the fans become. */
void GroupEvents::layOutFans() {
  const auto connectionOf = [&](int32_t member) { return members[(size_t)member].connection; };
  const auto sourceOf = [&](int32_t member) { return events.connections.source[(size_t)connectionOf(member)]; };
  const auto delayOf = [&](int32_t member) { return delays[(size_t)connectionOf(member)]; };
  const int32_t count = (int32_t)members.size();
  fans.clear();
  for (int32_t start = 0, end; start < count; start = end) {
    Source &source = sources[(size_t)sourceOf(start)];
    source.firstFan = (int32_t)fans.size();
    bool even = !source.apart;
    for (end = start + 1; end < count && sourceOf(end) == sourceOf(start); end++) even = even && delayOf(end) == delayOf(start);
    const bool together = neuronOrder && even && end - start > fewConnections;
    for (int32_t k = start; k < end; k++) {
      // An event for all asks each connection when it arrives.
      if (!together && !isActive(k)) continue;
      const bool follows = k > start && !fans.empty() && fans.back().last == k - 1;
      const bool joins = follows && (neuronOrder ? together : delayOf(k) == delayOf(k - 1) && connectionOf(k) > connectionOf(k - 1));
      if (joins) fans.back().last++;
      else fans.push_back({delayOf(k), k, k, connectionOf(k)});
    }
    source.fansEnd = (int32_t)fans.size();
  }
  // Each vote for one delay takes one for another away: what more than half vote for remains.
  size_t votes = 0;
  for (const Fan &fan : fans) {
    if (votes == 0) usualDelay = fan.delay;
    votes += fan.delay == usualDelay ? 1 : (size_t)-1;
  }
}

void GroupEvents::setConnections(const double *values, bool whileRunning) {
  const Connections &all = events.connections;
  if (all.delays < 0) return;
  bool changed = false;
  for (size_t k = 0; k < delays.size(); k++) {
    const double delay = values[(size_t)all.delays + k];
    const char on = values[(size_t)all.active + k] != 0;
    if (delay == delays[k] && on == active[k]) continue;
    if (delay != delays[k] && whileRunning) sources[(size_t)all.source[k]].apart = true;
    delays[k] = delay;
    active[k] = on;
    changed = true;
  }
  if (changed) layOutFans();
}

void GroupEvents::begin(const double *values, double start, double dt) {
  clear();
  setConnections(values, false);
  bin = 0;
  binStart = start - 0.5 * dt;
  binWidth = dt;
}

void GroupEvents::clear() {
  queue.clear();
  bins.clear();
  bool anyApart = false;
  for (Source &source : sources) {
    anyApart = anyApart || source.apart;
    source.emissions = 0;
    source.apart = false;
  }
  if (anyApart) layOutFans();
  std::fill(movable.begin(), movable.end(), -1);
  rest = Rest();
  leaving.clear();
  insertions = overtakings = 0;
  stopHandling();
}

/**
 * The place of a new event in NEURON's order. There what counts among events of one time is when they came into its queue's
 * tree; the first of all events lies outside of it, and comes into it anew when an earlier one is added.
 */
__attribute__((noinline)) int64_t GroupEvents::insertion(double time) {
  if (!queue.empty() && time < queue.firstTime()) queue.renumberFirst(++insertions);
  return ++insertions;
}

__attribute__((noinline)) bool GroupEvents::leave(const Outgoing &firing) {
  leaving.push_back(firing);
  return leaving.size() <= mostWaiting;
}

/** Moves the event that an instance has waiting. */
void GroupEvents::move(int32_t instance, double time) {
  int32_t &slot = movable[(size_t)instance];
  if (!neuronOrder) {
    slot = queue.move(slot, time, sources[(size_t)(detectors + instance)].emissions++, depthAt(time));
    return;
  }
  // The first of all stays first up to the time of the next, and before all of that time.
  if (slot == queue.firstSlot()) {
    Event event = queue.first();
    queue.removeFirst();
    const bool staysFirst = queue.empty() || !(time > queue.firstTime());
    event.emission = staysFirst ? --overtakings : ++insertions;
    event.depth = depthAt(time);
    slot = queue.put(time, event);
    return;
  }
  if (time < queue.firstTime()) queue.renumberFirst(++insertions);
  slot = queue.move(slot, time, ++insertions, depthAt(time));
}

/** What a process asks for in the place of the source that has a gid. */
EventFault GroupEvents::fireGid(const Emission &emission, std::vector<Spike> &spikes) {
  if (!isfinite(emission.time)) return EventFault::firedInThePast;
  const std::vector<int32_t> &gids = events.gids;
  const auto found = std::lower_bound(gids.begin(), gids.end(), emission.flag, [](int32_t gid, double wanted) { return (double)gid < wanted; });
  if (found == gids.end() || (double)*found != emission.flag) return EventFault::none;
  const int32_t source = events.gidSources[(size_t)(found - gids.begin())];
  if (source < detectors + events.instances && emission.kind == EmissionKind::fireForeign) return EventFault::none;
  if (sources[(size_t)source].recorded) spikes.push_back({source, emission.time});
  return fire(source, emission.time);
}

/** What is less usual. */
__attribute__((noinline)) EventFault GroupEvents::takeSpecial(const Emission &emission, int32_t instance, double now, std::vector<Spike> &spikes) {
  if (emission.kind == EmissionKind::fireGid || emission.kind == EmissionKind::fireForeign) return fireGid(emission, spikes);
  if (emission.kind == EmissionKind::deliver) {
    const Recipient &of = recipients[(size_t)instance];
    send(instance, events.receivers[(size_t)of.receiver].rowWithoutConnection + of.lane, now, emission.flag);
  }
  if (emission.kind == EmissionKind::move) {
    if (movable[(size_t)instance] < 0) return EventFault::nothingToMove;
    if (!(emission.time >= now)) return EventFault::movedIntoThePast;
    move(instance, emission.time);
  }
  return queue.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

/** Of a source with one event for all its connections. */
__attribute__((noinline)) Arrival GroupEvents::nextOfRest() {
  Arrival arrival = arrivalBy(members[(size_t)rest.member], rest.time);
  if (!isActive(rest.member++)) arrival.lane = -1;
  return arrival;
}

double GroupEvents::shortestRemoteDelay() const {
  double shortest = INFINITY;
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++)
    if (all.source[k] >= firstRemote() && all.delayMs[k] > 0) shortest = std::min(shortest, all.delayMs[k]);
  return shortest;
}

bool GroupEvents::hearsAtOnce() const {
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++)
    if (all.source[k] >= firstRemote() && all.delayMs[k] == 0) return true;
  return false;
}

} // namespace hillock
