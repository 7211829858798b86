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

void GroupEvents::saveQueue(StateWriter &out, const EventQueue &of) const {
  struct Waiting {
    Event event;
    int32_t slot;
  };
  std::vector<Waiting> waiting;
  of.forEach([&](int32_t slot, const Event &event) { waiting.push_back({event, slot}); });
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
}

void GroupEvents::save(StateWriter &out) const {
  saveQueue(out, queue);
  saveQueue(out, bins);
  for (const int64_t count : emissions) out.wide(count);
  for (const char one : apart) out.whole(one);
  for (const int64_t number : {insertions, overtakings, bin}) out.wide(number);
  out.number(binStart);
  out.number(binWidth);
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

/** Whether connections can be the rest of those for which one event waits. */
bool GroupEvents::canWaitTogether(int32_t member, int32_t last, int32_t connection) const {
  if (member < 0 || last < member || (size_t)last >= members.size() || members[(size_t)member] != connection) return false;
  const std::vector<int32_t> &source = events.connections.source;
  return source[(size_t)members[(size_t)last]] == source[(size_t)connection];
}

bool GroupEvents::restoreQueue(StateReader &in, EventQueue &into, const std::vector<std::pair<int32_t, int32_t>> &rows) {
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
    if (in.failed || isnan(event.time) || (!own && isMovable) || (own && &into == &bins)) return false;
    if (own && !std::binary_search(rows.begin(), rows.end(), std::make_pair(event.instance, event.row))) return false;
    if (!own && !canWaitTogether(event.member, event.lastMember, event.connection)) return false;
    if (!neuronOrder) event.source = ids[(size_t)(own ? detectors + event.instance : events.connections.source[(size_t)event.connection])];
    const int32_t slot = into.push(event);
    if (isMovable) movable[(size_t)event.instance] = slot;
  }
  return !in.failed;
}

bool GroupEvents::restore(StateReader &in) {
  clear();
  const std::vector<std::pair<int32_t, int32_t>> rows = rowsOfInstances();
  if (!restoreQueue(in, queue, rows) || !restoreQueue(in, bins, rows)) return false;
  for (int64_t &count : emissions) count = in.wideWithin(0, mostEmissions);
  for (char &one : apart) one = in.flag();
  insertions = in.wideWithin(0, mostEmissions);
  overtakings = in.wideWithin(-mostEmissions, 0);
  bin = in.wideWithin(0, mostEmissions);
  binStart = in.number();
  binWidth = in.number();
  return !in.failed && isfinite(binStart) && isfinite(binWidth) && binWidth >= 0;
}

void GroupEvents::adopt(GroupEvents &&other) {
  clear();
  queue = std::move(other.queue);
  bins = std::move(other.bins);
  emissions = std::move(other.emissions);
  movable = std::move(other.movable);
  apart = std::move(other.apart);
  insertions = other.insertions;
  overtakings = other.overtakings;
  bin = other.bin;
  binStart = other.binStart;
  binWidth = other.binWidth;
  layOutFans();
}

} // namespace hillock
