// The equations of a group in continuous time, for the integrator.
//
//   C·dv/dt = Σ_j g_ij·(v_j − v_i) − i(v, states, t);   0 = the same where C = 0, solved within every evaluation
//   d(state)/dt as the mechanism's program `rates` says
//
// Newton's method takes the cable's own matrix with C/γ for the voltages, and each instance's own derivatives for its
// states; what couples the two is left to the iteration.
#include "adaptive.h"
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {
namespace {

enum Column : size_t { v, rhs, diagonal, capacitance };

/** Nodes without capacitance whose currents are not affine in v are settled to this, relative to 1 mV + |v|. */
constexpr double settled = 1e-10;
constexpr int32_t mostRounds = 10;

BdfSettings settingsOf(const AdaptivePlan &plan) { return {plan.relativeTolerance, plan.maximumOrder, plan.smallestStep, plan.largestStep}; }

} // namespace

AdaptiveRun::AdaptiveRun(Session &owner, GroupRun &of)
  : session(owner), run(of), plan(of.group->adaptive), integrator(*this, tolerancesOf(*of.group, owner.values), settingsOf(of.group->adaptive)) {
  layOut();
  layOutFree();
  quiet.assign(run.group->events.receivers.size(), 0);
  for (int32_t receiver : plan.quietReceivers) quiet[(size_t)receiver] = 1;
  layOutDiffusion();
}

/** The voltages come first, then the states, column after column. */
std::vector<double> AdaptiveRun::tolerancesOf(const Group &group, const double *arena) {
  const AdaptivePlan &plan = group.adaptive;
  std::vector<double> tolerances;
  for (const char own : nodesWithNumbers(group, arena))
    if (own) tolerances.push_back(plan.absoluteTolerance * plan.voltageScale);
  for (size_t k = 0; k < plan.states.size(); k++) tolerances.insert(tolerances.end(), (size_t)plan.counts[k], plan.absoluteTolerance * plan.scales[k]);
  int64_t coupled = 0;
  for (const CableLayers &each : group.layers) coupled += ContinuousLayers::ownNumbers(each);
  for (const CircuitBorder &each : group.circuits) coupled += ContinuousCircuit::ownNumbers(each);
  tolerances.insert(tolerances.end(), (size_t)coupled, plan.absoluteTolerance * plan.voltageScale);
  return tolerances;
}

double &AdaptiveRun::clock() const { return session.values[run.group->stepperUniforms[0]]; }
double *AdaptiveRun::nodeColumn(size_t index) const { return session.values + run.group->nodeColumns[index]; }

void AdaptiveRun::layOut() {
  const Group &group = *run.group;
  const std::vector<char> own = nodesWithNumbers(group, session.values);
  int64_t offset = 0;
  isFree.assign((size_t)group.nodes, 0);
  for (int32_t node = 0; node < group.nodes; node++) {
    if (!own[(size_t)node]) {
      isFree[(size_t)node] = 1;
      continue;
    }
    if (node > 0 && !isFree[(size_t)node - 1] && !voltages.empty()) voltages.back().length++;
    else voltages.push_back({node, 1, offset});
    offset++;
  }
  for (size_t k = 0; k < plan.states.size(); k++) {
    states.push_back({plan.states[k], plan.counts[k], offset});
    offset += plan.counts[k];
  }
  offset = layOutCoupled(offset);
  y.assign((size_t)offset, 0.0);
  slopes = y;
  weighCoupled();
  former.assign(group.detectors.size(), 0.0);
  crossings.assign(group.detectors.size(), INFINITY);
  // Voltages, states and the clock are there without computing anything.
  const auto isThere = [&](int32_t address) {
    if (address == group.stepperUniforms[0]) return true;
    if (address >= group.nodeColumns[v] && address < group.nodeColumns[v] + group.nodes) return !isFree[(size_t)(address - group.nodeColumns[v])];
    return std::any_of(states.begin(), states.end(), [&](const Stretch &s) { return address >= s.address && address < s.address + s.length; });
  };
  for (const SpikeDetector &detector : group.detectors) seesAtStops = seesAtStops || !isThere(detector.address);
  bool hooks = false;
  for (const auto list : {afterStep, afterSolve, beforeStep}) hooks = hooks || !group.calls[list].empty();
  const bool samplesSteps = std::any_of(group.samplings.begin(), group.samplings.end(), [](const Sampling &s) { return s.interval < 0; });
  seesAtStops = seesAtStops || hooks || samplesSteps || !group.calls[watch].empty();
  records = !plan.isLocal || hooks || !group.probes.empty();
  isStill = plan.isLocal && offset == 0;
}

void AdaptiveRun::layOutFree() {
  const Group &group = *run.group;
  for (std::vector<double> *numbers : {&axialSum, &net, &freeDiagonal, &freeRight, &diagonalWork, &rightWork}) numbers->assign((size_t)group.nodes, 0.0);
  for (size_t p = 0; p < group.packs.size(); p++) {
    const CellPack &pack = group.packs[p];
    if (run.layersOfPack[p] >= 0) continue; // the solver of layers looks along the cable itself
    FreeNodes here = {&pack, {}, {}};
    const double *axial = session.values + pack.axial;
    const int32_t lanes = pack.lanes;
    for (int32_t k = 0; k < pack.rows; k++) {
      const int32_t row = pack.firstNode + pack.order[(size_t)k] * lanes, above = k > 0 ? pack.firstNode + pack.parent[(size_t)k] * lanes : -1;
      bool touches = false;
      for (int32_t lane = 0; lane < lanes; lane++) {
        if (isFree[(size_t)(row + lane)]) here.nodes.push_back(row + lane), touches = true;
        if (k == 0) continue;
        touches = touches || isFree[(size_t)(above + lane)];
        axialSum[(size_t)(row + lane)] += axial[k * lanes + lane];
        axialSum[(size_t)(above + lane)] += axial[k * lanes + lane];
      }
      if (touches) here.positions.push_back(k);
    }
    if (!here.nodes.empty()) freeNodes.push_back(std::move(here));
  }
}

void AdaptiveRun::scatter(const double *from) {
  double *voltage = nodeColumn(v);
  for (const Stretch &s : voltages) memcpy(voltage + s.address, from + s.offset, (size_t)s.length * sizeof(double));
  for (const Stretch &s : states) memcpy(session.values + s.address, from + s.offset, (size_t)s.length * sizeof(double));
  scatterCoupled(from);
}

void AdaptiveRun::gather(double *into) const {
  const double *voltage = nodeColumn(v);
  for (const Stretch &s : voltages) memcpy(into + s.offset, voltage + s.address, (size_t)s.length * sizeof(double));
  for (const Stretch &s : states) memcpy(into + s.offset, session.values + s.address, (size_t)s.length * sizeof(double));
  for (const ContinuousCircuit &each : circuits) each.gather(session.values, into);
}

/** Voltages of the nodes without capacitance, from those of their neighbours and the membrane as it was last. */
void AdaptiveRun::settle() {
  double *voltage = nodeColumn(v), *d = diagonalWork.data(), *b = rightWork.data();
  for (const FreeNodes &here : freeNodes) {
    const CellPack &pack = *here.pack;
    const double *axial = session.values + pack.axial;
    const int32_t lanes = pack.lanes;
    for (int32_t node : here.nodes) {
      d[node] = freeDiagonal[(size_t)node] + axialSum[(size_t)node];
      b[node] = freeRight[(size_t)node];
    }
    // Neighbours with capacitance are given; of two without, the parent is eliminated later.
    for (size_t at = here.positions.size(); at-- > 0;) {
      const int32_t k = here.positions[at];
      if (k == 0) continue;
      for (int32_t lane = 0; lane < lanes; lane++) {
        const int32_t row = pack.firstNode + pack.order[(size_t)k] * lanes + lane, above = pack.firstNode + pack.parent[(size_t)k] * lanes + lane;
        const double g = axial[k * lanes + lane];
        if (isFree[(size_t)row] && !isFree[(size_t)above]) b[row] += g * voltage[above];
        else if (isFree[(size_t)above] && !isFree[(size_t)row]) b[above] += g * voltage[row];
        else if (isFree[(size_t)row]) {
          const double part = g / d[row];
          d[above] -= part * g;
          b[above] += part * b[row];
        }
      }
    }
    for (int32_t k : here.positions)
      for (int32_t lane = 0; lane < lanes; lane++) {
        const int32_t row = pack.firstNode + pack.order[(size_t)k] * lanes + lane, above = k > 0 ? pack.firstNode + pack.parent[(size_t)k] * lanes + lane : -1;
        if (!isFree[(size_t)row]) continue;
        const double from = above >= 0 && isFree[(size_t)above] ? axial[k * lanes + lane] * voltage[above] : 0;
        voltage[row] = (b[row] + from) / d[row];
      }
  }
}

/** Notes what the membrane does at nodes without capacitance; whether their voltages are not yet what follows. */
bool AdaptiveRun::membraneAtFreeNodes() {
  const double *d = nodeColumn(diagonal), *r = nodeColumn(rhs), *voltage = nodeColumn(v);
  bool changed = false;
  for (const FreeNodes &here : freeNodes)
    for (int32_t node : here.nodes) {
      if (freeDiagonal[(size_t)node] == d[node] && freeRight[(size_t)node] == r[node]) continue;
      const double off = fabs(r[node] - freeRight[(size_t)node] - (d[node] - freeDiagonal[(size_t)node]) * voltage[node]);
      changed = changed || off > settled * (1 + fabs(voltage[node])) * (axialSum[(size_t)node] + d[node]);
      freeDiagonal[(size_t)node] = d[node];
      freeRight[(size_t)node] = r[node];
    }
  return changed;
}

/** Everything that follows from voltages, states and t. */
bool AdaptiveRun::membrane() {
  const Group &group = *run.group;
  if (!session.run(run, expose, registers)) return false;
  for (int32_t round = 0; round < mostRounds; round++) {
    settle();
    session.transfer(run);
    memset(nodeColumn(diagonal), 0, (size_t)group.nodes * sizeof(double));
    memset(nodeColumn(rhs), 0, (size_t)group.nodes * sizeof(double));
    if (!session.run(run, beforeBreakpoint, registers)) return false;
    for (size_t k = 0; k + 1 < group.cleared.size(); k += 2) memset(session.values + group.cleared[k], 0, (size_t)group.cleared[k + 1] * sizeof(double));
    if (!session.run(run, current, registers)) return false;
    if (!membraneAtFreeNodes()) break;
  }
  return true;
}

/** What flows into the capacitance of each node. */
void AdaptiveRun::flow() {
  const Group &group = *run.group;
  const double *voltage = nodeColumn(v), *d = nodeColumn(diagonal), *r = nodeColumn(rhs);
  for (int32_t node = 0; node < group.nodes; node++) net[(size_t)node] = r[node] - d[node] * voltage[node];
  for (size_t p = 0; p < group.packs.size(); p++) {
    const CellPack &pack = group.packs[p];
    if (run.layersOfPack[p] >= 0) continue;
    const double *axial = session.values + pack.axial, *volt = voltage + pack.firstNode;
    double *sum = net.data() + pack.firstNode;
    for (int64_t k = 1; k < pack.rows; k++) {
      const int64_t row = (int64_t)pack.order[(size_t)k] * pack.lanes, above = (int64_t)pack.parent[(size_t)k] * pack.lanes;
      for (int64_t lane = 0; lane < pack.lanes; lane++) {
        const double flow = axial[k * pack.lanes + lane] * (volt[above + lane] - volt[row + lane]);
        sum[row + lane] += flow;
        sum[above + lane] -= flow;
      }
    }
  }
  flowThroughLayers();
}

/** Currents as they are in the present state, and those of whole compartments. */
bool AdaptiveRun::see() {
  if (!membrane()) return false;
  if (!run.membrane && !isCoupled()) return true;
  flow();
  seeCoupled();
  if (run.membrane) run.membrane->atState(session.values, session.membraneColumns(run), net.data());
  return true;
}

bool AdaptiveRun::evaluate(double t, const double *from, double *rates) {
  clock() = t;
  scatter(from);
  session.followPlays(run);
  session.transfer(run);
  if (!membrane() || !session.run(run, CallList::rates, registers)) return false;
  for (const DiffusionRun &diffusion : run.diffusions) diffusion.addRates(session.values);
  flow();
  const double *c = nodeColumn(capacitance);
  for (const Stretch &s : voltages)
    for (int32_t i = 0; i < s.length; i++) rates[s.offset + i] = net[(size_t)(s.address + i)] / c[s.address + i];
  for (size_t k = 0; k < states.size(); k++) memcpy(rates + states[k].offset, session.values + plan.rates[k], (size_t)states[k].length * sizeof(double));
  addCoupledRates(from, rates);
  return true;
}

/** The states first: their derivatives are taken where v still is what it was in the evaluation. */
bool AdaptiveRun::solve(double gamma, double *b) {
  const Group &group = *run.group;
  double &dt = session.values[group.stepperUniforms[1]];
  if (dt != gamma) {
    dt = gamma;
    run.generation++;
  }
  if (!learnReactions(gamma)) return false;
  for (size_t k = 0; k < states.size(); k++) memcpy(session.values + plan.rates[k], b + states[k].offset, (size_t)states[k].length * sizeof(double));
  if (!session.run(run, solveRates, registers) || !solveDiffusion(gamma, b)) return false;
  for (size_t k = 0; k < states.size(); k++) memcpy(b + states[k].offset, session.values + plan.rates[k], (size_t)states[k].length * sizeof(double));
  double *d = nodeColumn(diagonal), *r = nodeColumn(rhs);
  const double *c = nodeColumn(capacitance), *solution = nodeColumn(v);
  const double perGamma = 1 / gamma;
  for (int32_t node = 0; node < group.nodes; node++) {
    d[node] += c[node] * perGamma + axialSum[(size_t)node];
    r[node] = 0;
  }
  for (const Stretch &s : voltages)
    for (int32_t i = 0; i < s.length; i++) r[s.address + i] = c[s.address + i] * perGamma * b[s.offset + i];
  if (!putCoupled(gamma, b)) return false;
  session.solve(run, gamma, false);
  for (const Stretch &s : voltages) memcpy(b + s.offset, solution + s.address, (size_t)s.length * sizeof(double));
  takeCoupled(b);
  return true;
}

} // namespace hillock
