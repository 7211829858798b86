// Events that wait for their time, in the order of kernel/nativeEvents.ts. One queue for each group; only its thread
// touches it, and memory is taken only when it grows.
#pragma once
#include "eventBuckets.h"
#include "eventsInTurn.h"
#include "eventsSoon.h"
#include <math.h>
#include <utility>

namespace hillock {

/** Connections that a spike has still to arrive by, of those that share source and delay: the first of them, and the last. */
struct EventFan {
  int32_t member, last;
};

/** What waits for a time: an event of an instance to itself, or a spike's arrivals that share a delay. Two to a line of the cache. */
struct alignas(32) Event {
  int64_t emission; // number of the emission among the source's
  union {
    double flag; // of an event to the instance itself
    EventFan fan;
  };
  int32_t source;   // id
  int32_t instance; // −1: a spike's arrivals
  int32_t place;    // row of an event to the instance itself; else the next connection, as an index in the group
  int32_t depth;    // length of the chain of events at one and the same time that led to it

  bool isOwn() const { return instance >= 0; }
  /** Among events of one time. */
  bool comesBefore(const Event &other) const {
    if (source != other.source) return source < other.source;
    // Of one emission there are but arrivals, by several connections.
    return emission != other.emission ? emission < other.emission : place < other.place;
  }
};

/**
 * What is due next lies in order (eventsSoon.h), and is little; where many events wait, those further away lie in buckets of
 * equal width, in no order, and those beyond all buckets in one more; a bucket is put in order when all before it are done.
 * When the last one is, the buckets are made anew for what waits then, four or so of the events in each.
 * Events that are put in the order in which they are due wait apart from all these, in a row (eventsInTurn.h).
 *
 * Nobody looks for an event: one that is moved leaves its old entry behind, which is thrown away when its turn comes, or
 * with all others when they are the half.
 */
class EventQueue {
public:
  bool empty() const { return size() == 0; }
  /** With what moved events left behind. */
  size_t size() const { return count + inTurn.size(); }
  /** NaN where nothing waits. */
  double firstTime() const { return earliest; }
  const Event &first() const { return turnIsFirst ? inTurn.first() : entries[(size_t)soon.firstSlot()]; }
  /** −1 where nothing waits, or what does was put in turn. */
  int32_t firstSlot() const { return turnIsFirst ? -1 : soon.firstSlot(); }

  /** What is returned stands for the event until it is removed or moved. */
  int32_t put(double time, const Event &event) {
    const int32_t slot = newSlot();
    entries[(size_t)slot] = event;
    count++;
    pushes++;
    if (place(time, slot)) {
      if (soon.size() > mostSoon && pushes > count) spread();
      choose();
    } else if (soon.size() == 0) {
      settle();
      choose();
    }
    return slot;
  }
  /** The same for one that nobody will move, and that is mostly due after all that were put so. */
  void putInTurn(double time, const Event &event) {
    if (!inTurn.follows(time, event)) {
      put(time, event);
      return;
    }
    inTurn.add(time, event);
    if (inTurn.size() == 1) choose();
  }
  void removeFirst() {
    if (turnIsFirst) {
      inTurn.removeFirst();
    } else {
      drop();
      if (leftBehind > 0 || soon.size() == 0) tidy();
    }
    choose();
  }
  /** The first event's next arrival, by another connection, takes its place. */
  void nextMember(int32_t connection) {
    Event &event = turnIsFirst ? inTurn.first() : entries[(size_t)firstSlot()];
    event.fan.member++;
    event.place = connection;
    sinkFirst();
  }
  /** Gives the first event another number among those of its time and source. */
  void renumberFirst(int64_t emission) {
    (turnIsFirst ? inTurn.first() : entries[(size_t)firstSlot()]).emission = emission;
    sinkFirst();
  }
  /** What is returned stands for the event from now on. */
  int32_t move(int32_t slot, double time, int64_t emission, int32_t depth) {
    Event event = entries[(size_t)slot];
    event.emission = emission;
    event.depth = depth;
    if (slot == soon.firstSlot()) {
      drop();
      if (leftBehind > 0 || soon.size() == 0) tidy();
      choose();
      return put(time, event);
    }
    entries[(size_t)slot].instance = left;
    leftBehind++;
    const int32_t moved = put(time, event);
    if (leftBehind > count / 2 + fewLeft) {
      spread();
      choose();
    }
    return moved;
  }
  /** Every event that waits, in no order, with what stands for it, −1 for those put in turn, and its time. */
  template <class Visit> void forEach(Visit visit) const {
    const auto visitEntry = [&](double time, int32_t slot) {
      if (entries[(size_t)slot].instance != left) visit(slot, time, entries[(size_t)slot]);
    };
    soon.visit(visitEntry);
    for (const EventBucket &bucket : buckets) lists.visit(bucket, visitEntry);
    lists.visit(beyond, visitEntry);
    inTurn.visit([&](double time, const Event &event) { visit(-1, time, event); });
  }
  void clear() {
    inTurn.clear();
    turnIsFirst = false;
    earliest = NAN;
    count = leftBehind = inBuckets = opened = pushes = 0;
    soon.clear();
    lists.clear();
    beyond = EventBucket();
    entries.clear();
    unused = -1;
    buckets.clear();
  }

private:
  /** In the place of an instance: the event was moved, and only its old entry is here. */
  static constexpr int32_t left = -2;
  struct Before {
    const Event *entries;
    int32_t sourceOf(int32_t slot) const { return entries[slot].source; }
    bool operator()(int32_t one, int32_t other) const { return entries[one].comesBefore(entries[other]); }
  };
  Before before() const { return {entries.data()}; }
  static constexpr size_t fewLeft = 64, mostSoon = 64, inEach = 4, mostBuckets = (size_t)1 << 18, samples = 128, ahead = 2, inCache = 8192;

