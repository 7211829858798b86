#include "continuousCircuits.h"
#include <math.h>

namespace hillock {

ContinuousCircuit::ContinuousCircuit(const CircuitBorder &border, CircuitRun &run, const double *capacitance, const std::vector<int64_t> &voltageAt, int64_t offset)
  : of(&border), solver(&run), size(border.initial.size()), mass(border.capacitance), work(size), residual(size) {
  const size_t attached = border.nodes.size();
  for (size_t k = 0; k < size; k++) at.push_back(k < attached ? voltageAt[(size_t)border.nodes[k]] : offset + (int64_t)(k - attached));
  for (size_t k = 0; k < attached; k++) mass[k * size + k] += capacitance[border.nodes[k]];
}

void ContinuousCircuit::tolerate(double tolerance, std::vector<double> &tolerances) const {
  for (size_t k = 0; k < size; k++) {
    bool kept = false;
    for (size_t row = 0; row < size; row++) kept = kept || mass[row * size + k] != 0;
    tolerances[(size_t)at[k]] = kept ? tolerance : INFINITY;
  }
}

void ContinuousCircuit::markRows(std::vector<char> &plain) const {
  for (const int64_t place : at) plain[(size_t)place] = 0;
}

int32_t ContinuousCircuit::unknownAt(int64_t place) const {
  for (size_t k = 0; k < size; k++)
    if (at[k] == place) return (int32_t)k;
  return -1;
}

void ContinuousCircuit::scatter(double *values, const double *y) const {
  for (size_t k = 0; k < size; k++) values[of->unknowns + (int32_t)k] = y[at[k]];
}

void ContinuousCircuit::gather(const double *values, double *y) const {
  for (size_t k = of->nodes.size(); k < size; k++) y[at[k]] = values[of->unknowns + (int32_t)k];
}

/** b − G·y of one row. */
double ContinuousCircuit::balance(size_t row, const double *values, const double *y) const {
  double sum = values[of->right + (int32_t)row];
  for (size_t k = 0; k < size; k++) sum -= of->conductance[row * size + k] * y[at[k]];
  return sum;
}

void ContinuousCircuit::rates(const double *values, const double *net, const double *y, double *f) const {
  for (size_t row = 0; row < size; row++) f[at[row]] = balance(row, values, y) + (row < of->nodes.size() ? net[of->nodes[row]] : 0);
}

void ContinuousCircuit::weighByMass(double *b) const {
  for (size_t row = 0; row < size; row++) {
    double sum = 0;
    for (size_t k = 0; k < size; k++) sum += mass[row * size + k] * b[at[k]];
    work[row] = sum;
  }
  for (size_t row = 0; row < size; row++) b[at[row]] = work[row];
}

bool ContinuousCircuit::solve(double *values, const CircuitColumns &nodes, double gamma, const double *b) {
  for (size_t row = 0; row < size; row++) residual[row] = b[at[row]] / gamma;
  for (const int32_t node : of->nodes) nodes.rhs[node] = 0; // all of their equation is in the circuit's
  return solver->correct(values, nodes, gamma, residual.data());
}

void ContinuousCircuit::take(double *b) const {
  for (size_t k = 0; k < size; k++) b[at[k]] = residual[k];
}

double ContinuousCircuit::current(size_t attached, const double *values, const double *y, const double *slopes) const {
  double sum = balance(attached, values, y);
  for (size_t k = 0; k < size; k++) sum -= of->capacitance[attached * size + k] * slopes[at[k]];
  return sum;
}

} // namespace hillock
