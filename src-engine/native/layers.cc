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

} // namespace

LayersRun::LayersRun(const CableLayers &layers, const CellPack &pack) : of(&layers), cells(&pack), count((int64_t)pack.rows * pack.lanes), work((size_t)(count * (int64_t)partCount)) {}

void LayersRun::initialise(double *values, const LayerColumns &nodes) const {
  for (const Own column : {vext0, vext1, membrane})
    for (int32_t k = 0; k < of->instances; k++) values[of->columns[column] + k] = 0;
  for (int64_t i = 0; i < count; i++)
    if (of->inside[(size_t)i] >= 0) nodes.v[of->inside[(size_t)i]] = nodes.v[cells->firstNode + i];
}

void LayersRun::assemble(const double *values, const LayerColumns &nodes, double dt, bool crankNicolson) {
  const double rate = (crankNicolson ? 2.0 : 1.0) / dt;
  const double *own[membrane + 1];
  for (size_t column = 0; column <= membrane; column++) own[column] = values + of->columns[column];
  const double *areaFactor = nodes.areaFactor + cells->firstNode, *rhs = nodes.rhs + cells->firstNode, *diagonal = nodes.diagonal + cells->firstNode;
  for (int64_t i = 0; i < count; i++) {
    const int32_t inside = of->inside[(size_t)i], element = of->element[(size_t)i];
    double *at = work.data() + i;
    const auto set = [&](Part part, double value) { at[(int64_t)part * count] = value; };
    set(innerTwo, 0);
    set(groundOne, 0);
    set(oneTwo, 0);
    set(groundTwo, 0);
    set(currentTwo, 0);
    if (inside < 0) { // no layers here: the outside is ground
      set(innerOne, 0);
      set(groundInner, diagonal[i]);
      set(groundOne, 1);
      set(groundTwo, 1);
      set(currentInner, rhs[i]);
      set(currentOne, 0);
      continue;
    }
    double one = -rhs[i];
    if (element >= 0) {
      const double factor = areaFactor[i], perTime = factor * nanofarad * rate;
      const double charge0 = perTime * own[xc0][element], charge1 = perTime * own[xc1][element];
      const double through0 = factor * own[xg0][element], through1 = factor * own[xg1][element];
      const double held = charge0 * (own[vext0][element] - own[vext1][element]);
      set(oneTwo, through0 + charge0);
      set(groundTwo, through1 + charge1);
      set(currentTwo, (charge1 * own[vext1][element] - held) + through1 * own[battery][element]);
      one = one + held;
    }
    set(innerOne, diagonal[i]);
    set(groundInner, nodes.diagonal[inside]);
    set(currentInner, nodes.rhs[inside] + rhs[i]);
    set(currentOne, one);
  }
}

void LayersRun::eliminate(const double *values) {
  double *const p[] = {part(0), part(1), part(2), part(3), part(4), part(5), part(6), part(7), part(8), part(9), part(10), part(11), part(12), part(13), part(14), part(15), part(16), part(17)};
  const int64_t lanes = cells->lanes;
  for (int64_t k = cells->rows - 1; k >= 0; k--) {
    const int64_t row = (int64_t)cells->order[(size_t)k] * lanes, above = k == 0 ? -1 : (int64_t)cells->parent[(size_t)k] * lanes;
    for (int64_t lane = 0; lane < lanes; lane++) {
      const int64_t i = row + lane, up = above + lane, along = k * lanes + lane;
      const bool root = k == 0;
      const double gInner = root ? 0 : values[cells->axial + along], gOne = root ? 0 : values[of->axial[0] + along], gTwo = root ? 0 : values[of->axial[1] + along];

      // The second layer: its neighbours are the first, the inside, and the parent's second.
      const double b = p[oneTwo][i], c = p[innerTwo][i], s2 = p[groundTwo][i], r2 = p[currentTwo][i];
      const double q2 = 1.0 / (((b + c) + gTwo) + s2);
      const double fb = b * q2, fc = c * q2, ft = gTwo * q2;
      const double a = p[innerOne][i] + b * fc;
      const double crossOne = b * ft, crossInner = c * ft; // first and inside to the parent's second
      const double s1 = p[groundOne][i] + fb * s2, r1 = p[currentOne][i] + fb * r2;
      double s0 = p[groundInner][i] + fc * s2, r0 = p[currentInner][i] + fc * r2;
      p[twoToOne][i] = fb;
      p[twoToInner][i] = fc;
      p[twoToTwo][i] = ft;
      p[currentTwo][i] = r2 * q2;

      // The first layer: the inside, and the parent's first and second.
      const double q1 = 1.0 / (((a + gOne) + crossOne) + s1);
      const double fa = a * q1, fo = gOne * q1, fx = crossOne * q1;
      const double innerToFirst = a * fo, innerToSecond = crossInner + a * fx;
      s0 = s0 + fa * s1;
      r0 = r0 + fa * r1;
      p[oneToInner][i] = fa;
      p[oneToOne][i] = fo;
      p[oneToTwo][i] = fx;
      p[currentOne][i] = r1 * q1;

      // The inside: all three of the parent.
      const double q0 = 1.0 / (((gInner + innerToFirst) + innerToSecond) + s0);
      const double hi = gInner * q0, ho = innerToFirst * q0, ht = innerToSecond * q0;
      p[innerToInner][i] = hi;
      p[innerToOne][i] = ho;
      p[innerToTwo][i] = ht;
      p[currentInner][i] = r0 * q0;
      if (root) continue;

      p[oneTwo][up] += gOne * fx + innerToFirst * ht;
      p[innerOne][up] += gInner * ho;
      p[innerTwo][up] += gInner * ht;
      p[groundInner][up] += hi * s0;
      p[groundOne][up] += fo * s1 + ho * s0;
      p[groundTwo][up] += (ft * s2 + fx * s1) + ht * s0;
      p[currentInner][up] += hi * r0;
      p[currentOne][up] += fo * r1 + ho * r0;
      p[currentTwo][up] += (ft * r2 + fx * r1) + ht * r0;
    }
  }
}