  EventsSoon soon;                  // what is due before all that lies in buckets
  EventBuckets lists;
  std::vector<EventBucket> buckets; // none where all events are due soon
  size_t opened = 0;                // buckets that have been put in order
  EventBucket beyond;               // what lies behind the last bucket
  double start = 0, perMs = 0;      // of the first bucket, and their number in a millisecond
  std::vector<Event> entries;       // by slot
  int32_t unused = -1;              // the first of the slots that hold no event; `place` is the next
  std::vector<std::pair<double, int32_t>> all; // while buckets are made anew
  std::vector<double> sampled;
  EventsInTurn<Event> inTurn;
  bool turnIsFirst = false; // the first of all was put in turn
  double earliest = NAN;    // time of the first of all
  // Entries; those of them that moved events left; those in open buckets; what was added since the buckets were made.
  size_t count = 0, leftBehind = 0, inBuckets = 0, pushes = 0;

  __attribute__((noinline)) int32_t oneMore() {
    entries.emplace_back();
    return (int32_t)entries.size() - 1;
  }
  int32_t newSlot() {
    const int32_t slot = unused;
    if (slot < 0) return oneMore();
    unused = entries[(size_t)slot].place;
    return slot;
  }
  void free(int32_t slot) {
    entries[(size_t)slot].place = unused;
    unused = slot;
    count--;
  }
  /** Whether it is due soon. The number of an event's bucket grows with its time, so that no order is lost between these. */
  bool place(double time, int32_t slot) {
    const double bucket = (time - start) * perMs;
    if (buckets.empty() || bucket < (double)opened) {
      soon.push(time, slot, before());
      return true;
    }
    const bool inside = bucket < (double)buckets.size();
    lists.add(inside ? buckets[(size_t)bucket] : beyond, time, slot);
    inBuckets += inside;
    return false;
  }
  /** Finds out which event is the first of all. */
  void choose() {
    earliest = soon.firstTime();
    turnIsFirst = false;
    if (inTurn.empty()) return;
    const double time = inTurn.firstTime();
    // Without others their first time is no number.
    turnIsFirst = earliest == time ? inTurn.first().comesBefore(entries[(size_t)soon.firstSlot()]) : !(earliest < time);
    if (turnIsFirst) earliest = time;
  }
  /** The first event may come later now. */
  void sinkFirst() {
    if (turnIsFirst) {
      inTurn.sinkFirst();
    } else {
      soon.sinkFirst(before());
      if (leftBehind > 0) tidy();
    }
    choose();
  }
  /** Takes the first of those that were not put in turn off. */
  void drop() {
    const int32_t slot = soon.firstSlot();
    soon.removeFirst(before());
    free(slot);
  }
  /** What a moved event left behind is never first. */
  __attribute__((noinline)) void tidy() {
    while (count > 0 && (leftBehind > 0 || soon.size() == 0)) {
      if (soon.size() == 0) settle();
      else if (entries[(size_t)soon.firstSlot()].instance == left) {
        leftBehind--;
        drop();
      } else break;
    }
  }
  /** Opens buckets until something is due soon. */
  __attribute__((noinline)) void settle() {
    while (soon.size() == 0 && count > 0) {
      if (inBuckets == 0) {
        spread();
        continue;
      }
      EventBucket &bucket = buckets[opened++];
      if (entries.size() > inCache) prefetch();
      size_t taken = 0;
      soon.push(
          [&](auto take) {
            lists.visit(bucket, [&](double time, int32_t slot) {
              take(time, slot);
              taken++;
            });
          },
          before());
      inBuckets -= taken;
      lists.empty(bucket);
    }
  }
  /** What the next buckets need. */
  void prefetch() const {
    if (opened + ahead < buckets.size()) lists.prefetch(buckets[opened + ahead]);
    if (opened < buckets.size()) lists.visit(buckets[opened], [&](double, int32_t slot) { __builtin_prefetch(&entries[(size_t)slot]); });
  }
  /** Makes the buckets anew for all that waits, and throws away what moved events left behind. */
  __attribute__((noinline)) void spread() {
    all.clear();
    const auto collect = [&](double time, int32_t slot) {
      if (leftBehind > 0 && entries[(size_t)slot].instance == left) {
        free(slot);
        leftBehind--;
      } else {
        all.emplace_back(time, slot);
      }
    };
    soon.visit(collect);
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
    for (const auto &entry : all) first = std::min(first, entry.first);
    for (size_t k = 0; k < all.size(); k += count / samples + 1) sampled.push_back(all[k].first);
    const auto middle = sampled.begin() + (std::ptrdiff_t)(sampled.size() / 2);
    std::nth_element(sampled.begin(), middle, sampled.end());
    double span = *middle - first;
    if (!(span > 0)) span = *std::max_element(middle, sampled.end()) - first;
    const double each = (double)count / (2.0 * inEach * span);
    if (!(each > 0 && each < 1e300)) return;
    start = first;
    perMs = each;
    buckets.assign(std::min(std::max(count, mostSoon), mostBuckets), EventBucket());
  }
};

} // namespace hillock
