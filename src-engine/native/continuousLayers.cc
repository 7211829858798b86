#include "continuousLayers.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

/** Columns of the instances, in the order of CableLayers::columns. */
enum Own : size_t { xg0, xg1, xc0, xc1, battery, vext0, vext1, membraneColumn };

/** The dimensions of xc: 1 µF/cm² over an area whose factor is 1 (100 µm²) is 1e-3 nF. */
constexpr double nanofarad = 1e-3;

} // namespace

ContinuousLayers::ContinuousLayers(const CableLayers &layers, const CellPack &pack, LayersRun &run, const std::vector<int64_t> &voltageAt, int64_t offset) : of(&layers), cells(&pack), solver(&run), nodeCount((int64_t)pack.rows * pack.lanes) {
  for (std::vector<double> *each : {&between, &last, &inside, &first, &second, &membrane, &intoFirst, &intoSecond}) each->assign((size_t)nodeCount, 0.0);
  for (int64_t i = 0; i < nodeCount; i++) {
    const bool layered = layers.inside[(size_t)i] >= 0;
    inner.push_back(voltageAt[(size_t)(pack.firstNode + i)]);
    outer.push_back(layered ? offset : -1);
    if (layered) offset += 2;
  }
}

int64_t ContinuousLayers::ownNumbers(const CableLayers &layers) {
  return 2 * std::count_if(layers.inside.begin(), layers.inside.end(), [](int32_t node) { return node >= 0; });
}

void ContinuousLayers::tolerate(const double *values, double tolerance, std::vector<double> &tolerances) const {
  for (int64_t i = 0; i < nodeCount; i++)
    for (int layer = 0; layer < 2 && outer[(size_t)i] >= 0; layer++) {
      const int32_t element = of->element[(size_t)i];
      const bool kept = element >= 0 && values[of->columns[layer == 0 ? xc0 : xc1] + element] > 0;
      tolerances[(size_t)(outer[(size_t)i] + layer)] = kept ? tolerance : INFINITY;
    }
}

void ContinuousLayers::markRows(const double *values, const double *capacitance, std::vector<char> &plain) const {
  for (int64_t i = 0; i < nodeCount; i++) {
    plain[(size_t)inner[(size_t)i]] = capacitance[cells->firstNode + i] > 0;
    const int32_t element = of->element[(size_t)i];
    for (int layer = 0; layer < 2 && outer[(size_t)i] >= 0; layer++) plain[(size_t)(outer[(size_t)i] + layer)] = element >= 0 && values[of->columns[layer == 0 ? xc0 : xc1] + element] > 0;
  }
}

void ContinuousLayers::weighByMass(const std::vector<char> &plain, double *b) const {
  const auto weigh = [&](int64_t place) {
    if (!plain[(size_t)place]) b[place] = 0;
  };
  for (int64_t i = 0; i < nodeCount; i++) {
    weigh(inner[(size_t)i]);
    for (int layer = 0; layer < 2 && outer[(size_t)i] >= 0; layer++) weigh(outer[(size_t)i] + layer);
  }
}

int32_t ContinuousLayers::nodeAt(int64_t place) const {
  for (int64_t i = 0; i < nodeCount; i++)
    if (outer[(size_t)i] >= 0 && (place == outer[(size_t)i] || place == outer[(size_t)i] + 1)) return (int32_t)(cells->firstNode + i);
  return -1;
}

void ContinuousLayers::scatter(double *values, const LayerColumns &nodes, const double *y) {
  for (int64_t i = 0; i < nodeCount; i++) {
    const double v = y[inner[(size_t)i]];
    const int64_t place = outer[(size_t)i];
    inside[(size_t)i] = v;
    if (place < 0) continue;
    between[(size_t)i] = y[place];
    last[(size_t)i] = second[(size_t)i] = y[place + 1];
    first[(size_t)i] = y[place] + y[place + 1];
    inside[(size_t)i] = v + first[(size_t)i];
    nodes.v[of->inside[(size_t)i]] = inside[(size_t)i];
    const int32_t element = of->element[(size_t)i];
    if (element < 0) continue;
    values[of->columns[vext0] + element] = first[(size_t)i];
    values[of->columns[vext1] + element] = second[(size_t)i];
  }
}

