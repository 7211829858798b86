// Events that wait for their time, in the order of kernel/nativeEvents.ts. One queue for each group; only its thread
// touches it, and memory is taken only when it grows.
#pragma once
#include <algorithm>
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

/**
 * A heap in which nobody looks for an event: one that is moved leaves its old entry behind, which is thrown away when it
 * comes to the front, or with all others when they are the half. Times lie in the heap itself, four to a line of the
 * cache; the events are looked at only where two times are equal.
 */
class EventQueue {
public:
  bool empty() const { return count == 0; }
  /** With what moved events left behind. */
  size_t size() const { return count; }
  double firstTime() const { return heap()[root].time; }
  const Event &first() const { return events[(size_t)heap()[root].slot]; }
  int32_t firstSlot() const { return heap()[root].slot; }

  /** Adds an event; what is returned stands for it until it is removed or moved. */
  int32_t push(const Event &event) {
    int32_t slot;
    if (unused.empty()) {
      slot = (int32_t)events.size();
      events.push_back(event);
      left.push_back(0);
    } else {
      slot = unused.back();
      unused.pop_back();
      events[(size_t)slot] = event;
    }
    const size_t at = root + count++;
    if (at / fanOut >= lines.size()) lines.push_back(Line());
    heap()[at] = {event.time, slot};
    rise(at);
    return slot;
  }
  void removeFirst() {
    drop();
    tidy();
  }
  /** The first event's next arrival takes its place. */
  void nextMember(int32_t connection) {
    Event &event = events[(size_t)firstSlot()];
    event.member++;
    event.connection = connection;
    sink(root);
    tidy();
  }
  /** Gives the first event another number among those of its time and source. */
  void renumberFirst(int64_t emission) {
    events[(size_t)firstSlot()].emission = emission;
    sink(root);
    tidy();
  }
  /** What is returned stands for the event from now on. */
  int32_t move(int32_t slot, double time, int64_t emission, int32_t depth) {
    Event event = events[(size_t)slot];
    event.time = time;
    event.emission = emission;
    event.depth = depth;
    if (slot == firstSlot()) {
      removeFirst();
      return push(event);
    }
    left[(size_t)slot] = 1;
    leftBehind++;
    const int32_t moved = push(event);
    if (leftBehind > count / 2 + fewLeft) sweep();
    return moved;
  }
  /** Every event that waits, in no order, with what stands for it. */
  template <class Visit> void forEach(Visit visit) const {
    for (size_t at = root; at < root + count; at++) {
      const int32_t slot = heap()[at].slot;
      if (!left[(size_t)slot]) visit(slot, events[(size_t)slot]);
    }
  }
  void clear() {
    count = leftBehind = 0;
    events.clear();
    left.clear();
    unused.clear();
  }

private:
  struct Entry {
    double time;
    int32_t slot;
  };
  static constexpr size_t fanOut = 4;
  /** Place of the root, such that four entries under one lie in one line. */
  static constexpr size_t root = fanOut - 1;
  static constexpr size_t fewLeft = 64;
  struct alignas(fanOut * sizeof(Entry)) Line {
    Entry entries[fanOut] = {};
  };

  std::vector<Line> lines;       // the heap, from `root` on
  std::vector<Event> events;     // by slot
  std::vector<char> left;        // by slot: the event was moved, and only its old entry is there
  std::vector<int32_t> unused;   // slots
  size_t count = 0, leftBehind = 0; // entries; those of them that moved events left

  Entry *heap() { return lines[0].entries; }
  const Entry *heap() const { return lines[0].entries; }
  static size_t above(size_t at) { return at / fanOut + root - 1; }
  static size_t below(size_t at) { return fanOut * (at - root + 1); }

  bool before(const Entry &one, const Entry &other) const { return one.time != other.time ? one.time < other.time : beforeAtOneTime(one, other); }
  bool beforeAtOneTime(const Entry &one, const Entry &other) const {
    const Event &a = events[(size_t)one.slot], &b = events[(size_t)other.slot];
    if (a.source != b.source) return a.source < b.source;
    if (a.emission != b.emission) return a.emission < b.emission;
    return a.connection < b.connection;
  }
  /** Takes the root's entry off. */
  void drop() {
    unused.push_back(firstSlot());
    const Entry last = heap()[root + --count];
    if (count == 0) return;
    heap()[root] = last;
    sink(root);
  }
  /** What a moved event left behind is never first. */
  void tidy() {
    while (count > 0 && left[(size_t)firstSlot()]) {
      left[(size_t)firstSlot()] = 0;
      leftBehind--;
      drop();
    }
    if (count > 0) __builtin_prefetch(&events[(size_t)firstSlot()]);
  }
  /** Throws away all that moved events left behind. */
  void sweep() {
    Entry *const entries = heap();
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
      const Entry entry = entries[root + k];
      if (left[(size_t)entry.slot]) {
        left[(size_t)entry.slot] = 0;
        unused.push_back(entry.slot);
      } else {
        entries[root + kept++] = entry;
      }
    }
    count = kept;
    leftBehind = 0;
    for (size_t k = count; k-- > 0;) sink(root + k);
  }
  void rise(size_t at) {
    Entry *const entries = heap();
    const Entry entry = entries[at];
    while (at > root && before(entry, entries[above(at)])) {
      entries[at] = entries[above(at)];
      at = above(at);
    }
    entries[at] = entry;
  }
  /** The first of the entries from `start` to before `end`; without branches where no two times are equal. */
  size_t firstOf(size_t start, size_t end) const {
    const Entry *const entries = heap();
    size_t least = start;
    double time = entries[start].time;
    bool equal = false;
    for (size_t child = start + 1; child < end; child++) {
      const double other = entries[child].time;
      equal |= other == time;
      least = other < time ? child : least;
      time = other < time ? other : time;
    }
    if (!equal) return least;
    for (size_t child = start; child < end; child++)
      if (before(entries[child], entries[least])) least = child;
    return least;
  }
  void sink(size_t at) {
    Entry *const entries = heap();
    const Entry entry = entries[at];
    const size_t end = root + count;
    for (size_t start = below(at); start < end; start = below(at)) {
      const size_t least = firstOf(start, std::min(start + fanOut, end));
      if (!before(entries[least], entry)) break;
      entries[at] = entries[least];
      at = least;
    }
    entries[at] = entry;
  }
};

} // namespace hillock
