#include "events.h"
#include <algorithm>

namespace hillock {
namespace {

/** Events that may wait at once in one group; far beyond any real model, so that memory cannot run out unseen. */
constexpr size_t mostWaiting = (size_t)1 << 24;
/** A chain of events without delay that is longer than this goes in a circle. */
constexpr int32_t longestChain = 100000;
/** In NEURON's order one event stands for all connections of a source where they are more than this and share a delay. */
constexpr int32_t fewConnections = 2;

} // namespace

GroupEvents::GroupEvents(const Group &group) : events(group.events), detectors((int32_t)group.detectors.size()), neuronOrder(group.events.neuronOrder) {
  const size_t sources = (size_t)detectors + (size_t)events.instances + events.foreignIds.size() + events.remoteIds.size();
  delays = events.connections.delayMs;
  active.assign(delays.size(), 1);
  emissions.resize(sources);
  apart.resize(sources, 0);
  sortMembers();
  layOutFans();
  movable.resize((size_t)events.instances);
  for (size_t receiver = 0; receiver < events.receivers.size(); receiver++) receiverOf.resize(receiverOf.size() + events.receivers[receiver].sourceIds.size(), (int32_t)receiver);
  ids = events.detectorIds;
  recorded.assign(events.detectorsRecorded.begin(), events.detectorsRecorded.end());
  for (const EventReceiver &receiver : events.receivers) {
    ids.insert(ids.end(), receiver.sourceIds.begin(), receiver.sourceIds.end());
    recorded.insert(recorded.end(), receiver.recorded.begin(), receiver.recorded.end());
  }
  ids.insert(ids.end(), events.foreignIds.begin(), events.foreignIds.end());
  ids.insert(ids.end(), events.remoteIds.begin(), events.remoteIds.end());
  recorded.resize(sources, 0);
  leaves.resize(sources, 0);
  clear();
}

/** By source; in our order by the delays of the model then, so that connections of one delay lie together. */
void GroupEvents::sortMembers() {
  const Connections &all = events.connections;
  members.resize(all.ids.size());
  for (size_t k = 0; k < members.size(); k++) members[k] = (int32_t)k;
  std::sort(members.begin(), members.end(), [&](int32_t a, int32_t b) {
    const size_t i = (size_t)a, j = (size_t)b;
    if (all.source[i] != all.source[j]) return all.source[i] < all.source[j];
    if (!neuronOrder && all.delayMs[i] != all.delayMs[j]) return all.delayMs[i] < all.delayMs[j];
    return a < b;
  });
}

/** What waits keeps its members, whatever the fans become. */
void GroupEvents::layOutFans() {
  const auto sourceOf = [&](int32_t member) { return events.connections.source[(size_t)members[(size_t)member]]; };
  const auto delayOf = [&](int32_t member) { return delays[(size_t)members[(size_t)member]]; };
  const int32_t count = (int32_t)members.size();
  const size_t sources = apart.size();
  fans.clear();
  firstFan.assign(sources + 1, 0);
  for (int32_t start = 0, end; start < count; start = end) {
    const int32_t source = sourceOf(start);
    bool even = !apart[(size_t)source];
    for (end = start + 1; end < count && sourceOf(end) == source; end++) even = even && delayOf(end) == delayOf(start);
    const bool together = neuronOrder && even && end - start > fewConnections;
    for (int32_t k = start; k < end; k++) {
      // An event for all asks each connection when it arrives.
      if (!together && !isActive(k)) continue;
      const bool follows = k > start && !fans.empty() && fans.back().last == k - 1;
      const bool joins = follows && (neuronOrder ? together : delayOf(k) == delayOf(k - 1) && members[(size_t)k] > members[(size_t)k - 1]);
      if (joins) fans.back().last++;
      else fans.push_back({delayOf(k), k, k});
    }
    firstFan[(size_t)source + 1] = (int32_t)fans.size();
  }
  for (size_t source = 0; source < sources; source++) firstFan[source + 1] = std::max(firstFan[source + 1], firstFan[source]);
}

void GroupEvents::setConnections(const double *values, bool whileRunning) {
  const Connections &all = events.connections;
  if (all.delays < 0) return;
  bool changed = false;
  for (size_t k = 0; k < delays.size(); k++) {
    const double delay = values[(size_t)all.delays + k];
    const char on = values[(size_t)all.active + k] != 0;
    if (delay == delays[k] && on == active[k]) continue;
    if (delay != delays[k] && whileRunning) apart[(size_t)all.source[k]] = 1;
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
  std::fill(emissions.begin(), emissions.end(), 0);
  std::fill(movable.begin(), movable.end(), -1);
  if (std::find(apart.begin(), apart.end(), 1) != apart.end()) {
    std::fill(apart.begin(), apart.end(), 0);
    layOutFans();
  }
  rest = Rest();
  leaving.clear();
  insertions = overtakings = 0;
  stopHandling();
}

/**
 * Puts a new event of a source in its place. In NEURON's order what counts among events of one time is when they came into
 * its queue's tree; the first of all events lies outside of it, and comes into it anew when an earlier one is added.
 */
void GroupEvents::put(int32_t slot, int32_t source, int64_t emission) {
  const double time = queue[slot].time;
  if (neuronOrder && !queue.empty() && time < queue.firstTime()) queue.renumberFirst(++insertions);
  Event &event = queue[slot];
  event.source = neuronOrder ? 0 : ids[(size_t)source];
  event.emission = neuronOrder ? ++insertions : emission;
  event.depth = depthAt(time);
  queue.put(slot);
}

EventFault GroupEvents::fire(int32_t source, double time) {
  const int64_t emission = emissions[(size_t)source]++;
  if (leaves[(size_t)source]) leaving.push_back({source, time, emission});
  return leaving.size() > mostWaiting ? EventFault::tooMany : arrive(source, time, emission);
}

/** The arrivals of one firing at the targets in this group. */
EventFault GroupEvents::arrive(int32_t source, double time, int64_t emission) {
  for (int32_t f = firstFan[(size_t)source]; f < firstFan[(size_t)source + 1]; f++) {
    const Fan &fan = fans[(size_t)f];
    EventQueue &waiting = events.binned ? bins : queue;
    const int32_t slot = waiting.add();
    Event &event = waiting[slot];
    event.time = time + fan.delay;
    event.connection = members[(size_t)fan.first];
    event.member = fan.first;
    event.lastMember = fan.last;
    if (events.binned) putInBin(slot);
    else put(slot, source, emission);
  }
  return queue.size() + bins.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

int32_t GroupEvents::send(int32_t instance, int32_t row, double time, double flag) {
  const int32_t slot = queue.add();
  Event &event = queue[slot];
  event.time = time;
  event.flag = flag;
  event.connection = -1;
  event.instance = instance;
  event.row = row;
  put(slot, detectors + instance, emissions[(size_t)(detectors + instance)]++);
  return slot;
}

/** Moves the event that an instance has waiting. */
void GroupEvents::move(int32_t instance, double time) {
  int32_t &slot = movable[(size_t)instance];
  if (!neuronOrder) {
    slot = queue.move(slot, time, emissions[(size_t)(detectors + instance)]++, depthAt(time));
    return;
  }
  // The first of all stays first up to the time of the next, and before all of that time.
  if (slot == queue.firstSlot()) {
    Event event = queue.first();
    queue.removeFirst();
    const bool staysFirst = queue.empty() || !(time > queue.firstTime());
    event.time = time;
    event.emission = staysFirst ? --overtakings : ++insertions;
    event.depth = depthAt(time);
    slot = queue.push(event);
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
  if (recorded[(size_t)source]) spikes.push_back({source, emission.time});
  return fire(source, emission.time);
}

EventFault GroupEvents::take(const Emission &emission, int32_t instance, int32_t row, double now, std::vector<Spike> &spikes) {
  switch (emission.kind) {
  case EmissionKind::send: {
    if (!(emission.time >= 0)) return EventFault::sentIntoThePast;
    const int32_t slot = send(instance, row, now + emission.time, emission.flag);
    if (emission.flag == 1) movable[(size_t)instance] = slot;
    break;
  }
  case EmissionKind::deliver: {
    const EventReceiver &receiver = events.receivers[(size_t)receiverOf[(size_t)instance]];
    send(instance, receiver.rowWithoutConnection + instance - receiver.firstInstance, now, emission.flag);
    break;
  }
  case EmissionKind::move:
    if (movable[(size_t)instance] < 0) return EventFault::nothingToMove;
    if (!(emission.time >= now)) return EventFault::movedIntoThePast;
    move(instance, emission.time);
    break;
  case EmissionKind::fire:
    if (!(emission.time >= now)) return EventFault::firedInThePast;
    if (recorded[(size_t)(detectors + instance)]) spikes.push_back({detectors + instance, emission.time});
    return fire(detectors + instance, emission.time);
  case EmissionKind::fireGid:
  case EmissionKind::fireForeign: return fireGid(emission, spikes);
  // They are no events (calling.cc).
  case EmissionKind::print:
  case EmissionKind::halt:
  case EmissionKind::stop: break;
  }
  return queue.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

Arrival GroupEvents::arrivalOf(const Event &event) const {
  const Connections &all = events.connections;
  const bool own = event.connection < 0;
  const int32_t instance = own ? event.instance : all.target[(size_t)event.connection];
  const int32_t receiver = receiverOf[(size_t)instance];
  return {event.time, own ? event.flag : 0, instance, receiver, instance - events.receivers[(size_t)receiver].firstInstance, own ? event.row : all.row[(size_t)event.connection]};
}

Arrival GroupEvents::next() {
  if (rest.member <= rest.last) return nextOfRest();
  const Event &event = queue.first();
  handling = event.time;
  depth = event.depth;
  const Arrival arrival = arrivalOf(event);
  const bool own = event.connection < 0;
  if (own && movable[(size_t)arrival.instance] == queue.firstSlot()) movable[(size_t)arrival.instance] = -1;
  const bool others = !own && event.member < event.lastMember;
  if (others && !neuronOrder) {
    queue.nextMember(members[(size_t)event.member + 1]);
    return arrival;
  }
  const double time = event.time;
  const int32_t member = event.member, last = event.lastMember;
  queue.removeFirst();
  if (!others) return arrival;
  rest = {time, member, last};
  return nextOfRest();
}

/** Of a source with one event for all its connections. */
Arrival GroupEvents::nextOfRest() {
  Event event = {};
  event.time = rest.time;
  event.connection = members[(size_t)rest.member];
  Arrival arrival = arrivalOf(event);
  if (!isActive(rest.member++)) arrival.instance = -1;
  return arrival;
}

double GroupEvents::shortestRemoteDelay() const {
  double shortest = INFINITY;
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++)
    if (all.source[k] >= firstRemote() && all.leastDelayMs[k] > 0) shortest = std::min(shortest, all.leastDelayMs[k]);
  return shortest;
}

bool GroupEvents::hearsAtOnce() const {
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++)
    if (all.source[k] >= firstRemote() && all.leastDelayMs[k] == 0) return true;
  return false;
}

bool GroupEvents::goesInCircles() const { return depth > longestChain; }

} // namespace hillock
