// What must stay finite in every step of fixed length: first the voltages, then the states that follow them. A state that
// is not finite is found in the step that made it so, before it has spoiled the voltage.
#include "session.h"

namespace hillock {
namespace {

enum Column : size_t { v };

/** So many numbers are looked at one by one. */
constexpr size_t fewNumbers = 16;

bool isFinite(double x) { return x - x == 0; }

} // namespace

/** Columns that lie together are looked at as one; a few numbers without their padding. */
void Session::layOutStates(GroupRun &run) {
  const std::vector<int32_t> &pairs = run.group->stateColumns;
  size_t count = (size_t)run.group->nodes;
  for (size_t k = 0; k + 1 < pairs.size(); k += 2) count += (size_t)pairs[k + 1];
  if (count <= fewNumbers) {
    for (const CellPack &pack : run.group->packs)
      for (int64_t row = 0; row < pack.rows; row++)
        for (int32_t lane = 0; lane < pack.liveLanes; lane++) run.fewFinite.push_back((int32_t)(run.group->nodeColumns[v] + pack.firstNode + row * pack.lanes + lane));
    for (size_t k = 0; k + 1 < pairs.size(); k += 2)
      for (int32_t instance = 0; instance < pairs[k + 1]; instance++) run.fewFinite.push_back(pairs[k] + instance);
    return;
  }
  for (size_t k = 0; k + 1 < pairs.size(); k += 2) {
    const int32_t length = (int32_t)padded(pairs[k + 1]);
    std::vector<int32_t> &stretches = run.stateStretches;
    if (!stretches.empty() && stretches[stretches.size() - 2] + stretches.back() == pairs[k]) stretches.back() += length;
    else stretches.insert(stretches.end(), {pairs[k], length});
  }
}

bool Session::finite(const GroupRun &run) const {
  if (!run.fewFinite.empty()) {
    double none = 0;
    for (const int32_t address : run.fewFinite) none += values[address] - values[address];
    return none == 0;
  }
  if (!lanes.allFinite(run.group->nodes, column(run, v))) return false;
  for (size_t k = 0; k + 1 < run.stateStretches.size(); k += 2)
    if (!lanes.allFinite(run.stateStretches[k + 1], values + run.stateStretches[k])) return false;
  return true;
}

/** The first live node whose voltage is not finite, else the first such state; padding does not count. */
bool Session::findFault(GroupRun &run, double t) {
  const double *voltage = column(run, v);
  for (const CellPack &pack : run.group->packs)
    for (int64_t row = 0; row < pack.rows; row++)
      for (int32_t lane = 0; lane < pack.liveLanes; lane++) {
        const int64_t node = pack.firstNode + row * pack.lanes + lane;
        if (isFinite(voltage[node])) continue;
        fail(run, {Fault::Kind::voltage, t, node, 0, 0, 0, 0, 0});
        return true;
      }
  const std::vector<int32_t> &pairs = run.group->stateColumns;
  for (size_t k = 0; k + 1 < pairs.size(); k += 2)
    for (int32_t instance = 0; instance < pairs[k + 1]; instance++) {
      if (isFinite(values[pairs[k] + instance])) continue;
      fail(run, {Fault::Kind::state, t, -1, 0, (int32_t)(k / 2), instance, 0, 0});
      return true;
    }
  return false;
}

} // namespace hillock
