// The events of one group: what waits, who sends to whom, and what programs ask for.
#pragma once
#include "eventQueue.h"
#include "model.h"
#include "outcome.h"
#include <math.h>
#include <utility>

namespace hillock {

/** A spike that is reported: source within the group. */
struct Spike {
  int32_t source;
  double timeMs;
};

/** A source's firing that other groups are to know of. */
struct Outgoing {
  int32_t source;
  double time;
  int64_t emission;
};

/** What is wrong with an emission; the order is that of `eventFaults` in kernel/nativeEvents.ts. */
enum class EventFault : int32_t { none = -1, sentIntoThePast, firedInThePast, movedIntoThePast, nothingToMove, withoutEnd, tooMany };

/** An event whose time has come. */
struct Arrival {
  double time, flag;
  int32_t receiver, lane, row; // lane −1: nobody's, since its connection has been switched off
};

/** An instance, as one of those of a receiver. */
struct Recipient {
  int32_t receiver, lane;
};

class StateReader;
class StateWriter;

class GroupEvents {
public:
  explicit GroupEvents(const Group &group);

  /** Nothing waits, nothing was emitted; connections are as they have been set. */
  void begin(const double *values, double start, double dt);
  /** Looks which delays and which connections switched off stand in the arena: they hold for what is fired from now on. */
  void setConnections(const double *values, bool whileRunning = true);
  /** A source's spike: it will arrive at the targets of all its connections. */
  EventFault fire(int32_t source, double time);
  /** A firing of a source in another group, with the number that it has there. */
  EventFault arrive(int32_t source, double time, int64_t emission);
  /** Does what a program asked for an instance at time `now`; `row` is that of the event being handled. */
  EventFault take(const Emission &emission, int32_t instance, int32_t row, double now, std::vector<Spike> &spikes);
  bool due(double until) const { return queue.firstTime() <= until || rest.member <= rest.last; }
  /** When the first event that waits is due; infinity where none does. */
  double nextTime() const { return queue.empty() ? INFINITY : queue.firstTime(); }
  /** The first event, which is taken off. */
  Arrival next();
  /** Whether events by connections wait in bins, one for each step. */
  bool isBinned() const { return events.binned; }
  /** Whether the bin of the present step holds any event. */
  bool dueInBin() const { return rest.member <= rest.last || bins.firstTime() <= (double)bin; }
  /** The last that came into it, which is taken off, as one of time `now`. */
  Arrival nextOfBin(double now);
  /** Begins the bin of the next step, the first half of which follows on `time`. */
  void nextBin(double time, double dt);
  /** Firings that other groups have not been told of yet. */
  std::vector<Outgoing> &outgoing() { return leaving; }
  /** Says that other groups are to know of a source's firings. */
  void exports(int32_t source) { sources[(size_t)source].leaves = true; }
  /** All sources: the group's own, then foreign ones, then those in other groups. */
  int32_t sourceCount() const { return (int32_t)sources.size(); }
  int32_t sourceId(int32_t source) const { return sources[(size_t)source].id; }
  int32_t firstForeign() const { return detectors + events.instances; }
  int32_t firstRemote() const { return firstForeign() + (int32_t)events.foreignIds.size(); }
  /** The smallest delay above 0 of a connection from another group [ms]. */
  double shortestRemoteDelay() const;
  /** Whether a connection from another group has no delay. */
  bool hearsAtOnce() const;
  /** Where an instance is among those of its receiver. */
  const Recipient &recipient(int32_t instance) const { return recipients[(size_t)instance]; }
  /** Whether the event taken off last ends a chain without delay so long that it must be a circle. */
  bool goesInCircles() const { return depth > longestChain; }
  /** No event is being handled any more. */
  void stopHandling() { handling = NAN; }
  /** What waits, and what later events' order follows from; between two steps (eventsState.cc). */
  void save(StateWriter &out) const;
  /** False, with anything in it, where the bytes cannot be the state of these events. */
  bool restore(StateReader &in);
  /** Takes over what another object of the same group has restored. */
  void adopt(GroupEvents &&other);

private:
  struct Source {
    int64_t emissions;         // that there have been
    int32_t id;
    int32_t firstFan, fansEnd;
    bool recorded;             // its spikes are reported
    bool leaves;               // other groups are to know of them
    bool apart;                // in NEURON's order: a delay was set since the run began
  };
  /** Connections that share source and delay and wait as one event; those of a source lie together. */
  struct Fan {
    double delay;
    int32_t first, last; // of `members`, inclusive
    int32_t connection;  // the first member's
  };
  /** A connection as one of those of a fan. */
  struct Member {
    int32_t connection, receiver, lane, row;
  };
  /** What a fan that is being delivered in NEURON's order still has before it. */
  struct Rest {
    double time = 0;
    int32_t member = 0, last = -1;
  };
  /** Events that may wait at once in one group; far beyond any real model, so that memory cannot run out unseen. */
  static constexpr size_t mostWaiting = (size_t)1 << 24;
  /** A chain of events without delay that is longer goes in a circle. */
  static constexpr int32_t longestChain = 100000;

