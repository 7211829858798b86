// Circuits in steps of adaptive length: C·y' = b − G·y, where C of an attached unknown holds the cell's capacitance too.
#pragma once
#include "circuits.h"
#include <stdint.h>
#include <vector>

namespace hillock {

/** One border of circuits as part of a state vector. */
class ContinuousCircuit {
public:
  /** `voltageAt`: where the v of each node lies in the state vector, in which the circuits' own unknowns begin at `offset`. */
  ContinuousCircuit(const CircuitBorder &border, CircuitRun &solver, const double *capacitance, const std::vector<int64_t> &voltageAt, int64_t offset);

  /** How many numbers the state vector has for a border besides those of its nodes. */
  static int64_t ownNumbers(const CircuitBorder &border) { return (int64_t)(border.initial.size() - border.nodes.size()); }
  /** Errors count of what some capacitance or coil keeps. */
  void tolerate(double tolerance, std::vector<double> &tolerances) const;
  void markRows(std::vector<char> &plain) const;
  /** The unknown that stands at a place of the state vector; −1 where none does. */
  int32_t unknownAt(int64_t place) const;

  void scatter(double *values, const double *y) const;
  void gather(const double *values, double *y) const;
  /** What is left for the capacitances of each row [nA]; `net`: what flows into each node otherwise. */
  void rates(const double *values, const double *net, const double *y, double *f) const;
  void weighByMass(double *b) const;
  /** A step of Newton's method: adds to the nodes' right sides. False where the equations leave an unknown open. */
  bool solve(double *values, const CircuitColumns &nodes, double gamma, const double *b);
  /** Its outcome, once the trees are solved. */
  void take(double *b) const;
  /** What circuits send into each attached node [nA]. */
  template <class Into> void currents(const double *values, const double *y, const double *slopes, Into into) const {
    for (size_t k = 0; k < of->nodes.size(); k++) into(of->nodes[k], current(k, values, y, slopes));
  }

private:
  const CircuitBorder *of;
  CircuitRun *solver;
  size_t size;
  std::vector<int64_t> at;   // of each unknown: its place in the state vector
  std::vector<double> mass;  // with the nodes' capacitances
  mutable std::vector<double> work;
  std::vector<double> residual;

  double balance(size_t row, const double *values, const double *y) const;
  double current(size_t attached, const double *values, const double *y, const double *slopes) const;
};

} // namespace hillock
