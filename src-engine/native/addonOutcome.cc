#include "addonOutcome.h"
#include <algorithm>

namespace hillock::addon {
namespace {

/** Who ended the run: group, list, call, lane, time. */
napi_value haltValue(napi_env env, const GroupRun &run, int32_t group) {
  const Asking &by = run.haltedBy;
  const double values[] = {(double)group, (double)by.list, (double)by.call, (double)by.lane, by.time};
  napi_value result;
  std::copy(values, values + 5, (double *)newArray(env, napi_float64_array, 8, 5, result));
  return result;
}

} // namespace

napi_value faultValue(napi_env env, const GroupRun &run, int32_t group) {
  const Fault &fault = run.fault;
  const double values[] = {(double)fault.kind, (double)group, fault.time, (double)fault.node, (double)fault.list, (double)(fault.kind == Fault::Kind::event ? fault.receiver : fault.call), (double)fault.lane, (double)fault.code};
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 8, result);
  std::copy(values, values + 8, data);
  return result;
}

/** Whether a run in steps of adaptive length has ended, and the counts of each group. */
static napi_value integrationValue(napi_env env, const std::vector<GroupRun> &groups) {
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 1 + 5 * groups.size(), result);
  *data++ = groups[0].adaptive->ended() ? 1.0 : 0.0;
  for (const GroupRun &run : groups) {
    const BdfCounts &counts = run.adaptive->counts();
    for (const int64_t count : {counts.steps, counts.evaluations, counts.errorFailures, counts.newtonFailures, counts.restarts}) *data++ = (double)count;
  }
  return result;
}

napi_value outcomeValue(napi_env env, AdvanceJob &job) {
  const AdvanceOutcome &outcome = job.outcome();
  napi_value result;
  napi_create_object(env, &result);
  set(env, result, "steps", numberValue(env, (double)outcome.steps));
  napi_value stopped;
  napi_get_boolean(env, outcome.stopped, &stopped);
  set(env, result, "stopped", stopped);
  set(env, result, "seconds", numberValue(env, outcome.seconds));
  if (outcome.apart != RankFailure::none) set(env, result, "apart", numberValue(env, (double)outcome.apart));
  std::vector<GroupRun> &groups = job.session().groups();
  if (outcome.faultGroup >= 0) set(env, result, "fault", faultValue(env, groups[(size_t)outcome.faultGroup], outcome.faultGroup));
  if (!groups.empty() && groups[0].adaptive) set(env, result, "integration", integrationValue(env, groups));
  if (outcome.haltGroup >= 0) set(env, result, "halt", haltValue(env, groups[(size_t)outcome.haltGroup], outcome.haltGroup));
  struct Entry {
    double timeMs;
    int32_t group, source;
  };
  std::vector<Entry> spikes;
  for (size_t g = 0; g < groups.size(); g++) {
    for (const Spike &spike : groups[g].spikes) spikes.push_back({spike.timeMs, (int32_t)g, spike.source});
    std::vector<Spike>().swap(groups[g].spikes);
  }
  std::sort(spikes.begin(), spikes.end(), [](const Entry &a, const Entry &b) {
    if (a.timeMs != b.timeMs) return a.timeMs < b.timeMs;
    return a.group != b.group ? a.group < b.group : a.source < b.source;
  });
  napi_value group, source, time;
  int32_t *groupData = (int32_t *)newArray(env, napi_int32_array, 4, spikes.size(), group);
  int32_t *sourceData = (int32_t *)newArray(env, napi_int32_array, 4, spikes.size(), source);
  double *timeData = (double *)newArray(env, napi_float64_array, 8, spikes.size(), time);
  for (size_t i = 0; i < spikes.size(); i++) {
    groupData[i] = spikes[i].group;
    sourceData[i] = spikes[i].source;
    timeData[i] = spikes[i].timeMs;
  }
  set(env, result, "group", group);
  set(env, result, "source", source);
  set(env, result, "timeMs", time);
  return result;
}

napi_value printedValue(napi_env env, Session &session) {
  std::vector<GroupRun> &groups = session.groups();
  size_t count = 0;
  int64_t notKept = 0;
  for (GroupRun &run : groups) count += run.printed.size(), notKept += run.notKept;
  if (count == 0) return nullptr;
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 1 + 7 * count, result);
  *data++ = (double)notKept;
  for (size_t g = 0; g < groups.size(); g++) {
    for (const Printed &one : groups[g].printed)
      for (const double value : {(double)g, (double)one.by.list, (double)one.by.call, (double)one.by.lane, one.by.time, one.piece, one.value}) *data++ = value;
    std::vector<Printed>().swap(groups[g].printed);
    groups[g].notKept = 0;
  }
  return result;
}

} // namespace hillock::addon
