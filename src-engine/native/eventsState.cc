// What a group's events keep from one step to the next, as bytes: the waiting events in their order, and the numbers
// from which the order of later ones follows.
#include "events.h"
#include "stateBytes.h"
#include <algorithm>

namespace hillock {
namespace {

/** Bytes of one waiting event. */
constexpr size_t eventBytes = 44;
/** Numbers of emissions that can still be counted on from. */
constexpr int64_t mostEmissions = (int64_t)1 << 53;

bool comesBefore(const Event &a, const Event &b) {
  if (a.time != b.time) return a.time < b.time;
  if (a.source != b.source) return a.source < b.source;
  if (a.emission != b.emission) return a.emission < b.emission;
  return a.connection < b.connection;
}

} // namespace

void GroupEvents::save(StateWriter &out) const {
  struct Waiting {
    Event event;
    int32_t slot;
  };
  std::vector<Waiting> waiting;
  queue.forEach([&](int32_t slot, const Event &event) { waiting.push_back({event, slot}); });
  std::sort(waiting.begin(), waiting.end(), [](const Waiting &a, const Waiting &b) { return comesBefore(a.event, b.event); });
  out.wide((int64_t)waiting.size());
  for (const Waiting &one : waiting) {
    const Event &event = one.event;
    const bool own = event.connection < 0;
    out.number(event.time);
    out.wide(event.emission);
    out.number(event.flag);
    for (const int32_t value : {event.connection, own ? 0 : event.member, own ? 0 : event.lastMember, own ? event.instance : 0, own ? event.row : 0}) out.whole(value);
    // Its own instance may still move it.
    out.whole(own && movable[(size_t)event.instance] == one.slot ? 1 : 0);
  }
  for (const int64_t count : emissions) out.wide(count);
  out.wide(insertions);
  out.wide(overtakings);
}

/** Each instance with each row of weights that an event to itself can have, in order. */
std::vector<std::pair<int32_t, int32_t>> GroupEvents::rowsOfInstances() const {
  std::vector<std::pair<int32_t, int32_t>> pairs;
  for (size_t instance = 0; instance < receiverOf.size(); instance++) {
    const EventReceiver &receiver = events.receivers[(size_t)receiverOf[instance]];
    pairs.emplace_back((int32_t)instance, receiver.rowWithoutConnection + (int32_t)instance - receiver.firstInstance);
  }
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++) pairs.emplace_back(all.target[k], all.row[k]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/** Whether the rest of a spike's arrivals is one that a fan of this group can have. */
bool GroupEvents::isOfFan(int32_t member, int32_t last, int32_t connection) const {
  if (member < 0 || last < member || (size_t)last >= members.size() || members[(size_t)member] != connection) return false;
  const auto beyond = [](int32_t at, const Fan &fan) { return at < fan.first; };
  const auto fan = std::upper_bound(fans.begin(), fans.end(), member, beyond);
  return fan != fans.begin() && (fan - 1)->last == last;
}

bool GroupEvents::restore(StateReader &in) {
  clear();
  const std::vector<std::pair<int32_t, int32_t>> rows = rowsOfInstances();
  for (size_t left = in.count(eventBytes); left > 0; left--) {
    Event event = {};
    event.time = in.number();
    event.emission = in.wideWithin(-mostEmissions, mostEmissions);
    event.flag = in.number();
    event.connection = in.wholeWithin(-1, (int32_t)members.size() - 1);
    event.member = in.whole();
    event.lastMember = in.whole();
    event.instance = in.whole();
    event.row = in.whole();
    const bool isMovable = in.flag(), own = event.connection < 0;
    if (in.failed || isnan(event.time) || (!own && isMovable)) return false;
    if (own && !std::binary_search(rows.begin(), rows.end(), std::make_pair(event.instance, event.row))) return false;
    if (!own && !isOfFan(event.member, event.lastMember, event.connection)) return false;
    if (!neuronOrder) event.source = ids[(size_t)(own ? detectors + event.instance : events.connections.source[(size_t)event.connection])];
    const int32_t slot = queue.push(event);
    if (isMovable) movable[(size_t)event.instance] = slot;
  }
  for (int64_t &count : emissions) count = in.wideWithin(0, mostEmissions);
  insertions = in.wideWithin(0, mostEmissions);
  overtakings = in.wideWithin(-mostEmissions, 0);
  return !in.failed;
}

void GroupEvents::adopt(GroupEvents &&other) {
  clear();
  queue = std::move(other.queue);
  emissions = std::move(other.emissions);
  movable = std::move(other.movable);
  insertions = other.insertions;
  overtakings = other.overtakings;
}

} // namespace hillock
