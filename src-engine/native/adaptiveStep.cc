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

} // namespace

void AdaptiveRun::begin(double time) {
  start = at = time;
  std::fill(y.begin(), y.end(), 0.0);
  for (DiffusionPart &part : diffusions)
    if (part.blocks) part.blocks->forget();
  samples = 0;
  begun = atEnd = false;
  jumps = true;
  nextCrossing = INFINITY;
  std::fill(crossings.begin(), crossings.end(), INFINITY);
  planSample();
  nextStop = INFINITY;
  std::fill(freeDiagonal.begin(), freeDiagonal.end(), 0.0);
  std::fill(freeRight.begin(), freeRight.end(), 0.0);
}

void AdaptiveRun::noteStop(double time) {
  if (time > at + 2 * beforeJump) nextStop = std::min(nextStop, time);
}

void AdaptiveRun::noteChange() {
  jumps = true;
  at = clock();
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
  for (const ContinuousLayers &each : layers)
    if (each.nodeAt(culprit) >= 0) fault.node = each.nodeAt(culprit);
  for (size_t c = 0; c < circuits.size() && fault.node < 0; c++)
    if (circuits[c].unknownAt(culprit) >= 0) {
      fault.call = (int32_t)(states.size() + c);
      fault.lane = circuits[c].unknownAt(culprit);
    }
  if (fault.node >= 0 && outcome == BdfOutcome::notANumber) fault.kind = Fault::Kind::voltage;
  return session.fail(run, fault);
}

/** The integrator forgets what it knows, and looks for the next time at which equations jump. */
bool AdaptiveRun::restart() {
  jumps = false;
  clock() = at;
  session.tabulate(run, registers);
  nextStop = INFINITY;
  for (const PlayRun &play : run.plays) noteStop(play.next());
  if (!session.run(run, stops, registers)) return false;
  gather(y.data());
  weighCoupled();
  integrator.restart(at, y.data());
  return true;
}

/** The model goes to a time within the integrator's last step; `fully`: with everything that follows from its state. */
bool AdaptiveRun::arrive(double time, bool fully) {
  clock() = time;
  integrator.interpolate(time, y.data());
  scatter(y.data());
  session.followPlays(run);
  session.transfer(run);
  if (run.membrane && fully && !circuits.empty()) integrator.interpolateSlopes(time, slopes.data());
  if (fully) return see();
  settle();
  return session.run(run, expose, registers);
}

/** To where the integrator stands, if equations jump within a rounding beyond: numbers are those before the jump. */
bool AdaptiveRun::arriveBeforeJump(double time, bool fully) {
  if (!arrive(std::min(time, stepEnd()), fully)) return false;
  clock() = time;
  return true;
}

bool AdaptiveRun::arriveAtStart(double *scratch) {
  registers = scratch;
  if (isCoupled()) {
    gather(y.data());
    if (!begin(start, y.data(), slopes.data())) return false;
    scatter(y.data());
  }
  return see();
}

/** A group without anything to integrate goes from event to event. */
double AdaptiveRun::stepEnd() const { return isStill ? INFINITY : integrator.time(); }

/** Takes the step that is due, so that it is known when the next thing happens. */
bool AdaptiveRun::ready() {
  if (jumps && !restart()) return false;
  if (stepEnd() > at) return true;
  const BdfOutcome outcome = integrator.step(nextStop - beforeJump);
  if (outcome != BdfOutcome::taken) return failed(outcome);
  return foresee();
}

double AdaptiveRun::nextPoint() const {
  double to = start + plan.stopTime;
  if (isReady()) {
    const double end = std::min(stepEnd(), nextCrossing);
    to = std::min(to, end >= nextStop - beforeJump ? nextStop : end);
  }
  return run.events ? std::min(to, std::max(at, run.events->nextTime())) : to;
}

double AdaptiveRun::nextObservation() const {
  double next = nextSample;
  for (const SamplingRun &sampling : run.samplings) next = std::min(next, sampling.next());
  return next;
}

bool AdaptiveRun::runHooks() { return session.run(run, afterStep, registers) && session.run(run, afterSolve, registers) && session.run(run, beforeStep, registers); }

void AdaptiveRun::planSample() { nextSample = records && plan.sampleInterval > 0 ? sampleTime(samples + 1) : INFINITY; }

void AdaptiveRun::record(const Advance &advance) {
  session.record(run, advance);
  samples++;
  planSample();
}

/** Looks at the model at a time, of which nothing that comes later knows. */
bool AdaptiveRun::observe(double time) {
  const std::vector<double> diagonals = freeDiagonal, rights = freeRight;
  const bool seen = arriveBeforeJump(time, true) && runHooks();
  freeDiagonal = diagonals;
  freeRight = rights;
  return seen;
}

bool AdaptiveRun::deliverDue() {
  for (const PlayRun &play : run.plays) jumps = jumps || play.next() <= at;
  return session.deliver(run, at, registers);
}

/** On to the next time at which anything happens. */
bool AdaptiveRun::goOn(const Advance &advance, bool &isSample) {
  const double to = nextPoint(), seen = nextObservation();
  if (seen <= to) {
    if (!observe(seen)) return false;
    for (SamplingRun &sampling : run.samplings) sampling.take(seen, session.values);
    isSample = seen >= nextSample;
    if (isSample) record(advance);
    return true;
  }
  const bool jumpsHere = to >= nextStop, isDue = run.events && run.events->due(to);
  at = to;
  if (!arriveBeforeJump(to, seesAtStops || isDue || plan.sampleInterval == 0)) return false;
  jumps = jumps || jumpsHere;
  if (!look() || !runHooks()) return false;
  for (SamplingRun &sampling : run.samplings) sampling.stand(at, session.values);
  atEnd = at >= start + plan.stopTime;
  isSample = plan.sampleInterval == 0;
  if (isSample) record(advance);
  return deliverDue();
}

/** What comes before the first step. */
bool AdaptiveRun::setOut() {
  begun = true;
  return look() && deliverDue();
}

bool AdaptiveRun::step(const Advance &advance, double *scratch) {
  registers = scratch;
  if (!begun && !setOut()) return false;
  const double last = nextSample; // what happens at that time belongs to the step
  bool isSample = false;
  while (!atEnd && !advance.stopAsked()) {
    // The next step is left to the next call: taking it moves the model, which is to stand at the sample in between.
    if (isSample && plan.sampleInterval == 0) break;
    if (at < last && !ready()) return false;
    if (plan.sampleInterval > 0 && std::min(nextPoint(), nextObservation()) > last) break;
    if (!goOn(advance, isSample)) return false;
  }
  return true;
}

} // namespace hillock
