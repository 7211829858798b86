// Linear circuits solved together with the cells they are attached to (kernel/circuits.ts).
#pragma once
#include "model.h"

namespace hillock {

/** The node columns that a border reads and writes, from the group's first node on. */
struct CircuitColumns {
  const double *v, *diagonal;
  double *rhs;
};

/** One border of circuits under way; nothing is allocated in a step. */
class CircuitRun {
public:
  CircuitRun(const CircuitBorder &border, const Group &group);

  /** The unknowns take their first values; attached ones those of v. */
  void begin(double *values, const double *v) const;
  /** Steps the circuits' unknowns and adds their currents to the nodes' right sides. False where the equations have no solution. */
  bool solve(double *values, const CircuitColumns &nodes, double dt);
  /**
   * A step of Newton's method for C·y' = b − G·y beside trees of C·dv/dt, as `solve` with γ in the place of dt and
   * `residual` on the right side, which becomes the solution.
   */
  bool correct(const double *values, const CircuitColumns &nodes, double gamma, double *residual);
  /** Attached unknowns become v, once the trees are solved. */
  void follow(double *values, const double *v) const;
  /** What went into an attached node in the last step [nA]. */
  double current(size_t attached) const { return right[size + attached]; }
  /** Where the equations have no solution: the unknown that they leave open. */
  int32_t open() const { return openUnknown; }

private:
  /** A tree that circuits are attached to: lane `lane` of a pack. */
  struct Tree {
    const CellPack *pack;
    int32_t lane;
    std::vector<int32_t> attached, rows; // attached unknowns in this tree, and the row of each
  };
  const CircuitBorder *of;
  size_t attachedCount, size, total; // attached unknowns; all of them; with the currents into attached nodes
  std::vector<Tree> trees;
  std::vector<double> matrix, right, scale, inverse, reach, response;
  int32_t openUnknown = -1;

  void respond(const Tree &tree, const double *values, const CircuitColumns &nodes);
  void respondAll(const double *values, const CircuitColumns &nodes);
  void fill(double dt);
  bool eliminate();
};

} // namespace hillock
