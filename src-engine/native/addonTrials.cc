#include "addonTrials.h"
#include "addonSession.h"
#include "bdfTrials.h"
#include "benchKernels.h"
#include "threads.h"
#include <chrono>

namespace hillock::addon {

napi_value runMany(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t group = in.whole(2, 0, INT32_MAX), call = in.failed ? 0 : in.whole(3, 0, INT32_MAX);
  const int64_t block = in.failed ? 0 : in.whole(4, 0, 1 << 20), repeats = in.failed ? 0 : in.whole(5, 1, INT32_MAX);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 6, kernels)) return nullptr;
  const std::shared_ptr<Session> session = sessionFrom(env, in, kernels, (int32_t)block);
  if (!session) return nullptr;
  if ((size_t)group >= session->groups().size() || (size_t)call >= session->groups()[(size_t)group].calls[state].size()) return fail(env, nullptr, "there is no such call");
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  const auto began = std::chrono::steady_clock::now();
  session->runOne((size_t)group, (size_t)call, repeats, registers);
  return numberValue(env, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
}

napi_value runOnce(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t group = in.whole(2, 0, INT32_MAX), block = in.failed ? 0 : in.whole(3, 0, 1 << 20);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 4, kernels)) return nullptr;
  const int64_t lane = in.whole(6, -1, INT32_MAX), row = in.failed ? -1 : in.whole(7, -1, INT32_MAX);
  if (in.failed) return nullptr;
  const std::shared_ptr<Session> session = sessionFrom(env, in, kernels, (int32_t)block);
  if (!session) return nullptr;
  if ((size_t)group >= session->groups().size() || session->groups()[(size_t)group].calls[state].empty()) return fail(env, nullptr, "there is no such call"), nullptr;
  GroupRun &run = session->groups()[(size_t)group];
  BoundCall &call = run.calls[state][0];
  for (size_t c = 0; c < call.program->columns.size(); c++)
    if (call.program->columns[c].space == "weight" && row >= run.group->tables[(size_t)call.call->tables[c]].extent) return fail(env, nullptr, "there is no such row"), nullptr;
  if (lane >= call.count) return fail(env, nullptr, "there is no such lane"), nullptr;
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  CallOutcome outcome;
  if (lane >= 0) runOneLane(call, kernels, session->arena(), registers, run.generation, (int32_t)lane, (int32_t)row, outcome);
  else runCall(call, kernels, session->arena(), registers, run.generation, outcome);
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 2 + 4 * outcome.emissions.size(), result);
  *data++ = outcome.fault;
  *data++ = outcome.faultLane;
  for (const Emission &emission : outcome.emissions) {
    *data++ = (double)emission.kind;
    *data++ = emission.lane;
    *data++ = emission.time;
    *data++ = emission.flag;
  }
  return result;
}

napi_value fused(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t which = in.whole(0, 0, fusedMechanisms - 1);
  const int64_t count = in.failed ? 1 : in.whole(1, 1, 1 << 24), steps = in.failed ? 1 : in.whole(2, 1, INT32_MAX);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 3, kernels)) return nullptr;
  const FloatingPoint floatingPoint;
  return numberValue(env, benchFused((FusedMechanism)which, kernels, count, steps));
}

napi_value integrate(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  BdfTrial trial;
  trial.system = (TrialSystem)in.whole(0, 0, trialSystems - 1);
  double *const numbers[] = {&trial.absoluteTolerance, &trial.settings.relativeTolerance, nullptr, &trial.settings.largestStep, &trial.end};
  for (size_t k = 0; k < 5; k++)
    if (numbers[k] && !in.failed) *numbers[k] = in.number(k + 1);
  trial.settings.maximumOrder = in.failed ? 1 : (int32_t)in.whole(3, 1, Bdf::highestOrder);
  trial.mostSteps = in.failed ? 0 : in.whole(6, 0, 1 << 24);
  if (in.failed) return nullptr;
  const FloatingPoint floatingPoint;
  const BdfTrialOutcome outcome = tryBdf(trial);
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, sizeof(double), 6 + outcome.y.size() + 2 * outcome.times.size(), result);
  if (!data) return fail(env, "OutOfMemory", memoryShort);
  const BdfCounts &counts = outcome.counts;
  for (const double number : {(double)outcome.outcome, (double)counts.steps, (double)counts.evaluations, (double)counts.errorFailures, (double)counts.newtonFailures, (double)outcome.y.size()}) *data++ = number;
  for (const double number : outcome.y) *data++ = number;
  for (size_t step = 0; step < outcome.times.size(); step++) {
    *data++ = outcome.times[step];
    *data++ = outcome.orders[step];
  }
  return result;
}

} // namespace hillock::addon
