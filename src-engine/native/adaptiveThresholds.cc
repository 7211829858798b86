// Thresholds under steps of adaptive length: a spike is at the end of the step that exceeds one, or where the step's
// polynomial does.
#include "adaptive.h"
#include "session.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

/** How exactly a crossing of a threshold is found, relative to the step. */
constexpr double crossingAccuracy = 1e-12;
constexpr int32_t mostTrials = 60;

} // namespace

bool AdaptiveRun::spike(size_t detector, double time) {
  run.above[detector] = 1;
  if (!run.events || run.group->events.detectorsRecorded[detector]) run.spikes.push_back({(int32_t)detector, time});
  if (run.events && run.events->fire((int32_t)detector, time) != EventFault::none) return session.fail(run, {Fault::Kind::event, time, -1, 0, 0, 0, (int32_t)EventFault::tooMany, 0});
  return true;
}

/** When a detector's number, at most its threshold at `from` and above it at `to`, is first found to exceed it (Illinois method). */
double AdaptiveRun::crossing(size_t detector, double from, double to) {
  const SpikeDetector &of = run.group->detectors[detector];
  const double threshold = of.level(session.values);
  double below = former[detector] - threshold, above = session.values[of.address] - threshold;
  for (int32_t trial = 0; trial < mostTrials && to - from > crossingAccuracy * integrator.stepLength(); trial++) {
    const double time = from + (to - from) * (below / (below - above));
    if (!(time > from && time < to) || !arrive(time, seesAtStops)) break;
    const double here = session.values[of.address] - threshold;
    if (here > 0) {
      to = time;
      above = here;
      below *= 0.5;
    } else {
      from = time;
      below = here;
      above *= 0.5;
    }
  }
  return to;
}

bool AdaptiveRun::exceeds(size_t detector) const {
  const SpikeDetector &of = run.group->detectors[detector];
  return session.values[of.address] > of.level(session.values);
}

/** Finds where numbers cross thresholds within the step just taken, if spikes are to be there. */
bool AdaptiveRun::foresee() {
  nextCrossing = INFINITY;
  if (!plan.interpolatesThresholds || crossings.empty()) return true;
  std::fill(crossings.begin(), crossings.end(), INFINITY);
  const double end = integrator.time();
  if (!arrive(end, seesAtStops)) return false;
  for (size_t d = 0; d < crossings.size(); d++) {
    if (run.above[d] || !exceeds(d)) continue;
    crossings[d] = crossing(d, at, end);
    nextCrossing = std::min(nextCrossing, crossings[d]);
    if (run.faulty() || (clock() != end && !arrive(end, seesAtStops))) return false;
  }
  return true;
}

/** Compares numbers with thresholds where the model stands. */
bool AdaptiveRun::look() {
  nextCrossing = INFINITY;
  for (size_t d = 0; d < crossings.size(); d++) {
    const bool isCrossing = crossings[d] <= at, above = isCrossing || exceeds(d);
    if (above && !run.above[d] && !spike(d, at)) return false;
    if (above) crossings[d] = INFINITY;
    nextCrossing = std::min(nextCrossing, crossings[d]);
    former[d] = session.values[run.group->detectors[d].address];
    run.above[d] = above;
  }
  return session.run(run, watch, registers);
}

} // namespace hillock
