// Events that are due soon, first of all the few next ones: a short list in order, from whose end they are taken, and a
// heap for those that do not fit into it, which is empty but where many are due at nearly one time.
#pragma once
#include "eventHeap.h"
#include <math.h>

namespace hillock {

/** `before(slot, other)` compares two events of one time, wherever it is asked for; `before.sourceOf(slot)` is what it looks at first. */
class EventsSoon {
public:
  size_t size() const { return length + crowd.size(); }
  /** NaN where there is none. */
  double firstTime() const { return first.time; }
  int32_t firstSlot() const { return first.slot; }
  template <class Visit> void visit(Visit visit) const {
    for (size_t k = 1; k <= length; k++) visit(list[k].time, list[k].slot);
    for (size_t k = 0; k < crowd.size(); k++) visit(crowd.timeAt(k), crowd.slotAt(k));
  }
  void clear() {
    length = 0;
    crowd.clear();
    first = list[0];
  }

  template <class Before> void push(double time, int32_t slot, const Before &before) {
    add(time, slot, before);
    choose(before);
  }
  /** A list of times and slots (eventBuckets.h). */
  template <class Bucket, class Before> void push(const Bucket &all, const Before &before) {
    all([&](double time, int32_t slot) { add(time, slot, before); });
    choose(before);
  }
  template <class Before> void removeFirst(const Before &before) {
    if (crowdFirst) crowd.removeFirst(before);
    else length--;
    choose(before);
  }
  /** The first event may come later now. */
  template <class Before> void sinkFirst(const Before &before) {
    if (crowdFirst) crowd.sinkFirst(before);
    else insert(length, first, before);
    choose(before);
  }

private:
  static constexpr size_t longest = 32;
  struct Entry {
    double time;
    int32_t slot;
  };
  Entry list[longest + 1] = {{NAN, -1}}; // from 1 on, the first last; before all is what no event comes before
  size_t length = 0;
  EventHeap crowd;
  bool crowdFirst = false; // whether the first of all is in the crowd
  Entry first = {NAN, -1};

  template <class Before> static bool comesBefore(const Entry &one, const Entry &other, const Before &before) {
    return one.time == other.time ? before(one.slot, other.slot) : one.time < other.time;
  }
  template <class Before> void add(double time, int32_t slot, const Before &before) {
    if (length < longest) insert(++length, {time, slot}, before);
    else crowd.push(time, before.sourceOf(slot), slot, before);
  }
  /** Puts an event into its place, or into one nearer to the beginning. */
  template <class Before> void insert(size_t at, const Entry entry, const Before &before) {
    for (; comesBefore(list[at - 1], entry, before); at--) list[at] = list[at - 1];
    list[at] = entry;
  }
  template <class Before> void choose(const Before &before) {
    crowdFirst = false;
    first = list[length];
    if (crowd.size() == 0) return;
    const Entry other = {crowd.firstTime(), crowd.firstSlot()};
    crowdFirst = length == 0 || comesBefore(other, first, before);
    if (crowdFirst) first = other;
  }
};

} // namespace hillock
