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

/** A binary heap whose elements can be found again, so that an event can be moved. */
class EventQueue {
public:
  bool empty() const { return heap.empty(); }
  size_t size() const { return heap.size(); }
  const Event &first() const { return events[(size_t)heap[0]]; }

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
    heap.push_back(slot);
    rise(heap.size() - 1);
    return slot;
  }
  void removeFirst() {
    unused.push_back(heap[0]);
    heap[0] = heap.back();
    heap.pop_back();
    if (!heap.empty()) sink(0);
  }
  /** The first event's next arrival takes its place. */
  void nextMember(int32_t connection) {
    Event &event = events[(size_t)heap[0]];
    event.member++;
    event.connection = connection;
    sink(0);
  }
  void move(int32_t slot, double time, int64_t emission, int32_t depth) {
    Event &event = events[(size_t)slot];
    event.time = time;
    event.emission = emission;
    event.depth = depth;
    rise((size_t)position[(size_t)slot]);
    sink((size_t)position[(size_t)slot]);
  }
  int32_t firstSlot() const { return heap[0]; }
  void clear() {
    heap.clear();
    events.clear();
    position.clear();
    unused.clear();
  }

private:
  std::vector<Event> events;      // by slot
  std::vector<int32_t> position;  // slot → place in the heap
  std::vector<int32_t> heap;      // slots
  std::vector<int32_t> unused;    // slots

  bool before(int32_t left, int32_t right) const {
    const Event &a = events[(size_t)left], &b = events[(size_t)right];
    if (a.time != b.time) return a.time < b.time;
    if (a.source != b.source) return a.source < b.source;
    if (a.emission != b.emission) return a.emission < b.emission;
    return a.connection < b.connection;
  }
  void put(size_t at, int32_t slot) {
    heap[at] = slot;
    position[(size_t)slot] = (int32_t)at;
  }
  void rise(size_t at) {
    const int32_t slot = heap[at];
    while (at > 0 && before(slot, heap[(at - 1) / 2])) {
      put(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    put(at, slot);
  }
  void sink(size_t at) {
    const int32_t slot = heap[at];
    for (;;) {
      size_t child = 2 * at + 1;
      if (child >= heap.size()) break;
      if (child + 1 < heap.size() && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], slot)) break;
      put(at, heap[child]);
      at = child;
    }
    put(at, slot);
  }
};

} // namespace hillock
