// Currents of whole compartments, and ion currents of the middle of a step (kernel/membraneCurrents.ts).
#pragma once
#include "model.h"
#include <utility>

namespace hillock {

/** The node columns that are needed. */
struct MembraneColumns {
  const double *v, *rhs, *diagonal, *capacitance, *areaFactor;
};

class MembraneRun {
public:
  explicit MembraneRun(const Group &group);

  /** Around each call of the list `current`: notes what electrodes add. */
  void beforeCall(size_t call, const MembraneColumns &nodes);
  void afterCall(size_t call, const MembraneColumns &nodes);
  void beforeSolve(const MembraneColumns &nodes);
  /** Notes what circuits send into a node, until the next solution is done. */
  void inject(int32_t node, double current) { fromCircuits.push_back({node, current}); }
  void afterSolve(double *values, const MembraneColumns &nodes, double dt, bool crankNicolson);
  /** As `afterSolve`, where nothing has moved yet. */
  void atStart(double *values, const MembraneColumns &nodes);
  /** In continuous time: `charging` is what flows into each node's capacitance [nA]. */
  void atState(double *values, const MembraneColumns &nodes, const double *charging);

private:
  const Group *group;
  std::vector<int32_t> electrodeOfCall, layersOfPack, outer; // outer: of a node that stands for an inside, the membrane’s
  std::vector<std::pair<int32_t, double>> fromCircuits; // nodes, and what circuits send into them
  std::vector<double> before, middle;                 // v before the solution; v that it was
  std::vector<std::vector<double>> injected, conducted; // of each electrode call, of its nodes

  void sum(double *values, const MembraneColumns &nodes, bool started, const double *charging = nullptr);
  void addAxial(double *values, const CellPack &pack) const;
};

} // namespace hillock
