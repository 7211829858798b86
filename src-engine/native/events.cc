#include "events.h"
#include <algorithm>

namespace hillock {
namespace {

/** Events that may wait at once in one group; far beyond any real model, so that memory cannot run out unseen. */
constexpr size_t mostWaiting = (size_t)1 << 24;
/** A chain of events without delay that is longer than this goes in a circle. */
constexpr int32_t longestChain = 100000;

} // namespace

GroupEvents::GroupEvents(const Group &group) : events(group.events), detectors((int32_t)group.detectors.size()) {
  const Connections &all = events.connections;
  const size_t sources = (size_t)detectors + (size_t)events.instances;
  members.resize(all.ids.size());
  for (size_t k = 0; k < members.size(); k++) members[k] = (int32_t)k;
  std::sort(members.begin(), members.end(), [&](int32_t a, int32_t b) {
    const size_t i = (size_t)a, j = (size_t)b;
    if (all.source[i] != all.source[j]) return all.source[i] < all.source[j];
    if (all.delayMs[i] != all.delayMs[j]) return all.delayMs[i] < all.delayMs[j];
    return a < b;
  });
  firstFan.assign(sources + 1, 0);
  for (size_t k = 0; k < members.size(); k++) {
    const size_t connection = (size_t)members[k];
    const bool same = k > 0 && all.source[connection] == all.source[(size_t)members[k - 1]] && all.delayMs[connection] == all.delayMs[(size_t)members[k - 1]];
    if (same) {
      fans.back().last++;
      continue;
    }
    fans.push_back({all.delayMs[connection], (int32_t)k, (int32_t)k});
    firstFan[(size_t)all.source[connection] + 1]++;
  }
  for (size_t source = 0; source < sources; source++) firstFan[source + 1] += firstFan[source];
  emissions.resize(sources);
  movable.resize((size_t)events.instances);
  for (size_t receiver = 0; receiver < events.receivers.size(); receiver++) receiverOf.resize(receiverOf.size() + events.receivers[receiver].sourceIds.size(), (int32_t)receiver);
  clear();
}

void GroupEvents::clear() {
  queue.clear();
  std::fill(emissions.begin(), emissions.end(), 0);
  std::fill(movable.begin(), movable.end(), -1);
  rest();
}

int32_t GroupEvents::idOf(int32_t source) const {
  if (source < detectors) return events.detectorIds[(size_t)source];
  const int32_t instance = source - detectors;
  const EventReceiver &receiver = events.receivers[(size_t)receiverOf[(size_t)instance]];
  return receiver.sourceIds[(size_t)(instance - receiver.firstInstance)];
}

EventFault GroupEvents::fire(int32_t source, double time) {
  const int64_t emission = emissions[(size_t)source]++;
  for (int32_t f = firstFan[(size_t)source]; f < firstFan[(size_t)source + 1]; f++) {
    const Fan &fan = fans[(size_t)f];
    queue.push({time + fan.delay, emission, 0, idOf(source), members[(size_t)fan.first], fan.first, fan.last, -1, -1, depthAt(time + fan.delay)});
  }
  return queue.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

int32_t GroupEvents::send(int32_t instance, int32_t row, double time, double flag) {
  const int32_t source = detectors + instance;
  return queue.push({time, emissions[(size_t)source]++, flag, idOf(source), -1, 0, 0, instance, row, depthAt(time)});
}

EventFault GroupEvents::take(const Emission &emission, int32_t instance, int32_t row, double now, std::vector<Spike> &spikes) {
  int32_t &waiting = movable[(size_t)instance];
  switch (emission.kind) {
  case EmissionKind::send: {
    if (!(emission.time >= 0)) return EventFault::sentIntoThePast;
    const int32_t slot = send(instance, row, now + emission.time, emission.flag);
    if (emission.flag == 1) waiting = slot;
    break;
  }
  case EmissionKind::deliver: {
    const EventReceiver &receiver = events.receivers[(size_t)receiverOf[(size_t)instance]];
    send(instance, receiver.rowWithoutConnection + instance - receiver.firstInstance, now, emission.flag);
    break;
  }
  case EmissionKind::move:
    if (waiting < 0) return EventFault::nothingToMove;
    if (!(emission.time >= now)) return EventFault::movedIntoThePast;
    queue.move(waiting, emission.time, emissions[(size_t)(detectors + instance)]++, depthAt(emission.time));
    break;
  case EmissionKind::fire: {
    if (!(emission.time >= now)) return EventFault::firedInThePast;
    const EventReceiver &receiver = events.receivers[(size_t)receiverOf[(size_t)instance]];
    if (receiver.recorded[(size_t)(instance - receiver.firstInstance)]) spikes.push_back({detectors + instance, emission.time});
    return fire(detectors + instance, emission.time);
  }
  }
  return queue.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

Arrival GroupEvents::next() {
  const Event event = queue.first();
  handling = event.time;
  depth = event.depth;
  const bool own = event.connection < 0;
  const Connections &all = events.connections;
  const int32_t instance = own ? event.instance : all.target[(size_t)event.connection];
  if (own && movable[(size_t)instance] == queue.firstSlot()) movable[(size_t)instance] = -1;
  if (!own && event.member < event.lastMember) queue.nextMember(members[(size_t)event.member + 1]);
  else queue.removeFirst();
  const int32_t receiver = receiverOf[(size_t)instance];
  return {event.time, own ? event.flag : 0, instance, receiver, instance - events.receivers[(size_t)receiver].firstInstance, own ? event.row : all.row[(size_t)event.connection]};
}

bool GroupEvents::goesInCircles() const { return depth > longestChain; }

} // namespace hillock
