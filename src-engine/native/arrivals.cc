// What comes to a group at times of its own: events, from itself and from others, samples, points of plays. And thresholds, from which events go.
#include "session.h"

namespace hillock {
namespace {

/** A spike's time lies just after the step's start, so that events it causes come after those already due. */
constexpr double spikeOffsetMs = 1e-10;

} // namespace

/** Takes the samples and passes the points of plays that are due. */
__attribute__((noinline)) void Session::passAll(GroupRun &run, double until) {
  for (SamplingRun &sampling : run.samplings) sampling.take(until, values);
  for (PlayRun &play : run.plays) {
    if (!(play.next() <= until)) continue;
    if (play.pass(until, values)) run.generation++;
    if (play.setsConnections()) run.events->setConnections(values);
  }
}

/** What goes along straight lines takes its number at t. */
void Session::followPlays(GroupRun &run) {
  for (PlayRun &play : run.plays)
    if (play.follow(values[run.group->stepperUniforms[0]], values)) run.generation++;
}

/** Does what the programs of a call asked for; `row` is that of the event that is handled. */
bool Session::take(GroupRun &run, CallList list, int32_t k, int32_t row, double now) {
  return take(run, list, run.calls[list][(size_t)k], row, now);
}

inline bool Session::take(GroupRun &run, CallList list, const BoundCall &call, int32_t row, double now) {
  const int32_t receiver = call.call->receiver;
  for (const Emission &emission : run.outcome.emissions) {
    if (emission.kind >= EmissionKind::print) {
      note(run, {(int32_t)list, (int32_t)(&call - run.calls[list].data()), emission.lane, now}, emission);
      continue;
    }
    if (receiver < 0) continue;
    const EventReceiver &of = run.group->events.receivers[(size_t)receiver];
    const int32_t own = row >= 0 ? row : of.rowWithoutConnection + emission.lane;
    const EventFault wrong = run.events->take(emission, of.firstInstance + emission.lane, own, now, run.spikes);
    if (wrong != EventFault::none) return fail(run, {Fault::Kind::event, now, -1, 0, 0, emission.lane, (int32_t)wrong, receiver});
  }
  run.outcome.emissions.clear();
  return true;
}

/** Lets an instance handle an event, at the event's own time. */
bool Session::handle(GroupRun &run, CallList list, const Arrival &arrival, double *scratch) {
  BoundCall *const call = run.handlers[list == netReceive][(size_t)arrival.receiver];
  if (!call) return true;
  CallOutcome &outcome = run.outcome;
  values[run.group->stepperUniforms[0]] = arrival.time;
  values[run.group->events.flag] = arrival.flag;
  runOneLane(*call, lanes, values, scratch, run.generation, arrival.lane, arrival.row, outcome);
  if (outcome.empty()) return true;
  if (outcome.fault >= 0) return fail(run, {Fault::Kind::program, arrival.time, -1, (int32_t)list, (int32_t)(call - run.calls[list].data()), arrival.lane, outcome.fault, 0});
  return take(run, list, *call, arrival.row, arrival.time);
}

/** What happens with one event. */
inline bool Session::deliverOne(GroupRun &run, const Arrival &arrival, double *scratch) {
  if (arrival.lane < 0) return true;
  if (run.events->goesInCircles()) return fail(run, {Fault::Kind::event, arrival.time, -1, 0, 0, arrival.lane, (int32_t)EventFault::withoutEnd, arrival.receiver});
  if (run.adaptive) run.adaptive->noteEvent(arrival.receiver);
  return handle(run, netReceive, arrival, scratch);
}

/** Delivers what is due, in order; t is as before afterwards. Samples and points of plays come before events of their time. */
__attribute__((flatten)) bool Session::deliver(GroupRun &run, double until, double *scratch) {
  if (!run.events || !run.events->due(until)) {
    passTimes(run, until);
    return true;
  }
  GroupEvents &events = *run.events;
  const double now = values[run.group->stepperUniforms[0]];
  const bool passes = !run.samplings.empty() || !run.plays.empty();
  while (events.due(until)) {
    const Arrival arrival = events.next();
    if (passes) passAll(run, arrival.time);
    if (!deliverOne(run, arrival, scratch)) return false;
  }
  events.stopHandling();
  values[run.group->stepperUniforms[0]] = now;
  passTimes(run, until);
  return true;
}

/**
 * Delivers what is due in the first half of a step where events by connections wait in bins (simulation/SPEC.md, rule 57):
 * they first, at the time of what was delivered last, then all others; and again where these have put something into the bin.
 */
bool Session::deliverBins(GroupRun &run, double dt, double *scratch) {
  GroupEvents &events = *run.events;
  double &t = values[run.group->stepperUniforms[0]];
  const double start = t, until = start + 0.5 * dt;
  double now = start;
  do {
    while (events.dueInBin())
      if (!deliverOne(run, events.nextOfBin(now), scratch)) return false;
    while (events.due(until)) {
      const Arrival arrival = events.next();
      passTimes(run, arrival.time);
      now = arrival.time;
      if (!deliverOne(run, arrival, scratch)) return false;
    }
  } while (events.dueInBin());
  events.stopHandling();
  events.nextBin(until, dt);
  t = start;
  passTimes(run, until);
  return true;
}

bool Session::detect(GroupRun &run, double t) {
  const Group &group = *run.group;
  for (size_t d = 0; d < group.detectors.size(); d++) {
    const char above = values[group.detectors[d].address] > group.detectors[d].level(values);
    if (above && !run.above[d]) {
      const double time = t + spikeOffsetMs;
      if (!run.events || group.events.detectorsRecorded[d]) run.spikes.push_back({(int32_t)d, time});
      if (run.events && run.events->fire((int32_t)d, time) != EventFault::none) return fail(run, {Fault::Kind::event, t, -1, 0, 0, 0, (int32_t)EventFault::tooMany, 0});
    }
    run.above[d] = above;
  }
  return true;
}

bool Session::hear(GroupRun &run, const RemoteEvent &event) {
  const EventFault wrong = run.events->arrive(event.source, event.time, event.emission);
  if (wrong == EventFault::none || run.faulty()) return !run.faulty();
  return fail(run, {Fault::Kind::event, values[run.group->stepperUniforms[0]], -1, 0, 0, 0, (int32_t)wrong, 0});
}

void Session::meet() {
  for (size_t g = 0; g < runs.size(); g++) meeting.tell(g, [this](const RemoteEvent &event) { hear(runs[(size_t)event.group], event); });
}

} // namespace hillock
