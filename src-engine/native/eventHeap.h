// A heap of events by time and source, which lie in the heap itself, four to a line of the cache; the events are looked at
// only where both are equal.
#pragma once
#include <algorithm>
#include <stddef.h>
#include <stdint.h>
#include <vector>

namespace hillock {

/** `before(slot, other)` compares two events of one time and source, wherever it is asked for. */
class EventHeap {
public:
  size_t size() const { return count; }
  double firstTime() const { return heap()[root].time; }
  int32_t firstSlot() const { return heap()[root].slot; }
  int32_t slotAt(size_t k) const { return heap()[root + k].slot; }
  double timeAt(size_t k) const { return heap()[root + k].time; }
  void clear() { count = 0; }

  template <class Before> __attribute__((noinline)) void push(double time, int32_t source, int32_t slot, const Before &before) {
    const size_t at = root + count++;
    if (at / fanOut >= lines.size()) lines.push_back(Line());
    heap()[at] = {time, source, slot};
    rise(at, before);
  }
  template <class Before> __attribute__((noinline)) void removeFirst(const Before &before) {
    const Entry last = heap()[root + --count];
    if (count == 0) return;
    heap()[root] = last;
    sink(before);
  }
  /** The first event may come later now. */
  template <class Before> __attribute__((noinline)) void sinkFirst(const Before &before) {
    sink(before);
  }

private:
  struct Entry {
    double time;
    int32_t source, slot;
  };
  static constexpr size_t fanOut = 4;
  /** Place of the root, such that four entries under one lie in one line. */
  static constexpr size_t root = fanOut - 1;
  struct alignas(fanOut * sizeof(Entry)) Line {
    Entry entries[fanOut] = {};
  };

  std::vector<Line> lines; // from `root` on
  size_t count = 0;

  Entry *heap() { return lines[0].entries; }
  const Entry *heap() const { return lines[0].entries; }
  static size_t above(size_t at) { return at / fanOut + root - 1; }
  static size_t below(size_t at) { return fanOut * (at - root + 1); }

  template <class Before> static bool comesBefore(const Entry &one, const Entry &other, const Before &before) {
    if (one.time != other.time) return one.time < other.time;
    return one.source != other.source ? one.source < other.source : before(one.slot, other.slot);
  }
  template <class Before> void rise(size_t at, const Before &before) {
    Entry *const entries = heap();
    const Entry entry = entries[at];
    while (at > root && comesBefore(entry, entries[above(at)], before)) {
      entries[at] = entries[above(at)];
      at = above(at);
    }
    entries[at] = entry;
  }
  /** The first of the entries from `start` to before `end`; without branches where no two times are equal. */
  template <class Before> size_t firstOf(size_t start, size_t end, const Before &before) const {
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
      if (comesBefore(entries[child], entries[least], before)) least = child;
    return least;
  }
  /** Lets the first entry go down to its place. */
  template <class Before> void sink(const Before &before) {
    Entry *const entries = heap();
    size_t at = root;
    const Entry entry = entries[at];
    const size_t end = root + count;
    for (size_t start = below(at); start < end; start = below(at)) {
      const size_t least = firstOf(start, std::min(start + fanOut, end), before);
      if (!comesBefore(entries[least], entry, before)) break;
      entries[at] = entries[least];
      at = least;
    }
    entries[at] = entry;
  }
};

} // namespace hillock
