// One fixed step, in NEURON's order:
//   thresholds at t → t += dt/2 → matrix and currents at v(t) → solve → v → t += dt/2 → states with the new v → record.
// t is added up by half steps, as NEURON's is, so that recorded times carry the same rounding.
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {
namespace {

enum Column : size_t { v, rhs, diagonal, capacitance };

/** A spike's time lies just after the step's start, so that events it causes come after those already due. */
constexpr double spikeOffsetMs = 1e-10;

double weightOf(const std::vector<BoundCall> &calls) {
  double weight = 0;
  for (const BoundCall &call : calls) weight += (double)call.count * (double)(call.program->body.size() / wordsPerOperation);
  return weight;
}

/** Pairs of chains are worth their own loop from this many positions on. */
constexpr int32_t fewestPairs = 8;

std::vector<SolverStretch> stretchesOf(const CellPack &pack) {
  std::vector<SolverStretch> stretches;
  if (pack.lanes != 1) return stretches;
  const auto paired = [&](int32_t k) { return pack.order[(size_t)k] == k && pack.parent[(size_t)k] == k - 2; };
  int32_t plainFrom = 1;
  for (int32_t k = 1; k < pack.rows;) {
    int32_t to = k;
    while (to < pack.rows && paired(to)) to++;
    to -= (to - k) % 2;
    if (to - k < fewestPairs) {
      k = to > k ? to : k + 1;
      continue;
    }
    if (plainFrom < k) stretches.push_back({plainFrom, k, false});
    stretches.push_back({k, to, true});
    plainFrom = k = to;
  }
  if (plainFrom < pack.rows) stretches.push_back({plainFrom, pack.rows, false});
  return stretches;
}

} // namespace

Session::Session(Model &&model, double *arena, const LaneKernels &kernels, int32_t block) : copy(std::move(model)), values(arena), lanes(kernels) {
  runs.resize(copy.groups.size());
  for (size_t g = 0; g < runs.size(); g++) {
    GroupRun &run = runs[g];
    const Group &group = copy.groups[g];
    run.group = &group;
    const auto bindAll = [&](const std::vector<ProgramCall> &calls, std::vector<BoundCall> &bound) {
      bound.reserve(calls.size());
      for (const ProgramCall &call : calls) {
        bound.push_back(bindCall(copy, group, call, lanes, block));
        run.scratchDoubles = std::max(run.scratchDoubles, bound.back().scratchDoubles);
      }
    };
    bindAll(group.initialise, run.initialise);
    bindAll(group.current, run.current);
    bindAll(group.state, run.state);
    for (const CellPack &pack : group.packs) run.stretches.push_back(stretchesOf(pack));
    run.base.assign((size_t)group.nodes, 0.0);
    run.charge.assign((size_t)group.nodes, 0.0);
    run.above.assign(group.detectors.size(), 0);
    run.firstTraceRow = probeCount;
    run.weight = 10.0 * group.nodes + weightOf(run.current) + weightOf(run.state) + 50;
    probeCount += (int64_t)group.probes.size();
    largestScratch = std::max(largestScratch, run.scratchDoubles);
  }
}

void Session::touch() {
  for (GroupRun &run : runs) run.generation++;
}

void Session::sample(double *into) const {
  for (const GroupRun &run : runs)
    for (int32_t address : run.group->probes) *into++ = values[address];
}

void Session::prepare(GroupRun &run, double dt, bool crankNicolson) {
  const Group &group = *run.group;
  run.generation++;
  values[group.stepperUniforms[1]] = dt;
  const double *c = column(run, capacitance);
  const double factor = (crankNicolson ? 2.0 : 1.0) / dt;
  for (int32_t node = 0; node < group.nodes; node++) run.charge[(size_t)node] = factor * c[node];
  run.base = run.charge;
  for (const CellPack &pack : group.packs) {
    const double *axial = values + pack.axial;
    double *base = run.base.data() + pack.firstNode;
    for (int64_t k = 1; k < pack.rows; k++) {
      const int64_t row = (int64_t)pack.order[(size_t)k] * pack.lanes, above = (int64_t)pack.parent[(size_t)k] * pack.lanes;
      for (int32_t lane = 0; lane < pack.lanes; lane++) {
        base[row + lane] += axial[k * pack.lanes + lane];
        base[above + lane] += axial[k * pack.lanes + lane];
      }
    }
    // Padding cells may have no membrane; they are kept solvable.
    for (int64_t row = 0; row < pack.rows; row++)
      for (int32_t lane = pack.liveLanes; lane < pack.lanes; lane++)
        if (!(base[row * pack.lanes + lane] > 0)) base[row * pack.lanes + lane] = 1;
  }
}

void Session::fillMatrix(GroupRun &run, double *scratch) {
  const Group &group = *run.group;
  lanes.fill(group.nodes, run.base.data(), run.charge.data(), column(run, v), column(run, diagonal), column(run, rhs));
  for (size_t k = 0; k + 1 < group.cleared.size(); k += 2) memset(values + group.cleared[k], 0, (size_t)group.cleared[k + 1] * sizeof(double));
  for (BoundCall &call : run.current) runCall(call, lanes, values, scratch, run.generation);
}

void Session::initialise(double dt, bool crankNicolson, double *scratch) {
  for (GroupRun &run : runs) {
    prepare(run, dt, crankNicolson);
    values[run.group->stepperUniforms[0]] = 0;
    for (BoundCall &call : run.initialise) runCall(call, lanes, values, scratch, run.generation);
    fillMatrix(run, scratch);
    std::fill(run.above.begin(), run.above.end(), 0);
  }
}

void Session::detect(GroupRun &run, double t) {
  const Group &group = *run.group;
  for (size_t d = 0; d < group.detectors.size(); d++) {
    const char above = values[group.detectors[d].address] > group.detectors[d].threshold;
    if (above && !run.above[d]) run.spikes.push_back({(int32_t)d, t + spikeOffsetMs});
    run.above[d] = above;
  }
}

/** The first live node whose voltage is not finite; padding cells do not count. */
bool Session::findFault(GroupRun &run, double t) {
  const double *voltage = column(run, v);
  for (const CellPack &pack : run.group->packs)
    for (int64_t row = 0; row < pack.rows; row++)
      for (int32_t lane = 0; lane < pack.liveLanes; lane++) {
        const int64_t node = pack.firstNode + row * pack.lanes + lane;
        if (voltage[node] - voltage[node] == 0) continue;
        run.faultNode = node;
        run.faultTime = t;
        return true;
      }
  return false;
}

void Session::step(GroupRun &run, const Advance &advance, int64_t count, double *scratch, const std::atomic<bool> *stop) {
  const Group &group = *run.group;
  double &t = values[group.stepperUniforms[0]];
  const double half = 0.5 * advance.dt;
  for (int64_t taken = 0; taken < count; taken++) {
    if (stop && (stop->load(std::memory_order_relaxed) || advance.stopAsked())) return;
    detect(run, t);
    t += half;
    fillMatrix(run, scratch);
    for (size_t p = 0; p < group.packs.size(); p++) {
      const CellPack &pack = group.packs[p];
      const PackView view = {pack.rows, pack.lanes, pack.order.data(), pack.parent.data(), values + pack.axial, run.stretches[p].data(), (int32_t)run.stretches[p].size(), column(run, v) + pack.firstNode, column(run, rhs) + pack.firstNode, column(run, diagonal) + pack.firstNode};
      lanes.solve(view, advance.crankNicolson);
    }
    t += half;
    for (BoundCall &call : run.state) runCall(call, lanes, values, scratch, run.generation);
    run.stepsDone++;
    if (advance.traces && run.stepsDone % advance.every == 0) {
      double *to = advance.traces + run.firstTraceRow * advance.capacity + advance.firstSample + run.stepsDone / advance.every - 1;
      for (int32_t address : group.probes) {
        *to = values[address];
        to += advance.capacity;
      }
    }
    if (!lanes.allFinite(group.nodes, column(run, v)) && findFault(run, t)) return;
  }
}

void Session::runOne(size_t group, size_t stateCall, int64_t repeats, double *scratch) {
  GroupRun &run = runs[group];
  for (int64_t repeat = 0; repeat < repeats; repeat++) runCall(run.state[stateCall], lanes, values, scratch, run.generation);
}

} // namespace hillock
