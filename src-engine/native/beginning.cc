// The beginning of a run, in NEURON's order (kernel/abi.ts, callLists), and its end.
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {
/** INITIAL of NET_RECEIVE, connection by connection. */
bool Session::connect(GroupRun &run, double *scratch) {
  const Connections &all = run.group->events.connections;
  for (size_t k = 0; k < all.ids.size(); k++) {
    const Recipient &of = run.events->recipient(all.target[k]);
    if (!handle(run, netInitial, {0, 0, of.receiver, of.lane, all.row[k]}, scratch)) return false;
  }
  return true;
}

bool Session::begin(GroupRun &run, double dt, bool crankNicolson, double *scratch, double start) {
  const Group &group = *run.group;
  run.fault = Fault();
  run.outcome.clear();
  run.spikes.clear();
  std::fill(run.above.begin(), run.above.end(), 0);
  if (run.events) run.events->begin(values, start, dt);
  prepare(run, dt, crankNicolson);
  beginLayers(run);
  for (const CircuitRun &circuit : run.circuits) circuit.begin(values, column(run, 0));
  if (run.adaptive) run.adaptive->begin(start);
  values[group.stepperUniforms[0]] = start;
  for (size_t k = 0; k + 1 < group.forgotten.size(); k += 2) memset(values + group.forgotten[k], 0, (size_t)group.forgotten[k + 1] * sizeof(double));
  if (!run.constructed && !this->run(run, construct, scratch)) return false;
  run.constructed = true;
  for (SamplingRun &sampling : run.samplings) sampling.hold();
  for (PlayRun &play : run.plays) play.begin();
  passTimes(run, start);
  transfer(run);
  tabulate(run, scratch);
  if (!this->run(run, beforeInitial, scratch)) return false;
  tabulate(run, scratch);
  if (!this->run(run, CallList::initialise, scratch)) return false;
  tabulate(run, scratch);
  if (run.events && !connect(run, scratch)) return false;
  return this->run(run, afterInitial, scratch);
}

bool Session::settle(GroupRun &run, double *scratch, double start) {
  tabulate(run, scratch);
  if (!deliver(run, start, scratch)) return false;
  if (!fillMatrix(run, scratch)) return false;
  followCircuits(run);
  if (run.adaptive && !run.adaptive->arriveAtStart(scratch)) return false;
  if (run.membrane && !run.adaptive) run.membrane->atStart(values, membraneColumns(run));
  if (!this->run(run, beforeStep, scratch)) return false;
  for (SamplingRun &sampling : run.samplings) {
    sampling.begin(start);
    sampling.take(start, values);
  }
  return true;
}

int32_t Session::initialise(double dt, bool crankNicolson, double *scratch, double start, Part part) {
  for (size_t g = 0; g < runs.size(); g++) {
    if (part != Part::fromStates && !begin(runs[g], dt, crankNicolson, scratch, start)) return (int32_t)g;
    if (part != Part::untilStates && !settle(runs[g], scratch, start)) return (int32_t)g;
  }
  meet();
  // Before the first step nobody can end the run.
  for (GroupRun &run : runs) run.halted = false;
  return -1;
}

int32_t Session::destruct(double *scratch) {
  int32_t first = -1;
  for (size_t g = 0; g < runs.size(); g++) {
    GroupRun &run = runs[g];
    if (run.destructed || !run.constructed || !dealt.mine(g)) continue;
    run.destructed = true;
    run.outcome.clear();
    if (!this->run(run, CallList::destruct, scratch) && first < 0) first = (int32_t)g;
  }
  return first;
}

} // namespace hillock
