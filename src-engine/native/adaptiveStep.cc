// From sample to sample in steps of adaptive length. The integrator runs ahead of the model; the model goes back to the
// time of an event or of a sample along the step's polynomial, and the integrator begins anew where something jumps.
#include "adaptive.h"
#include "session.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

/** A step ends this long before equations jump, so that it sees nothing of what comes after [ms]. */
constexpr double beforeJump = 1e-11;
/** How exactly a crossing of a threshold is found, relative to the step. */
constexpr double crossingAccuracy = 1e-12;
constexpr int32_t mostTrials = 60;

} // namespace

void AdaptiveRun::begin(double at) {
  start = at;
  samples = 0;
  begun = atEnd = false;
  jumps = true;
  nextSample = plan.sampleInterval > 0 ? start + plan.sampleInterval : INFINITY;
  nextStop = INFINITY;
  std::fill(freeDiagonal.begin(), freeDiagonal.end(), 0.0);
  std::fill(freeRight.begin(), freeRight.end(), 0.0);
}

void AdaptiveRun::noteStop(double time) {
  if (time > clock() + 2 * beforeJump) nextStop = std::min(nextStop, time);
}

void AdaptiveRun::noteEvent(int32_t receiver) {
  if (!quiet[(size_t)receiver]) jumps = true;
}

bool AdaptiveRun::failed(BdfOutcome outcome) {
  if (outcome == BdfOutcome::broken || run.faulty()) return false;
  const int64_t culprit = integrator.culprit();
  Fault fault;
  fault.kind = Fault::Kind::integration;
  fault.time = integrator.time();
  fault.code = outcome == BdfOutcome::inexact ? 0 : outcome == BdfOutcome::diverging ? 1 : 2;
  for (const Stretch &s : voltages)
    if (culprit >= s.offset && culprit < s.offset + s.length) fault.node = s.address + (culprit - s.offset);
  for (size_t k = 0; k < states.size(); k++)
    if (culprit >= states[k].offset && culprit < states[k].offset + states[k].length) {
      fault.call = (int32_t)k;
      fault.lane = (int32_t)(culprit - states[k].offset);
    }
  if (fault.node >= 0 && outcome == BdfOutcome::notANumber) fault.kind = Fault::Kind::voltage;
  return session.fail(run, fault);
}

/** The integrator forgets what it knows, and looks for the next time at which equations jump. */
bool AdaptiveRun::restart() {
  jumps = false;
  session.tabulate(run, registers);
  nextStop = INFINITY;
  for (const PlayRun &play : run.plays) noteStop(play.next());
  if (!session.run(run, stops, registers)) return false;
  gather(y.data());
  integrator.restart(clock(), y.data());
  return true;
}

/** The model goes to a time within the integrator's last step. */
bool AdaptiveRun::arrive(double time) {
  clock() = time;
  integrator.interpolate(time, y.data());
  scatter(y.data());
  session.followPlays(run);
  session.transfer(run);
  if (seesMembrane) return membrane();
  settle();
  return session.run(run, expose, registers);
}

bool AdaptiveRun::spike(size_t detector, double time) {
  run.above[detector] = 1;
  if (!run.events || run.group->events.detectorsRecorded[detector]) run.spikes.push_back({(int32_t)detector, time});
  if (run.events && run.events->fire((int32_t)detector, time) != EventFault::none) return session.fail(run, {Fault::Kind::event, time, -1, 0, 0, 0, (int32_t)EventFault::tooMany, 0});
  return true;
}

