// Events of connections in bins, one for each step, as NEURON keeps them with `queue_mode(1)` (simulation/SPEC.md, rule 57).
#include "events.h"
#include <algorithm>

namespace hillock {
namespace {

/** So much of a step earlier an event still counts as one of the bin that begins with it. */
constexpr double binTolerance = 1e-10;

} // namespace

int64_t GroupEvents::binOf(double time) const {
  const double steps = (time - binStart) / binWidth + binTolerance;
  return bin + (steps > 0 ? (int64_t)std::min(steps, 1e15) : 0);
}

__attribute__((noinline)) void GroupEvents::putInBin(const Fan &fan, double time) {
  const int64_t number = binOf(time);
  Event event;
  event.fan = {fan.first, fan.last};
  event.instance = -1;
  event.place = fan.connection;
  event.source = 0;
  event.emission = -(++insertions);
  event.depth = number == bin && !isnan(handling) ? depth + 1 : 0;
  const size_t slot = (size_t)bins.put((double)number, event);
  if (slot >= binTimes.size()) binTimes.resize(slot + 1);
  binTimes[slot] = time;
}

Arrival GroupEvents::nextOfBin(double now) {
  if (rest.member <= rest.last) return nextOfRest();
  const Event event = bins.first();
  bins.removeFirst();
  handling = now;
  depth = event.depth;
  if (event.fan.member == event.fan.last) return arrivalBy(members[(size_t)event.fan.member], now);
  rest = {now, event.fan.member, event.fan.last};
  return nextOfRest();
}

void GroupEvents::nextBin(double time, double dt) {
  bin++;
  binStart = time;
  if (dt == binWidth) return;
  // With another step all that waits comes into other bins, in the order in which it came.
  binWidth = dt;
  std::vector<std::pair<double, Event>> waiting;
  bins.forEach([&](int32_t slot, double, const Event &event) { waiting.emplace_back(binTimes[(size_t)slot], event); });
  bins.clear();
  binTimes.resize(waiting.size());
  for (const auto &[exactly, event] : waiting) binTimes[(size_t)bins.put((double)binOf(exactly), event)] = exactly;
}

} // namespace hillock
