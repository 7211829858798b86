// Events that came in the order in which they are due, as arrivals by connections of one delay do: a ring, to which they
// are added at the end.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <utility>
#include <vector>

namespace hillock {

/** `Event` says with `comesBefore` which of two of one time is first. */
template <class Event> class EventsInTurn {
public:
  bool empty() const { return begin == end; }
  size_t size() const { return end - begin; }
  double firstTime() const { return times[begin & mask]; }
  const Event &first() const { return events[begin & mask]; }
  Event &first() { return events[begin & mask]; }
  /** Whether an event is due after all that are here. */
  bool follows(double time, const Event &event) const {
    if (empty()) return true;
    const size_t last = (end - 1) & mask;
    return times[last] == time ? events[last].comesBefore(event) : times[last] < time;
  }
  /** Adds one that follows. */
  void add(double time, const Event &event) {
    if (size() == times.size()) grow();
    times[end & mask] = time;
    events[end++ & mask] = event;
  }
  void removeFirst() { begin++; }
  /** The first event may come later among those of its time now. */
  __attribute__((noinline)) void sinkFirst() {
    for (size_t at = begin; at + 1 < end; at++) {
      const size_t one = at & mask, next = (at + 1) & mask;
      if (times[one] != times[next] || !events[next].comesBefore(events[one])) return;
      std::swap(events[one], events[next]);
    }
  }
  /** In order. */
  template <class Visit> void visit(Visit visit) const {
    for (size_t at = begin; at < end; at++) visit(times[at & mask], events[at & mask]);
  }
  void clear() { begin = end = 0; }

private:
  static constexpr size_t fewest = 16;
  // As many of both, a power of two.
  std::vector<double> times;
  std::vector<Event> events;
  size_t begin = 0, end = 0, mask = 0; // places modulo that number

  __attribute__((noinline)) void grow() {
    const size_t count = size(), room = times.empty() ? fewest : 2 * times.size();
    std::vector<double> moreTimes(room);
    std::vector<Event> moreEvents(room);
    for (size_t k = 0; k < count; k++) {
      moreTimes[k] = times[(begin + k) & mask];
      moreEvents[k] = events[(begin + k) & mask];
    }
    times = std::move(moreTimes);
    events = std::move(moreEvents);
    begin = 0;
    end = count;
    mask = room - 1;
  }
};

} // namespace hillock