/** When a detector's number, at most its threshold at `from` and above it at `to`, is first found to exceed it (Illinois method). */
double AdaptiveRun::crossing(size_t detector, double from, double to) {
  const SpikeDetector &of = run.group->detectors[detector];
  double below = former[detector] - of.threshold, above = session.values[of.address] - of.threshold;
  for (int32_t trial = 0; trial < mostTrials && to - from > crossingAccuracy * integrator.stepLength(); trial++) {
    const double time = from + (to - from) * (below / (below - above));
    if (!(time > from && time < to) || !arrive(time)) break;
    const double here = session.values[of.address] - of.threshold;
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

/** Compares numbers with thresholds, the last time having been `before`. With interpolated thresholds the model goes back to the first crossing. */
bool AdaptiveRun::look(double before) {
  const std::vector<SpikeDetector> &detectors = run.group->detectors;
  const double here = clock();
  double first = INFINITY;
  const auto crosses = [&](size_t d) { return !run.above[d] && session.values[detectors[d].address] > detectors[d].threshold; };
  if (plan.interpolatesThresholds && before < here) {
    std::vector<size_t> crossed;
    for (size_t d = 0; d < detectors.size(); d++)
      if (crosses(d)) crossed.push_back(d);
    for (size_t d : crossed) {
      if (clock() != here && !arrive(here)) return false;
      first = std::min(first, crossing(d, before, here));
    }
    if (run.faulty()) return false;
    if (!crossed.empty() && !arrive(first)) return false;
  }
  for (size_t d = 0; d < detectors.size(); d++) {
    if (crosses(d) && !spike(d, clock())) return false;
    former[d] = session.values[detectors[d].address];
    run.above[d] = former[d] > detectors[d].threshold;
  }
  return session.run(run, watch, registers);
}

bool AdaptiveRun::deliverDue() {
  const double now = clock();
  for (const PlayRun &play : run.plays) jumps = jumps || play.next() <= now;
  return session.deliver(run, now, registers);
}

/** On to the next time at which anything happens. */
bool AdaptiveRun::goOn(const Advance &advance, bool &isSample) {
  if (jumps && !restart()) return false;
  const double from = clock();
  if (!(integrator.time() > from)) {
    const BdfOutcome outcome = integrator.step(nextStop - beforeJump);
    if (outcome != BdfOutcome::taken) return failed(outcome);
  }
  double to = std::min(integrator.time(), std::min(start + plan.stopTime, nextSample));
  if (run.events) to = std::min(to, std::max(from, run.events->nextTime()));
  for (const SamplingRun &sampling : run.samplings) to = std::min(to, std::max(from, sampling.next()));
  const bool atJump = to >= nextStop - beforeJump;
  if (!arrive(to) || !look(from)) return false;
  if (atJump && clock() == to) {
    clock() = nextStop;
    jumps = true;
  }
  if (!session.run(run, afterStep, registers) || !session.run(run, afterSolve, registers) || !session.run(run, beforeStep, registers)) return false;
  isSample = plan.sampleInterval > 0 ? clock() >= nextSample : true;
  atEnd = clock() >= start + plan.stopTime;
  if (isSample) {
    session.record(run, advance);
    samples++;
    if (plan.sampleInterval > 0) nextSample = start + (double)(samples + 1) * plan.sampleInterval;
  }
  return deliverDue();
}

bool AdaptiveRun::step(const Advance &advance, double *scratch) {
  registers = scratch;
  if (!begun) {
    begun = true;
    if (!look(clock()) || !deliverDue()) return false;
  }
  bool isSample = false;
  while (!isSample && !atEnd) {
    if (advance.stopAsked()) break;
    if (!goOn(advance, isSample)) return false;
  }
  return true;
}

std::vector<double> AdaptiveRun::save() const {
  std::vector<double> numbers = {start, nextStop, nextSample, (double)samples, begun ? 1.0 : 0.0, jumps ? 1.0 : 0.0, atEnd ? 1.0 : 0.0};
  for (const std::vector<double> *each : {&former, &freeDiagonal, &freeRight}) numbers.insert(numbers.end(), each->begin(), each->end());
  integrator.save(numbers);
  return numbers;
}

bool AdaptiveRun::couldBeSaved(const std::vector<double> &numbers) const {
  if (numbers.size() != savedNumbers() || !(numbers[3] >= 0 && numbers[3] < 9e15) || numbers[1] != numbers[1] || numbers[2] != numbers[2]) return false;
  return Bdf::couldBeSaved(numbers.data() + savedNumbers() - integrator.savedNumbers());
}

void AdaptiveRun::restore(const std::vector<double> &numbers) {
  const double *from = numbers.data();
  for (double *number : {&start, &nextStop, &nextSample}) *number = *from++;
  samples = (int64_t)*from++;
  for (bool *flag : {&begun, &jumps, &atEnd}) *flag = *from++ != 0;
  for (std::vector<double> *each : {&former, &freeDiagonal, &freeRight}) {
    std::copy(from, from + each->size(), each->begin());
    from += each->size();
  }
  integrator.restore(from);
}

} // namespace hillock
