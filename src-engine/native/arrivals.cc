// What comes to a group at times of its own: events, from itself and from others, samples, points of plays. And thresholds, from which events go.
#include "session.h"

namespace hillock {
namespace {

/** A spike's time lies just after the step's start, so that events it causes come after those already due. */
constexpr double spikeOffsetMs = 1e-10;

} // namespace

/** Takes the samples and passes the points of plays that are due. */
void Session::passTimes(GroupRun &run, double until) {
  for (SamplingRun &sampling : run.samplings) sampling.take(until, values);
  for (PlayRun &play : run.plays)
    if (play.next() <= until && play.pass(until, values)) run.generation++;
}

/** What goes along straight lines takes its number at t. */
void Session::followPlays(GroupRun &run) {
  for (PlayRun &play : run.plays)
    if (play.follow(values[run.group->stepperUniforms[0]], values)) run.generation++;
}

/** Delivers what is due, in order; t is as before afterwards. Samples and points of plays come before events of their time. */
bool Session::deliver(GroupRun &run, double until, double *scratch) {
  if (!run.events || !run.events->due(until)) {
    passTimes(run, until);
    return true;
  }
  GroupEvents &events = *run.events;
  const double now = values[run.group->stepperUniforms[0]];
  while (events.due(until)) {
    const Arrival arrival = events.next();
    passTimes(run, arrival.time);
    if (events.goesInCircles()) return fail(run, {Fault::Kind::event, arrival.time, -1, 0, 0, arrival.lane, (int32_t)EventFault::withoutEnd, arrival.receiver});
    if (run.adaptive) run.adaptive->noteEvent(arrival.receiver);
    if (!handle(run, netReceive, arrival, scratch)) return false;
  }
  events.stopHandling();
  values[run.group->stepperUniforms[0]] = now;
  passTimes(run, until);
  return true;
}

bool Session::detect(GroupRun &run, double t) {
  const Group &group = *run.group;
  for (size_t d = 0; d < group.detectors.size(); d++) {
    const char above = values[group.detectors[d].address] > group.detectors[d].threshold;
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
