// Events that wait for their time, in the order of kernel/nativeEvents.ts. One queue for each group; only its thread
// touches it, and memory is taken only when it grows.
#pragma once
#include "eventBuckets.h"
#include "eventHeap.h"
#include <math.h>
#include <utility>

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
 * What is due next lies in a heap, which stays small: where many events wait, those further away lie in buckets of equal
 * width, in no order, and those beyond all buckets in one more; a bucket goes to the heap when all before it are done.
 * When the last one is, the buckets are made anew for what waits then, four or so of the events in each.
 *
 * Nobody looks for an event: one that is moved leaves its old entry behind, which is thrown away when its turn comes, or
 * with all others when they are the half.
 */
class EventQueue {
public:
  bool empty() const { return count == 0; }
  /** With what moved events left behind. */
  size_t size() const { return count; }
  double firstTime() const { return soon.firstTime(); }
  const Event &first() const { return entries[(size_t)soon.firstSlot()].event; }
  int32_t firstSlot() const { return soon.firstSlot(); }

  /** A new event, to be filled in and then put in its place: what is returned stands for it until it is removed or moved. */
  int32_t add() {
    if (unused.empty()) {
      entries.push_back({{}, false});
      return (int32_t)entries.size() - 1;
    }
    const int32_t slot = unused.back();
    unused.pop_back();
    return slot;
  }
  Event &operator[](int32_t slot) { return entries[(size_t)slot].event; }
  void put(int32_t slot) {
    count++;
    pushes++;
    place(entries[(size_t)slot].event.time, slot);
    if (soon.size() > mostSoon && pushes > count) spread();
    else if (soon.size() == 0) settle();
  }
  int32_t push(const Event &event) {
    const int32_t slot = add();
    entries[(size_t)slot].event = event;
    put(slot);
    return slot;
  }
  void removeFirst() {
    drop();
    tidy();
  }
  /** The first event's next arrival takes its place. */
  void nextMember(int32_t connection) {
    Event &event = entries[(size_t)firstSlot()].event;
    event.member++;
    event.connection = connection;
    soon.sinkFirst(Before{entries});
    tidy();
  }
  /** Gives the first event another number among those of its time and source. */
  void renumberFirst(int64_t emission) {
    entries[(size_t)firstSlot()].event.emission = emission;
    soon.sinkFirst(Before{entries});
    tidy();
  }
  /** What is returned stands for the event from now on. */
  int32_t move(int32_t slot, double time, int64_t emission, int32_t depth) {
    Event event = entries[(size_t)slot].event;
    event.time = time;
    event.emission = emission;
    event.depth = depth;
    if (slot == firstSlot()) {
      removeFirst();
      return push(event);
    }
    entries[(size_t)slot].left = true;
    leftBehind++;
    const int32_t moved = push(event);
    if (leftBehind > count / 2 + fewLeft) spread();
    return moved;
  }
  /** Every event that waits, in no order, with what stands for it. */
  template <class Visit> void forEach(Visit visit) const {
    const auto visitSlot = [&](int32_t slot) {
      if (!entries[(size_t)slot].left) visit(slot, entries[(size_t)slot].event);
    };
    for (size_t k = 0; k < soon.size(); k++) visitSlot(soon.slotAt(k));
    const auto visitEntry = [&](double, int32_t slot) { visitSlot(slot); };
    for (const EventBucket &bucket : buckets) lists.visit(bucket, visitEntry);
    lists.visit(beyond, visitEntry);
  }
  void clear() {
    count = leftBehind = inBuckets = opened = pushes = 0;
    soon.clear();
    lists.clear();
    beyond = EventBucket();
    entries.clear();
    unused.clear();
    buckets.clear();
  }

private:
  /** One line of the cache. */
  struct alignas(64) Entry {
    Event event;
    bool left; // the event was moved, and only its old entry is here
  };
  struct Before {
    const std::vector<Entry> &entries;
    bool operator()(int32_t one, int32_t other) const {
      const Event &a = entries[(size_t)one].event, &b = entries[(size_t)other].event;
      if (a.emission != b.emission) return a.emission < b.emission;
      return a.connection < b.connection;
    }
  };
  static constexpr size_t fewLeft = 64, mostSoon = 64, inEach = 4, mostBuckets = (size_t)1 << 18, samples = 128, ahead = 2;

