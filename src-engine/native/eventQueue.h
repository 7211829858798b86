// Events that wait for their time, in the order of kernel/nativeEvents.ts. One queue for each group; only its thread
// touches it, and memory is taken only when it grows.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <vector>

namespace hillock {

/** One event, or, while `member` and `lastMember` differ, the rest of a spike's arrivals that share a delay. */
struct Event {
  double time;
  int64_t emission;            // number of the emission among the source's
  double flag;                 // of an event to the instance itself
  int32_t source;              // id
  int32_t connection;          // index in the group; −1: an instance's event to itself
  int32_t member, lastMember;  // of the connections that share source and delay
  int32_t instance, row;       // of an event to the instance itself
  int32_t depth;               // length of the chain of events at one and the same time that led to it
};

/** A heap whose elements can be found again, so that an event can be moved. */
class EventQueue {
public:
  bool empty() const { return heap.empty(); }
  size_t size() const { return heap.size(); }
  double firstTime() const { return heap[0].time; }
  const Event &first() const { return events[(size_t)heap[0].slot]; }
  int32_t firstSlot() const { return heap[0].slot; }

  /** Adds an event; what is returned stands for it until it is removed. */
  int32_t push(const Event &event) {
    int32_t slot;
    if (unused.empty()) {
      slot = (int32_t)events.size();
      events.push_back(event);
      position.push_back(0);
    } else {
      slot = unused.back();
      unused.pop_back();
      events[(size_t)slot] = event;
    }
    heap.push_back({event.time, slot});
    rise(heap.size() - 1);
    return slot;
  }
  void removeFirst() {
    unused.push_back(heap[0].slot);
    const Entry last = heap.back();
    heap.pop_back();
    if (heap.empty()) return;
    heap[0] = last;
    sink(0);
  }
  /** The first event's next arrival takes its place. */
  void nextMember(int32_t connection) {
    Event &event = events[(size_t)heap[0].slot];
    event.member++;
    event.connection = connection;
    sink(0);
  }
  void move(int32_t slot, double time, int64_t emission, int32_t depth) {
    Event &event = events[(size_t)slot];
    event.time = time;
    event.emission = emission;
    event.depth = depth;
    const size_t at = (size_t)position[(size_t)slot];
    heap[at].time = time;
    rise(at);
    sink((size_t)position[(size_t)slot]);
  }
  /** Gives an event another number among those of its time and source. */
  void renumber(int32_t slot, int64_t emission) { move(slot, events[(size_t)slot].time, emission, events[(size_t)slot].depth); }
  /** Time of the event after the first, where there are two. */
  double secondTime() const { return heap[firstOf(1, fanOut + 1 < heap.size() ? fanOut + 1 : heap.size())].time; }
  void clear() {
    heap.clear();
    events.clear();
    position.clear();
    unused.clear();
  }

private:
  /** Times lie in the heap itself: the events are looked at only where two times are equal. */
  struct Entry {
    double time;
    int32_t slot;
  };
  /** Children of an entry; as many as lie in one line of the cache. */
  static constexpr size_t fanOut = 4;

  std::vector<Event> events;      // by slot
  std::vector<int32_t> position;  // slot → place in the heap
  std::vector<Entry> heap;
  std::vector<int32_t> unused;    // slots

  bool before(const Entry &left, const Entry &right) const { return left.time != right.time ? left.time < right.time : beforeAtOneTime(left, right); }
  bool beforeAtOneTime(const Entry &left, const Entry &right) const {
    const Event &a = events[(size_t)left.slot], &b = events[(size_t)right.slot];
    if (a.source != b.source) return a.source < b.source;
    if (a.emission != b.emission) return a.emission < b.emission;
    return a.connection < b.connection;
  }
  void put(size_t at, const Entry &entry) {
    heap[at] = entry;
    position[(size_t)entry.slot] = (int32_t)at;
  }
  void rise(size_t at) {
    const Entry entry = heap[at];
    while (at > 0 && before(entry, heap[(at - 1) / fanOut])) {
      put(at, heap[(at - 1) / fanOut]);
      at = (at - 1) / fanOut;
    }
    put(at, entry);
  }
  /** The first of the entries from `start` to before `end`; without branches where no two times are equal. */
  size_t firstOf(size_t start, size_t end) const {
    size_t least = start;
    double time = heap[start].time;
    bool equal = false;
    for (size_t child = start + 1; child < end; child++) {
      const double other = heap[child].time;
      equal |= other == time;
      least = other < time ? child : least;
      time = other < time ? other : time;
    }
    if (!equal) return least;
    for (size_t child = start; child < end; child++)
      if (before(heap[child], heap[least])) least = child;
    return least;
  }
  void sink(size_t at) {
    const Entry entry = heap[at];
    const size_t count = heap.size();
    for (size_t start = fanOut * at + 1; start < count; start = fanOut * at + 1) {
      const size_t least = firstOf(start, start + fanOut < count ? start + fanOut : count);
      if (!before(heap[least], entry)) break;
      put(at, heap[least]);
      at = least;
    }
    put(at, entry);
  }
};

} // namespace hillock
