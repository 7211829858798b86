// Layers outside the membrane in steps of adaptive length. With w0 = vext[0] − vext[1] and w1 = vext[1] every capacitance
// keeps one number of its own, and currents added up from the inside outwards charge it:
//
//   C·dv/dt = E − i − A;   xc[0]·dw0/dt = E − A − A0 − xg[0]·w0;   xc[1]·dw1/dt = E − A − A0 − A1 − xg[1]·(w1 − e)
//
// with E from electrodes, i what the membrane conducts, A, A0, A1 what leaves along the cable (kernel/cableLayers.ts).
#pragma once
#include "layers.h"
#include <stdint.h>
#include <vector>

namespace hillock {

/** The cells of one pack with their layers as part of a state vector. */
class ContinuousLayers {
public:
  /** `voltageAt`: where the v of each node lies in the state vector, in which w0 and w1 of all nodes begin at `offset`. */
  ContinuousLayers(const CableLayers &layers, const CellPack &pack, LayersRun &solver, const std::vector<int64_t> &voltageAt, int64_t offset);

  /** How many numbers the state vector has for layers besides v. */
  static int64_t ownNumbers(const CableLayers &layers);
  /** Errors count of what some capacitance keeps. */
  void tolerate(const double *values, double tolerance, std::vector<double> &tolerances) const;
  /** Rows without capacitance are not plain. */
  void markRows(const double *values, const double *capacitance, std::vector<char> &plain) const;
  /** What has no capacitance does not charge any. */
  void weighByMass(const std::vector<char> &plain, double *b) const;
  /** The node whose layer has a place of the state vector; −1 where none does. */
  int32_t nodeAt(int64_t place) const;

  /** Sets the potentials outside, and those of what stands for an inside. */
  void scatter(double *values, const LayerColumns &nodes, const double *y);
  /** What flows into each capacitance; `net` takes those of the membrane. */
  void flow(const double *values, const LayerColumns &nodes, double *net);
  void rates(const double *values, const LayerColumns &nodes, const double *capacitance, const double *net, double *f) const;
  /** What is to be solved for in a step of Newton's method, and its outcome. */
  void put(const double *values, const LayerColumns &nodes, const double *capacitance, double gamma, const double *b) const;
  void take(double *b) const;
  /** i_membrane as it was in the last `flow`. */
  void see(double *values, const LayerColumns &nodes) const;

private:
  const CableLayers *of;
  const CellPack *cells;
  LayersRun *solver;
  int64_t nodeCount;
  std::vector<int64_t> inner, outer;                       // of each node of the pack: the places of v and of w0; −1 for none
  std::vector<double> between, last;                       // w0 and w1
  std::vector<double> inside, first, second;               // potentials
  std::vector<double> membrane, intoFirst, intoSecond;     // through the membrane; into each layer's capacitance [nA]

  double charge(const double *values, const LayerColumns &nodes, int64_t i, int layer) const;
};

} // namespace hillock