  EventHeap soon;                   // what is due before all that lies in buckets
  EventBuckets lists;
  std::vector<EventBucket> buckets; // none where all events are due soon
  size_t opened = 0;                // buckets that have gone to the heap
  EventBucket beyond;               // what lies behind the last bucket
  double start = 0, perMs = 0;      // of the first bucket, and their number in a millisecond
  std::vector<Entry> entries;       // by slot
  std::vector<int32_t> unused;      // slots
  std::vector<std::pair<double, int32_t>> all; // while buckets are made anew
  std::vector<double> sampled;
  // Entries; those of them that moved events left; those in open buckets; what was added since the buckets were made.
  size_t count = 0, leftBehind = 0, inBuckets = 0, pushes = 0;

  /** The number of an event's bucket grows with its time, so that no order is lost between heap and buckets. */
  void place(double time, int32_t slot) {
    const double bucket = (time - start) * perMs;
    if (buckets.empty() || bucket < (double)opened) return soon.push(time, entries[(size_t)slot].event.source, slot, Before{entries});
    const bool inside = bucket < (double)buckets.size();
    lists.add(inside ? buckets[(size_t)bucket] : beyond, time, slot);
    inBuckets += inside;
  }
  /** Takes the root's entry off. */
  void drop() {
    unused.push_back(firstSlot());
    count--;
    soon.removeFirst(Before{entries});
  }
  /** What a moved event left behind is never first. */
  void tidy() {
    while (count > 0) {
      if (soon.size() == 0) settle();
      else if (entries[(size_t)firstSlot()].left) {
        entries[(size_t)firstSlot()].left = false;
        leftBehind--;
        drop();
      } else break;
    }
  }
  /** Opens buckets until something is due soon. */
  void settle() {
    while (soon.size() == 0 && count > 0) {
      if (inBuckets == 0) {
        spread();
        continue;
      }
      EventBucket &bucket = buckets[opened++];
      if (opened + ahead < buckets.size()) lists.prefetch(buckets[opened + ahead]);
      if (opened < buckets.size()) lists.visit(buckets[opened], [&](double, int32_t slot) { __builtin_prefetch(&entries[(size_t)slot]); });
      lists.visit(bucket, [&](double time, int32_t slot) {
        soon.push(time, entries[(size_t)slot].event.source, slot, Before{entries});
        inBuckets--;
      });
      lists.empty(bucket);
    }
  }
  /** Makes the buckets anew for all that waits, and throws away what moved events left behind. */
  void spread() {
    all.clear();
    const auto collect = [&](double time, int32_t slot) {
      if (leftBehind > 0 && entries[(size_t)slot].left) {
        entries[(size_t)slot].left = false;
        unused.push_back(slot);
        count--;
        leftBehind--;
      } else {
        all.emplace_back(time, slot);
      }
    };
    for (size_t k = 0; k < soon.size(); k++) collect(soon.timeAt(k), soon.slotAt(k));
    for (size_t k = opened; k < buckets.size(); k++) lists.visit(buckets[k], collect);
    lists.visit(beyond, collect);
    soon.clear();
    lists.clear();
    beyond = EventBucket();
    inBuckets = opened = pushes = 0;
    chooseBuckets();
    for (const auto &[time, slot] : all) place(time, slot);
    settle();
  }
  /** By the nearer half of what waits. None where that is little, or due at one time. */
  void chooseBuckets() {
    buckets.clear();
    if (count <= mostSoon / 2) return;
    sampled.clear();
    double first = INFINITY;
    for (size_t k = 0; k < all.size(); k++) {
      first = std::min(first, all[k].first);
      if (k % (count / samples + 1) == 0) sampled.push_back(all[k].first);
    }
    const auto middle = sampled.begin() + (std::ptrdiff_t)(sampled.size() / 2);
    std::nth_element(sampled.begin(), middle, sampled.end());
    double span = *middle - first;
    if (!(span > 0)) span = *std::max_element(middle, sampled.end()) - first;
    const double each = (double)count / (2.0 * inEach * span);
    if (!(each > 0 && each < 1e300)) return;
    start = first;
    perMs = each;
    buckets.assign(std::min(std::max(count / 2, mostSoon), mostBuckets), EventBucket());
  }
};

} // namespace hillock
