// One fixed step, in NEURON's order (kernel/abi.ts, callLists):
//   thresholds at t → events until t + dt/2 → t += dt/2 → plays → matrix and currents at v(t) → solve → v → t += dt/2 →
//   plays → transfers → states with the new v → diffusion along the cable → record → events until t.
// t is added up by half steps, as NEURON's is, so that recorded times carry the same rounding.
#include "session.h"

namespace hillock {

void Session::record(GroupRun &run, const Advance &advance) {
  int64_t sample = ++run.stepsDone;
  if (!advance.traces) return;
  if (advance.every > 1) {
    if (sample % advance.every != 0) return;
    sample /= advance.every;
  }
  double *to = advance.traces + run.firstTraceRow * advance.capacity + advance.firstSample + sample - 1;
  for (int32_t address : run.group->probes) {
    *to = values[address];
    to += advance.capacity;
  }
}

bool Session::step(GroupRun &run, const Advance &advance, double *scratch) {
  if (run.adaptive) return run.adaptive->step(advance, scratch);
  const Group &group = *run.group;
  double &t = values[group.stepperUniforms[0]];
  const double half = 0.5 * advance.dt;
  tabulate(run, scratch);
  if (!run.above.empty() && !detect(run, t)) return false;
  if (!this->run(run, watch, scratch)) return false;
  if (run.keepsTimes && !(run.events && run.events->isBinned() ? deliverBins(run, advance.dt, scratch) : deliver(run, t + half, scratch))) return false;
  t += half;
  if (run.keepsTimes) followPlays(run);
  if (!fillMatrix(run, scratch)) return false;
  if (!run.circuits.empty() && !solveCircuits(run, advance.dt)) return false;
  solve(run, advance.dt, advance.crankNicolson);
  if (!run.circuits.empty()) followCircuits(run);
  t += half;
  if (run.keepsTimes) followPlays(run);
  if (!run.carried.empty()) transfer(run);
  if (!this->run(run, state, scratch)) return false;
  for (DiffusionRun &diffusion : run.diffusions) diffusion.step(values, advance.dt);
  if (!this->run(run, afterSolve, scratch) || !this->run(run, beforeStep, scratch)) return false;
  record(run, advance);
  if (run.keepsTimes && !deliver(run, t, scratch)) return false;
  return finite(run) || !findFault(run, t);
}

void Session::step(GroupRun &run, const Advance &advance, int64_t count, double *scratch, const std::atomic<bool> *stop) {
  for (int64_t taken = 0; taken < count; taken++) {
    if (stop && (stop->load(std::memory_order_relaxed) || advance.stopAsked())) return;
    if (!step(run, advance, scratch)) return;
  }
}

} // namespace hillock