  const Events &events;
  const int32_t detectors;
  const bool neuronOrder;
  EventQueue queue;
  EventQueue bins;              // by the number of the bin in place of the time; the latest first
  std::vector<double> binTimes; // of what waits in bins, by what stands for it
  int64_t bin = 0;              // of the present step
  double binStart = 0, binWidth = 0;
  std::vector<double> delays; // of each connection
  std::vector<char> active;   // of each connection
  std::vector<Fan> fans;
  double usualDelay = 0; // of more than half of the fans, if there is such
  std::vector<Member> members;
  std::vector<Source> sources;
  std::vector<int32_t> movable; // of each instance: slot of its latest waiting event with flag 1, or −1
  std::vector<Recipient> recipients; // of each instance
  std::vector<Outgoing> leaving;
  Rest rest;
  double handling = NAN; // time of the event that is being handled
  int32_t depth = 0;     // its depth
  int64_t insertions = 0, overtakings = 0;

  void clear();
  void sortMembers();
  void layOutFans();
  bool isActive(int32_t member) const { return active[(size_t)members[(size_t)member].connection]; }
  int64_t binOf(double time) const;
  void putInBin(const Fan &fan, double time);
  Arrival nextOfRest();
  Arrival arrivalBy(const Member &to, double time) const { return {time, 0, to.receiver, to.lane, to.row}; }
  int32_t depthAt(double time) const { return time == handling ? depth + 1 : 0; }
  /** A new event of a source, with its place among those of its time. */
  Event placed(double time, const Source &source, int64_t emission);
  /** Notes a firing for other groups; false where that is too much. */
  bool leave(const Outgoing &firing);
  void putFan(const Fan &fan, double time, const Source &source, int64_t emission);
  int64_t insertion(double time);
  EventFault takeSpecial(const Emission &emission, int32_t instance, double now, std::vector<Spike> &spikes);
  int32_t send(int32_t instance, int32_t row, double time, double flag);
  void move(int32_t instance, double time);
  EventFault fireGid(const Emission &emission, std::vector<Spike> &spikes);
  std::vector<std::pair<int32_t, int32_t>> rowsOfInstances() const;
  bool canWaitTogether(int32_t member, int32_t last, int32_t connection) const;
  void saveQueue(StateWriter &out, const EventQueue &of) const;
  bool restoreQueue(StateReader &in, EventQueue &into, const std::vector<std::pair<int32_t, int32_t>> &rows);
};

inline Arrival GroupEvents::next() {
  if (rest.member <= rest.last) return nextOfRest();
  const double time = queue.firstTime();
  const Event &event = queue.first();
  handling = time;
  depth = event.depth;
  if (event.isOwn()) {
    int32_t &latest = movable[(size_t)event.instance];
    if (latest == queue.firstSlot()) latest = -1;
    const Recipient &to = recipients[(size_t)event.instance];
    const Arrival arrival = {time, event.flag, to.receiver, to.lane, event.place};
    queue.removeFirst();
    return arrival;
  }
  const EventFan fan = event.fan;
  const Member *const to = &members[(size_t)fan.member];
  if (fan.member == fan.last) {
    queue.removeFirst();
  } else if (neuronOrder) {
    rest = {time, fan.member, fan.last};
    queue.removeFirst();
    return nextOfRest();
  } else {
    queue.nextMember(to[1].connection);
  }
  return arrivalBy(*to, time);
}

inline Event GroupEvents::placed(double time, const Source &source, int64_t emission) {
  Event event;
  event.depth = depthAt(time);
  event.source = neuronOrder ? 0 : source.id;
  event.emission = neuronOrder ? insertion(time) : emission;
  return event;
}

/** Spikes come in the order of their times, and so do their arrivals after one delay. */
inline void GroupEvents::putFan(const Fan &fan, double time, const Source &source, int64_t emission) {
  if (events.binned) return putInBin(fan, time);
  Event event = placed(time, source, emission);
  event.fan = {fan.first, fan.last};
  event.instance = -1;
  event.place = fan.connection;
  if (fan.delay == usualDelay) queue.putInTurn(time, event);
  else queue.put(time, event);
}

inline EventFault GroupEvents::fire(int32_t source, double time) {
  Source &of = sources[(size_t)source];
  const int64_t emission = of.emissions++;
  if (of.leaves && !leave({source, time, emission})) return EventFault::tooMany;
  return arrive(source, time, emission);
}

inline EventFault GroupEvents::arrive(int32_t source, double time, int64_t emission) {
  const Source &of = sources[(size_t)source];
  for (int32_t f = of.firstFan; f < of.fansEnd; f++) {
    const Fan &fan = fans[(size_t)f];
    putFan(fan, time + fan.delay, of, emission);
  }
  return queue.size() + bins.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

inline int32_t GroupEvents::send(int32_t instance, int32_t row, double time, double flag) {
  Source &of = sources[(size_t)(detectors + instance)];
  Event event = placed(time, of, of.emissions++);
  event.flag = flag;
  event.instance = instance;
  event.place = row;
  return queue.put(time, event);
}

inline EventFault GroupEvents::take(const Emission &emission, int32_t instance, int32_t row, double now, std::vector<Spike> &spikes) {
  if (emission.kind == EmissionKind::fire) {
    if (!(emission.time >= now)) return EventFault::firedInThePast;
    const int32_t source = detectors + instance;
    if (sources[(size_t)source].recorded) spikes.push_back({source, emission.time});
    return fire(source, emission.time);
  }
  if (emission.kind != EmissionKind::send) return takeSpecial(emission, instance, now, spikes);
  if (!(emission.time >= 0)) return EventFault::sentIntoThePast;
  const int32_t slot = send(instance, row, now + emission.time, emission.flag);
  if (emission.flag == 1) movable[(size_t)instance] = slot;
  return queue.size() > mostWaiting ? EventFault::tooMany : EventFault::none;
}

} // namespace hillock
