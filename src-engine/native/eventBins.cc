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

/** The time itself is kept where an event to oneself has its flag. */
void GroupEvents::putInBin(int32_t slot) {
  Event &event = bins[slot];
  event.flag = event.time;
  const int64_t number = binOf(event.time);
  event.time = (double)number;
  event.source = 0;
  event.emission = -(++insertions);
  event.depth = number == bin && !isnan(handling) ? depth + 1 : 0;
  bins.put(slot);
}

Arrival GroupEvents::nextOfBin(double now) {
  if (rest.member <= rest.last) return nextOfRest();
  const Event event = bins.first();
  bins.removeFirst();
  handling = now;
  depth = event.depth;
  if (event.member < event.lastMember) {
    rest = {now, event.member, event.lastMember};
    return nextOfRest();
  }
  Event arriving = event;
  arriving.time = now;
  return arrivalOf(arriving);
}

void GroupEvents::nextBin(double time, double dt) {
  bin++;
  binStart = time;
  if (dt == binWidth) return;
  // With another step all that waits comes into other bins, in the order in which it came.
  binWidth = dt;
  std::vector<Event> waiting;
  bins.forEach([&](int32_t, const Event &event) { waiting.push_back(event); });
  bins.clear();
  for (Event &event : waiting) {
    event.time = (double)binOf(event.flag);
    bins.push(event);
  }
}

} // namespace hillock
