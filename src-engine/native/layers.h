// Layers outside the membrane (kernel/cableLayers.ts): the cable equation with potentials outside that differ from 0.
#pragma once
#include "model.h"

namespace hillock {

/** The node columns that a solution reads and writes, from the group's first node on. */
struct LayerColumns {
  double *v, *rhs, *diagonal;
  const double *areaFactor;
};

/** The cells of one pack with their layers, under way; nothing is allocated in a step. */
class LayersRun {
public:
  LayersRun(const CableLayers &layers, const CellPack &pack);

  /** The pack whose solver this is. */
  int32_t pack() const { return of->pack; }
  /** Begins a run: no potential outside. */
  void initialise(double *values, const LayerColumns &nodes) const;
  /** Solves for the potentials inside and outside, and steps v, vext and i_membrane. */
  void solve(double *values, const LayerColumns &nodes, double dt, bool crankNicolson);
  /** A step of Newton's method: `currents` become potentials, with γ in the place of dt. */
  void correct(double *values, const LayerColumns &nodes, double gamma);
  /** Into the inside, the first and the second layer of each node of the pack in turn [nA], and what comes of it [mV]. */
  double *currents() { return exchanged.data(); }

private:
  const CableLayers *of;
  const CellPack *cells;
  int64_t width; // cells that are solved side by side
  std::vector<double> work, exchanged;

  template <int w> void solveCells(double *values, const LayerColumns &nodes, double rate, bool crankNicolson);
  template <int w> void correctCells(double *values, const LayerColumns &nodes, double rate);
};

} // namespace hillock
