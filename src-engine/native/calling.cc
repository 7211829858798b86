// Running the calls of a list, and doing what their programs ask for.
#include "session.h"
#include <math.h>
#include <string.h>

namespace hillock {
namespace {

/** Pieces kept of what a group prints between two times of asking. */
constexpr size_t mostPrinted = 20000;

} // namespace

__attribute__((noinline)) bool Session::fail(GroupRun &run, const Fault &fault) {
  run.fault = fault;
  return false;
}

/** Does what is no event. */
__attribute__((noinline)) void Session::note(GroupRun &run, const Asking &by, const Emission &emission) {
  switch (emission.kind) {
  case EmissionKind::print:
    // Of a text beyond, its last piece is counted.
    if (run.printed.size() < mostPrinted) run.printed.push_back({by, emission.flag, emission.time});
    else if (fmod(emission.flag, 2) != 0) run.notKept++;
    break;
  case EmissionKind::halt:
    run.halted = emission.time != 0;
    run.haltedBy = by;
    break;
  default:
    if (run.adaptive) run.adaptive->noteStop(emission.time);
  }
}

bool Session::runAll(GroupRun &run, CallList list, double *scratch) {
  std::vector<BoundCall> &calls = run.calls[list];
  MembraneRun *const membrane = list == current ? run.membrane.get() : nullptr;
  for (size_t k = 0; k < calls.size(); k++) {
    if (membrane) membrane->beforeCall(k, membraneColumns(run));
    if (run.team && calls[k].canBeShared) runTogether(calls[k], lanes, values, *run.team, run.generation, run.outcome);
    else if (!runReady(calls[k], run.generation, run.outcome)) runCall(calls[k], lanes, values, scratch, run.generation, run.outcome);
    if (membrane) membrane->afterCall(k, membraneColumns(run));
    if (run.outcome.empty()) continue;
    const double now = values[run.group->stepperUniforms[0]];
    if (run.outcome.fault >= 0) return fail(run, {Fault::Kind::program, now, -1, (int32_t)list, (int32_t)k, run.outcome.faultLane, run.outcome.fault, 0});
    if (!take(run, list, (int32_t)k, -1, now)) return false;
  }
  return true;
}

/** Makes the tables anew whose uniforms are not what they were made with. */
void Session::tabulateAll(GroupRun &run, double *scratch) {
  for (BoundCall &call : run.calls[CallList::tabulate]) {
    const double *made = call.scalars.data() + call.program->constants.size();
    bool stale = call.generation == 0;
    for (size_t u = 0; u < call.uniformAddresses.size(); u++) stale = stale || memcmp(&made[u], &values[call.uniformAddresses[u]], sizeof(double)) != 0;
    if (stale) runCall(call, lanes, values, scratch, run.generation, run.outcome);
    // What a routine says while its table is made belongs to no instance.
    run.outcome.emissions.clear();
  }
  run.tabulated = run.generation;
}

} // namespace hillock
