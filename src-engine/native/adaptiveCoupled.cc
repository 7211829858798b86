// What makes a group more than ordinary differential equations: layers outside, and circuits. Some of their numbers have
// no capacitance, and C·y' = f(y) says what they are only together with all others.
#include "adaptive.h"
#include "session.h"
#include <algorithm>

namespace hillock {
namespace {

enum Column : size_t { v, rhs, diagonal, capacitance };

/**
 * What a jump leaves open is found by implicit Euler steps so short that nothing else moves [ms]; what they move is taken
 * back. One is enough for what follows from the present numbers alone, another where a voltage is prescribed, and two of
 * the rest say how fast it changes.
 */
constexpr double shortStep = 1e-9;
constexpr int32_t shortSteps = 4;

} // namespace

/** Nodes whose v is a number of the state vector of its own. */
std::vector<char> AdaptiveRun::nodesWithNumbers(const Group &group, const double *arena) {
  const double *c = arena + group.nodeColumns[capacitance];
  std::vector<char> own((size_t)group.nodes, 0);
  for (int32_t node = 0; node < group.nodes; node++) own[(size_t)node] = c[node] > 0;
  for (const CircuitBorder &border : group.circuits)
    for (const int32_t node : border.nodes) own[(size_t)node] = 1;
  for (const CableLayers &layers : group.layers) {
    const CellPack &pack = group.packs[(size_t)layers.pack];
    std::fill_n(own.begin() + pack.firstNode, (int64_t)pack.rows * pack.lanes, 1);
  }
  return own;
}

/** Layers and circuits come behind the states. */
int64_t AdaptiveRun::layOutCoupled(int64_t offset) {
  const Group &group = *run.group;
  std::vector<int64_t> voltageAt((size_t)group.nodes, -1);
  for (const Stretch &s : voltages)
    for (int32_t i = 0; i < s.length; i++) voltageAt[(size_t)(s.address + i)] = s.offset + i;
  for (size_t l = 0; l < group.layers.size(); l++) {
    const CableLayers &of = group.layers[l];
    layers.emplace_back(of, group.packs[(size_t)of.pack], run.layers[l], voltageAt, offset);
    offset += ContinuousLayers::ownNumbers(of);
  }
  for (size_t c = 0; c < group.circuits.size(); c++) {
    const CircuitBorder &border = group.circuits[c];
    circuits.emplace_back(border, run.circuits[c], nodeColumn(capacitance), voltageAt, offset);
    offset += ContinuousCircuit::ownNumbers(border);
  }
  return offset;
}

/** Which numbers are known by equations of their own, and which errors count; a layer's capacitance may change in a run. */
void AdaptiveRun::weighCoupled() {
  if (!isCoupled()) return;
  const double voltage = plan.absoluteTolerance * plan.voltageScale;
  std::vector<double> tolerances = tolerancesOf(*run.group, session.values);
  plain.assign(y.size(), 1);
  const double *c = nodeColumn(capacitance);
  for (const Stretch &s : voltages)
    for (int32_t i = 0; i < s.length; i++)
      if (!(c[s.address + i] > 0)) tolerances[(size_t)(s.offset + i)] = INFINITY;
  for (const ContinuousLayers &each : layers) {
    each.tolerate(session.values, voltage, tolerances);
    each.markRows(session.values, c, plain);
  }
  for (const ContinuousCircuit &each : circuits) {
    each.tolerate(voltage, tolerances);
    each.markRows(plain);
  }
  integrator.allow(std::move(tolerances));
}

void AdaptiveRun::scatterCoupled(const double *from) {
  for (ContinuousLayers &each : layers) each.scatter(session.values, session.layerColumns(run), from);
  for (const ContinuousCircuit &each : circuits) each.scatter(session.values, from);
}

/** What flows into the capacitances of cells with layers. */
void AdaptiveRun::flowThroughLayers() {
  for (ContinuousLayers &each : layers) each.flow(session.values, session.layerColumns(run), net.data());
}

void AdaptiveRun::addCoupledRates(const double *from, double *rates) {
  for (const ContinuousLayers &each : layers) each.rates(session.values, session.layerColumns(run), nodeColumn(capacitance), net.data(), rates);
  for (const ContinuousCircuit &each : circuits) each.rates(session.values, net.data(), from, rates);
}

void AdaptiveRun::weighByMass(double *b) {
  for (const ContinuousLayers &each : layers) each.weighByMass(plain, b);
  for (const ContinuousCircuit &each : circuits) each.weighByMass(b);
}

/** Before the trees are solved. */
bool AdaptiveRun::putCoupled(double gamma, const double *b) {
  for (const ContinuousLayers &each : layers) each.put(session.values, session.layerColumns(run), nodeColumn(capacitance), gamma, b);
  const CircuitColumns nodes = {nodeColumn(v), nodeColumn(diagonal), nodeColumn(rhs)};
  for (size_t c = 0; c < circuits.size(); c++)
    if (!circuits[c].solve(session.values, nodes, gamma, b)) return session.fail(run, {Fault::Kind::circuit, clock(), -1, 0, (int32_t)c, run.circuits[c].open(), 0, 0});
  return true;
}

void AdaptiveRun::takeCoupled(double *b) const {
  for (const ContinuousLayers &each : layers) each.take(b);
  for (const ContinuousCircuit &each : circuits) each.take(b);
}

bool AdaptiveRun::begin(double t, double *from, double *rates) {
  if (!isCoupled()) return evaluate(t, from, rates);
  held.assign(from, from + y.size());
  for (int32_t k = 1; k <= shortSteps; k++) {
    if (!evaluate(t + k * shortStep, from, rates)) return false;
    for (size_t i = 0; i < y.size(); i++) rates[i] *= shortStep;
    if (!solve(shortStep, rates)) return false;
    for (size_t i = 0; i < y.size(); i++) from[i] += rates[i];
  }
  for (size_t i = 0; i < y.size(); i++) {
    from[i] = plain[i] ? held[i] : from[i] - shortSteps * rates[i];
    rates[i] /= shortStep;
  }
  if (!evaluate(t, from, held.data())) return false;
  for (size_t i = 0; i < y.size(); i++)
    if (plain[i]) rates[i] = held[i];
  return true;
}

/** Where the model has arrived: currents of layers, and what circuits send into nodes. */
void AdaptiveRun::seeCoupled() {
  for (const ContinuousLayers &each : layers) each.see(session.values, session.layerColumns(run));
  if (!run.membrane) return;
  for (const ContinuousCircuit &each : circuits)
    each.currents(session.values, y.data(), slopes.data(), [&](int32_t node, double current) {
      net[(size_t)node] += current;
      run.membrane->inject(node, current);
    });
}

} // namespace hillock
