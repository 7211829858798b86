// Groups that send events to each other: who tells whom, and how far they may go before they meet again.
#pragma once
#include "events.h"

namespace hillock {

/** A firing in one group, as another one is told of it: the group and its number for the source. */
struct RemoteEvent {
  int32_t group, source;
  double time;
  int64_t emission;
};

/** The connections between groups. Reading is safe from any thread; what one group sends is its own thread's. */
class Meetings {
public:
  /** Finds who is connected with whom, by the ids of sources; a group without events is null. */
  void layOut(const std::vector<GroupEvents *> &groups);
  /** Whether any group sends to another. */
  bool any() const { return shortest < INFINITY; }
  double shortestDelay() const { return shortest; }
  /** Whether some connections between groups have no delay: those from groups without nodes, which go ahead. */
  bool haveOnesAhead() const { return atOnce; }
  /**
   * How many steps, at most `most`, all groups may take from a common time `t` before they must meet: no event sent in
   * one of them is due before the last is over. t grows by half steps, as it will.
   */
  int64_t steps(double t, double dt, int64_t most) const;
  /** Hands what a group has sent to `hear`, one call for each group that must know; it is then forgotten. */
  template <class Hear> void tell(size_t group, Hear hear) {
    if (routes[group].empty()) return;
    std::vector<Outgoing> &sent = events[group]->outgoing();
    for (const Outgoing &one : sent) spread(group, one, hear);
    sent.clear();
  }
  /** Hands one firing of a group to `hear`, once for each group that must know; false where the group has no such source. */
  template <class Hear> bool spread(size_t group, const Outgoing &one, Hear hear) const {
    if (one.source < 0 || (size_t)one.source >= routes[group].size()) return false;
    for (const Target &target : routes[group][(size_t)one.source]) hear(RemoteEvent{target.group, target.source, one.time, one.emission});
    return true;
  }

private:
  struct Target {
    int32_t group, source;
  };
  std::vector<GroupEvents *> events;
  std::vector<std::vector<std::vector<Target>>> routes; // of each group that sends, of each of its sources
  double shortest = INFINITY; // delay between two groups, of those above 0 [ms]
  bool atOnce = false;
};

} // namespace hillock