void LayersRun::substitute() {
  double *const x0 = part(currentInner), *const x1 = part(currentOne), *const x2 = part(currentTwo);
  const int64_t lanes = cells->lanes;
  for (int64_t k = 0; k < cells->rows; k++) {
    const int64_t row = (int64_t)cells->order[(size_t)k] * lanes, above = k == 0 ? -1 : (int64_t)cells->parent[(size_t)k] * lanes;
    for (int64_t lane = 0; lane < lanes; lane++) {
      const int64_t i = row + lane, up = above + lane;
      const double inner = k == 0 ? 0 : x0[up], one = k == 0 ? 0 : x1[up], two = k == 0 ? 0 : x2[up];
      x0[i] = ((x0[i] + part(innerToInner)[i] * inner) + part(innerToOne)[i] * one) + part(innerToTwo)[i] * two;
      x1[i] = ((x1[i] + part(oneToInner)[i] * x0[i]) + part(oneToOne)[i] * one) + part(oneToTwo)[i] * two;
      x2[i] = ((x2[i] + part(twoToOne)[i] * x1[i]) + part(twoToInner)[i] * x0[i]) + part(twoToTwo)[i] * two;
    }
  }
}

void LayersRun::finish(double *values, const LayerColumns &nodes, bool crankNicolson) {
  const double *x0 = part(currentInner), *x1 = part(currentOne), *x2 = part(currentTwo);
  double *own[membrane + 1];
  for (size_t column = 0; column <= membrane; column++) own[column] = values + of->columns[column];
  for (int64_t i = 0; i < count; i++) {
    const int64_t node = cells->firstNode + i;
    const int32_t inside = of->inside[(size_t)i], element = of->element[(size_t)i];
    const double across = x0[i] - x1[i];
    nodes.v[node] = crankNicolson ? 2.0 * across - nodes.v[node] : across;
    if (inside < 0) continue;
    double outside = x1[i];
    if (element >= 0) {
      own[membrane][element] = (nodes.diagonal[node] * across - nodes.rhs[node]) / nodes.areaFactor[node];
      // Only what has a capacitance has a state that is to be carried from the middle of the step to its end.
      double between = x1[i] - x2[i], last = x2[i];
      if (crankNicolson && own[xc0][element] > 0) between = 2.0 * between - (own[vext0][element] - own[vext1][element]);
      if (crankNicolson && own[xc1][element] > 0) last = 2.0 * last - own[vext1][element];
      outside = crankNicolson ? between + last : x1[i];
      own[vext0][element] = outside;
      own[vext1][element] = last;
    }
    nodes.v[inside] = nodes.v[node] + outside;
  }
}

void LayersRun::solve(double *values, const LayerColumns &nodes, double dt, bool crankNicolson) {
  assemble(values, nodes, dt, crankNicolson);
  eliminate(values);
  substitute();
  finish(values, nodes, crankNicolson);
}

} // namespace hillock
