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

} // namespace

void GroupEvents::saveQueue(StateWriter &out, const EventQueue &of) const {
  struct Waiting {
    double time;
    Event event;
    int32_t slot;
    bool operator<(const Waiting &other) const { return time != other.time ? time < other.time : event.comesBefore(other.event); }
  };
  std::vector<Waiting> waiting;
  of.forEach([&](int32_t slot, double time, const Event &event) { waiting.push_back({time, event, slot}); });
  std::sort(waiting.begin(), waiting.end());
  out.wide((int64_t)waiting.size());
  for (const Waiting &one : waiting) {
    const Event &event = one.event;
    const bool own = event.isOwn();
    out.number(one.time);
    out.wide(event.emission);
    out.number(own ? event.flag : &of == &bins ? binTimes[(size_t)one.slot] : 0);
    for (const int32_t value : {own ? -1 : event.place, own ? 0 : event.fan.member, own ? 0 : event.fan.last, own ? event.instance : 0, own ? event.place : 0}) out.whole(value);
    // Its own instance may still move it.
    out.whole(own && movable[(size_t)event.instance] == one.slot ? 1 : 0);
  }
}

void GroupEvents::save(StateWriter &out) const {
  saveQueue(out, queue);
  saveQueue(out, bins);
  for (const Source &source : sources) out.wide(source.emissions);
  for (const Source &source : sources) out.whole(source.apart);
  for (const int64_t number : {insertions, overtakings, bin}) out.wide(number);
  out.number(binStart);
  out.number(binWidth);
}

/** Each instance with each row of weights that an event to itself can have, in order. */
std::vector<std::pair<int32_t, int32_t>> GroupEvents::rowsOfInstances() const {
  std::vector<std::pair<int32_t, int32_t>> pairs;
  for (size_t instance = 0; instance < recipients.size(); instance++) {
    const Recipient &of = recipients[instance];
    pairs.emplace_back((int32_t)instance, events.receivers[(size_t)of.receiver].rowWithoutConnection + of.lane);
  }
  const Connections &all = events.connections;
  for (size_t k = 0; k < all.ids.size(); k++) pairs.emplace_back(all.target[k], all.row[k]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/** Whether connections can be the rest of those for which one event waits. */
bool GroupEvents::canWaitTogether(int32_t member, int32_t last, int32_t connection) const {
  if (member < 0 || last < member || (size_t)last >= members.size() || members[(size_t)member].connection != connection) return false;
  const std::vector<int32_t> &source = events.connections.source;
  return source[(size_t)members[(size_t)last].connection] == source[(size_t)connection];
}

bool GroupEvents::restoreQueue(StateReader &in, EventQueue &into, const std::vector<std::pair<int32_t, int32_t>> &rows) {
  for (size_t left = in.count(eventBytes); left > 0; left--) {
    const double time = in.number();
    Event event = {};
    event.emission = in.wideWithin(-mostEmissions, mostEmissions);
    const double flag = in.number();
    const int32_t connection = in.wholeWithin(-1, (int32_t)members.size() - 1);
    const EventFan fan = {in.whole(), in.whole()};
    const int32_t instance = in.whole(), row = in.whole();
    const bool isMovable = in.flag(), own = connection < 0;
    if (in.failed || isnan(time) || (!own && isMovable) || (own && &into == &bins)) return false;
    if (own && !std::binary_search(rows.begin(), rows.end(), std::make_pair(instance, row))) return false;
    if (!own && !canWaitTogether(fan.member, fan.last, connection)) return false;
    if (own) event.flag = flag;
    else event.fan = fan;
    event.instance = own ? instance : -1;
    event.place = own ? row : connection;
    if (!neuronOrder) event.source = sources[(size_t)(own ? detectors + instance : events.connections.source[(size_t)connection])].id;
    const int32_t slot = into.put(time, event);
    if (isMovable) movable[(size_t)instance] = slot;
    if (&into != &bins) continue;
    binTimes.resize(std::max(binTimes.size(), (size_t)slot + 1));
    binTimes[(size_t)slot] = flag;
  }
  return !in.failed;
}

bool GroupEvents::restore(StateReader &in) {
  clear();
  const std::vector<std::pair<int32_t, int32_t>> rows = rowsOfInstances();
  if (!restoreQueue(in, queue, rows) || !restoreQueue(in, bins, rows)) return false;
  for (Source &source : sources) source.emissions = in.wideWithin(0, mostEmissions);
  for (Source &source : sources) source.apart = in.flag();
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
  binTimes = std::move(other.binTimes);
  for (size_t k = 0; k < sources.size(); k++) {
    sources[k].emissions = other.sources[k].emissions;
    sources[k].apart = other.sources[k].apart;
  }
  movable = std::move(other.movable);
  insertions = other.insertions;
  overtakings = other.overtakings;
  bin = other.bin;
  binStart = other.binStart;
  binWidth = other.binWidth;
  layOutFans();
}

} // namespace hillock
