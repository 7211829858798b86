// The solver of cells with layers outside: three potentials a node (inside, first and second layer), a tree of blocks.
//
// Everything is a network of conductances: between the three of a node, from each to ground, along the cable to the
// same one of the parent. A potential is eliminated by turning its star of conductances into a mesh among its
// neighbours, from the leaves to the root, in a node the outermost first. With positive conductances nothing is ever
// subtracted, so that 1e9 beside 1e-9 S/cm² costs no digits. src-engine/cable/layeredSolve.ts is the same for one cell.
#include "layers.h"

namespace hillock {
namespace {

enum Part : size_t {
  innerOne, oneTwo, innerTwo,             // conductances between the potentials of a node [µS]
  groundInner, groundOne, groundTwo,      // to ground [µS]
  currentInner, currentOne, currentTwo,   // into each; then the part of a solution that no neighbour adds [nA]; mV
  twoToOne, twoToInner, twoToTwo,         // weights of the neighbours in each solution: own and, at the end, the parent's
  oneToInner, oneToOne, oneToTwo,
  innerToInner, innerToOne, innerToTwo,
  partCount
};

/** Columns of the instances, in the order of CableLayers::columns. */
enum Own : size_t { xg0, xg1, xc0, xc1, battery, vext0, vext1, membrane };

/** The dimensions of xc: 1 µF/cm² over an area whose factor is 1 (100 µm²) is 1e-3 nF. */
constexpr double nanofarad = 1e-3;

/** Some cells of a pack side by side: `w` numbers of each part of each row, rows one after the other. */
template <int w> struct Cells {
  const CableLayers &of;
  const CellPack &pack;
  double *values;
  const LayerColumns &nodes;
  double *work;
  int64_t firstLane;

  double *row(int64_t row) const { return work + row * (w * (int64_t)partCount); }
  /** Number of a row's first cell among the nodes of the pack. */
  int64_t nodeOf(int64_t row) const { return row * pack.lanes + firstLane; }
  double *own(Own column) const { return values + of.columns[column]; }

  void assemble(double rate) const {
    const double *areaFactor = nodes.areaFactor + pack.firstNode, *rhs = nodes.rhs + pack.firstNode, *diagonal = nodes.diagonal + pack.firstNode;
    const double *const g0 = own(xg0), *const g1 = own(xg1), *const c0 = own(xc0), *const c1 = own(xc1), *const e = own(battery), *const v0 = own(vext0), *const v1 = own(vext1);
    for (int64_t r = 0; r < pack.rows; r++) {
      double *const at = row(r);
      for (int lane = 0; lane < w; lane++) {
        const int64_t i = nodeOf(r) + lane;
        const int32_t inside = of.inside[(size_t)i], element = of.element[(size_t)i];
        const auto set = [&](Part part, double value) { at[part * w + lane] = value; };
        double between = 0, second = 0, current = 0, first = inside < 0 ? 0 : -rhs[i];
        if (element >= 0) {
          const double factor = areaFactor[i], perTime = factor * nanofarad * rate;
          const double charge0 = perTime * c0[element], charge1 = perTime * c1[element];
          const double through0 = factor * g0[element], through1 = factor * g1[element];
          const double held = charge0 * (v0[element] - v1[element]);
          between = through0 + charge0;
          second = through1 + charge1;
          current = (charge1 * v1[element] - held) + through1 * e[element];
          first = first + held;
        }
        set(innerTwo, 0);
        set(oneTwo, between);
        set(currentOne, first);
        set(currentTwo, current);
        // Without layers the outside is ground.
        set(innerOne, inside < 0 ? 0 : diagonal[i]);
        set(groundInner, inside < 0 ? diagonal[i] : nodes.diagonal[inside]);
        set(groundOne, inside < 0 ? 1 : 0);
        set(groundTwo, inside < 0 ? 1 : second);
        set(currentInner, inside < 0 ? rhs[i] : nodes.rhs[inside] + rhs[i]);
      }
    }
  }

  /** The same conductances, with other currents. */
  void replaceCurrents(const double *currents) const {
    for (int64_t r = 0; r < pack.rows; r++)
      for (int lane = 0; lane < w; lane++) {
        const double *const from = currents + 3 * (nodeOf(r) + lane);
        row(r)[currentInner * w + lane] = from[0];
        row(r)[currentOne * w + lane] = from[1];
        row(r)[currentTwo * w + lane] = from[2];
      }
  }

  void deliver(double *potentials) const {
    for (int64_t r = 0; r < pack.rows; r++)
      for (int lane = 0; lane < w; lane++) {
        double *const to = potentials + 3 * (nodeOf(r) + lane);
        to[0] = row(r)[currentInner * w + lane];
        to[1] = row(r)[currentOne * w + lane];
        to[2] = row(r)[currentTwo * w + lane];
      }
  }

  void eliminate() const {
    static const double none[w] = {};
    double nobody[w * partCount] = {}; // the root gives to nobody
    for (int64_t k = pack.rows - 1; k >= 0; k--) {
      double *__restrict const own = row(pack.order[(size_t)k]);
      double *__restrict const up = k == 0 ? nobody : row(pack.parent[(size_t)k]);
      const int64_t along = k * pack.lanes + firstLane;
      const double *const inner = k == 0 ? none : values + pack.axial + along, *const first = k == 0 ? none : values + of.axial[0] + along, *const second = k == 0 ? none : values + of.axial[1] + along;
      const auto mine = [&](Part part, int lane) -> double & { return own[part * w + lane]; };
      const auto above = [&](Part part, int lane) -> double & { return up[part * w + lane]; };
      for (int lane = 0; lane < w; lane++) {
        const double gInner = inner[lane], gOne = first[lane], gTwo = second[lane];

        // The second layer: its neighbours are the first, the inside, and the parent's second.
        const double b = mine(oneTwo, lane), c = mine(innerTwo, lane), s2 = mine(groundTwo, lane), r2 = mine(currentTwo, lane);
        const double q2 = 1.0 / (((b + c) + gTwo) + s2);
        const double fb = b * q2, fc = c * q2, ft = gTwo * q2;
        const double a = mine(innerOne, lane) + b * fc;
        const double crossOne = b * ft, crossInner = c * ft; // first and inside to the parent's second
        const double s1 = mine(groundOne, lane) + fb * s2, r1 = mine(currentOne, lane) + fb * r2;

        // The first layer: the inside, and the parent's first and second.
        const double q1 = 1.0 / (((a + gOne) + crossOne) + s1);
        const double fa = a * q1, fo = gOne * q1, fx = crossOne * q1;
        const double innerToFirst = a * fo, innerToSecond = crossInner + a * fx;
        const double s0 = (mine(groundInner, lane) + fc * s2) + fa * s1, r0 = (mine(currentInner, lane) + fc * r2) + fa * r1;

        // The inside: all three of the parent.
        const double q0 = 1.0 / (((gInner + innerToFirst) + innerToSecond) + s0);
        const double hi = gInner * q0, ho = innerToFirst * q0, ht = innerToSecond * q0;

        mine(twoToOne, lane) = fb;
        mine(twoToInner, lane) = fc;
        mine(twoToTwo, lane) = ft;
        mine(oneToInner, lane) = fa;
        mine(oneToOne, lane) = fo;
        mine(oneToTwo, lane) = fx;
        mine(innerToInner, lane) = hi;
        mine(innerToOne, lane) = ho;
        mine(innerToTwo, lane) = ht;
        mine(currentTwo, lane) = r2 * q2;
        mine(currentOne, lane) = r1 * q1;
        mine(currentInner, lane) = r0 * q0;

        above(oneTwo, lane) += gOne * fx + innerToFirst * ht;
        above(innerOne, lane) += gInner * ho;
        above(innerTwo, lane) += gInner * ht;
        above(groundInner, lane) += hi * s0;
        above(groundOne, lane) += fo * s1 + ho * s0;
        above(groundTwo, lane) += (ft * s2 + fx * s1) + ht * s0;
        above(currentInner, lane) += hi * r0;
        above(currentOne, lane) += fo * r1 + ho * r0;
        above(currentTwo, lane) += (ft * r2 + fx * r1) + ht * r0;
      }
    }
  }

  void substitute() const {
    static const double nobody[w * partCount] = {};
    for (int64_t k = 0; k < pack.rows; k++) {
      double *__restrict const own = row(pack.order[(size_t)k]);
      const double *__restrict const up = k == 0 ? nobody : row(pack.parent[(size_t)k]);
      for (int lane = 0; lane < w; lane++) {
        const double inner = up[currentInner * w + lane], one = up[currentOne * w + lane], two = up[currentTwo * w + lane];
        const auto mine = [&](Part part) { return own[part * w + lane]; };
        const double x0 = ((mine(currentInner) + mine(innerToInner) * inner) + mine(innerToOne) * one) + mine(innerToTwo) * two;
        const double x1 = ((mine(currentOne) + mine(oneToInner) * x0) + mine(oneToOne) * one) + mine(oneToTwo) * two;
        own[currentTwo * w + lane] = ((mine(currentTwo) + mine(twoToOne) * x1) + mine(twoToInner) * x0) + mine(twoToTwo) * two;
        own[currentInner * w + lane] = x0;
        own[currentOne * w + lane] = x1;
      }
    }
  }

  void finish(bool crankNicolson) const {
    const double *const c0 = own(xc0), *const c1 = own(xc1);
    double *const v0 = own(vext0), *const v1 = own(vext1), *const current = own(membrane);
    for (int64_t r = 0; r < pack.rows; r++)
      for (int lane = 0; lane < w; lane++) {
        const double *const at = row(r) + lane;
        const double x1 = at[currentOne * w], x2 = at[currentTwo * w], across = at[currentInner * w] - x1;
        const int64_t i = nodeOf(r) + lane, node = pack.firstNode + i;
        const int32_t inside = of.inside[(size_t)i], element = of.element[(size_t)i];
        nodes.v[node] = crankNicolson ? 2.0 * across - nodes.v[node] : across;
        if (inside < 0) continue;
        double outside = x1;
        if (element >= 0) {
          current[element] = (nodes.diagonal[node] * across - nodes.rhs[node]) / nodes.areaFactor[node];
          // Only what has a capacitance has a state that is to be carried from the middle of the step to its end.
          double between = x1 - x2, last = x2;
          if (crankNicolson && c0[element] > 0) between = 2.0 * between - (v0[element] - v1[element]);
          if (crankNicolson && c1[element] > 0) last = 2.0 * last - v1[element];
          if (crankNicolson) outside = between + last;
          v0[element] = outside;
          v1[element] = last;
        }
        nodes.v[inside] = nodes.v[node] + outside;
      }
  }
};

} // namespace

LayersRun::LayersRun(const CableLayers &layers, const CellPack &pack) : of(&layers), cells(&pack), width(pack.lanes == 1 ? 1 : lanePadding), work((size_t)(pack.rows * width * (int64_t)partCount)), exchanged((size_t)(3 * (int64_t)pack.rows * pack.lanes)) {}

void LayersRun::initialise(double *values, const LayerColumns &nodes) const {
  for (const Own column : {vext0, vext1, membrane})
    for (int32_t k = 0; k < of->instances; k++) values[of->columns[column] + k] = 0;
  const int64_t count = (int64_t)cells->rows * cells->lanes;
  for (int64_t i = 0; i < count; i++)
    if (of->inside[(size_t)i] >= 0) nodes.v[of->inside[(size_t)i]] = nodes.v[cells->firstNode + i];
}

template <int w> void LayersRun::solveCells(double *values, const LayerColumns &nodes, double rate, bool crankNicolson) {
  for (int64_t lane = 0; lane < cells->lanes; lane += w) {
    const Cells<w> some = {*of, *cells, values, nodes, work.data(), lane};
    some.assemble(rate);
    some.eliminate();
    some.substitute();
    some.finish(crankNicolson);
  }
}

template <int w> void LayersRun::correctCells(double *values, const LayerColumns &nodes, double rate) {
  for (int64_t lane = 0; lane < cells->lanes; lane += w) {
    const Cells<w> some = {*of, *cells, values, nodes, work.data(), lane};
    some.assemble(rate);
    some.replaceCurrents(exchanged.data());
    some.eliminate();
    some.substitute();
    some.deliver(exchanged.data());
  }
}

void LayersRun::correct(double *values, const LayerColumns &nodes, double gamma) {
  if (width == 1) correctCells<1>(values, nodes, 1 / gamma);
  else correctCells<lanePadding>(values, nodes, 1 / gamma);
}

void LayersRun::solve(double *values, const LayerColumns &nodes, double dt, bool crankNicolson) {
  const double rate = (crankNicolson ? 2.0 : 1.0) / dt;
  if (width == 1) solveCells<1>(values, nodes, rate, crankNicolson);
  else solveCells<lanePadding>(values, nodes, rate, crankNicolson);
}

} // namespace hillock