void ContinuousLayers::flow(const double *values, const LayerColumns &nodes, double *net) {
  // What leaves along the cable; first into the sums, with the other sign.
  for (std::vector<double> *each : {&membrane, &intoFirst, &intoSecond}) std::fill(each->begin(), each->end(), 0.0);
  for (int64_t k = 1; k < cells->rows; k++) {
    const int64_t row = (int64_t)cells->order[(size_t)k] * cells->lanes, above = (int64_t)cells->parent[(size_t)k] * cells->lanes;
    for (int64_t lane = 0; lane < cells->lanes; lane++) {
      const int64_t along = k * cells->lanes + lane;
      const size_t one = (size_t)(row + lane), other = (size_t)(above + lane);
      const double inner = values[cells->axial + along] * (inside[other] - inside[one]);
      const double near = values[of->axial[0] + along] * (first[other] - first[one]);
      const double far = values[of->axial[1] + along] * (second[other] - second[one]);
      membrane[one] += inner, membrane[other] -= inner;
      intoFirst[one] += near, intoFirst[other] -= near;
      intoSecond[one] += far, intoSecond[other] -= far;
    }
  }
  for (int64_t i = 0; i < nodeCount; i++) {
    const size_t at = (size_t)i;
    const int64_t node = cells->firstNode + i;
    const int32_t electrode = of->inside[at], element = of->element[at];
    if (electrode >= 0) membrane[at] += nodes.rhs[electrode] - nodes.diagonal[electrode] * inside[at];
    net[node] = membrane[at] - (nodes.diagonal[node] * nodes.v[node] - nodes.rhs[node]);
    intoFirst[at] += membrane[at];
    intoSecond[at] += intoFirst[at];
    if (element < 0) continue;
    const double factor = nodes.areaFactor[node];
    intoFirst[at] -= factor * values[of->columns[xg0] + element] * between[at];
    intoSecond[at] -= factor * values[of->columns[xg1] + element] * (last[at] - values[of->columns[battery] + element]);
  }
}

/** The capacitance of a layer [nF]; 0 where it has none. */
double ContinuousLayers::charge(const double *values, const LayerColumns &nodes, int64_t i, int layer) const {
  const int32_t element = of->element[(size_t)i];
  return element < 0 ? 0 : nodes.areaFactor[cells->firstNode + i] * nanofarad * values[of->columns[layer == 0 ? xc0 : xc1] + element];
}

void ContinuousLayers::rates(const double *values, const LayerColumns &nodes, const double *capacitance, const double *net, double *f) const {
  const auto over = [](double current, double c) { return c > 0 ? current / c : current; };
  for (int64_t i = 0; i < nodeCount; i++) {
    const int64_t node = cells->firstNode + i, place = outer[(size_t)i];
    f[inner[(size_t)i]] = over(net[node], capacitance[node]);
    if (place < 0) continue;
    f[place] = over(intoFirst[(size_t)i], charge(values, nodes, i, 0));
    f[place + 1] = over(intoSecond[(size_t)i], charge(values, nodes, i, 1));
  }
}

/** Each row's current goes to its potential, and comes from that of the row before. */
void ContinuousLayers::put(const double *values, const LayerColumns &nodes, const double *capacitance, double gamma, const double *b) const {
  const auto current = [&](double by, double c) { return (c > 0 ? c * by : by) / gamma; };
  for (int64_t i = 0; i < nodeCount; i++) {
    double *const to = solver->currents() + 3 * i;
    const int64_t place = outer[(size_t)i];
    to[0] = current(b[inner[(size_t)i]], capacitance[cells->firstNode + i]);
    to[1] = to[2] = 0;
    if (place < 0) continue;
    const double one = current(b[place], charge(values, nodes, i, 0)), two = current(b[place + 1], charge(values, nodes, i, 1));
    to[1] = one - to[0];
    to[2] = two - one;
  }
}

void ContinuousLayers::take(double *b) const {
  for (int64_t i = 0; i < nodeCount; i++) {
    const double *const from = solver->currents() + 3 * i;
    const int64_t place = outer[(size_t)i];
    b[inner[(size_t)i]] = from[0] - from[1];
    if (place < 0) continue;
    b[place] = from[1] - from[2];
    b[place + 1] = from[2];
  }
}

void ContinuousLayers::see(double *values, const LayerColumns &nodes) const {
  for (int64_t i = 0; i < nodeCount; i++) {
    const int32_t element = of->element[(size_t)i];
    if (element >= 0) values[of->columns[membraneColumn] + element] = membrane[(size_t)i] / nodes.areaFactor[cells->firstNode + i];
  }
}

} // namespace hillock
