#include "circuits.h"
#include "session.h"
#include <algorithm>
#include <math.h>

namespace hillock {

CircuitRun::CircuitRun(const CircuitBorder &border, const Group &group) : of(&border), attachedCount(border.nodes.size()), size(border.initial.size()), total(attachedCount + size), matrix(total * total), right(total), scale(total), response(attachedCount * (attachedCount + 1)) {
  size_t longest = 0;
  for (size_t k = 0; k < attachedCount; k++) {
    const int32_t node = border.nodes[k];
    for (const CellPack &pack : group.packs) {
      const int32_t from = node - pack.firstNode;
      if (from < 0 || from >= pack.rows * pack.lanes) continue;
      const int32_t lane = from % pack.lanes;
      const auto known = std::find_if(trees.begin(), trees.end(), [&](const Tree &tree) { return tree.pack == &pack && tree.lane == lane; });
      Tree &tree = known == trees.end() ? (trees.push_back({&pack, lane, {}, {}}), trees.back()) : *known;
      tree.attached.push_back((int32_t)k);
      tree.rows.push_back(from / pack.lanes);
      longest = std::max(longest, (size_t)pack.rows);
    }
  }
  inverse.resize(longest);
  reach.resize(longest);
}

void CircuitRun::begin(double *values, const double *v) const {
  std::copy(of->initial.begin(), of->initial.end(), values + of->unknowns);
  follow(values, v);
}

void CircuitRun::follow(double *values, const double *v) const {
  for (size_t k = 0; k < attachedCount; k++) values[of->unknowns + (int32_t)k] = v[of->nodes[k]];
}

/** What the attached nodes of a tree become without circuits, and for each nA into one of them. */
void CircuitRun::respond(const Tree &tree, const double *values, const CircuitColumns &nodes) {
  const CellPack &pack = *tree.pack;
  const double *axial = values + pack.axial + tree.lane;
  const int64_t lanes = pack.lanes;
  const auto at = [&](int32_t row) { return pack.firstNode + row * lanes + tree.lane; };
  for (int32_t row = 0; row < pack.rows; row++) inverse[(size_t)row] = nodes.diagonal[at(row)];
  for (int32_t k = pack.rows - 1; k > 0; k--) {
    const int32_t row = pack.order[(size_t)k], above = pack.parent[(size_t)k];
    const double g = axial[k * lanes], q = 1.0 / inverse[(size_t)row];
    inverse[(size_t)above] -= g * q * g;
    inverse[(size_t)row] = q;
  }
  const int32_t root = pack.order[0];
  inverse[(size_t)root] = 1.0 / inverse[(size_t)root];
  // The last of them is the right side itself.
  for (size_t side = 0; side <= tree.rows.size(); side++) {
    const bool whole = side == tree.rows.size();
    for (int32_t row = 0; row < pack.rows; row++) reach[(size_t)row] = whole ? nodes.rhs[at(row)] : 0.0;
    if (!whole) reach[(size_t)tree.rows[side]] = 1.0;
    for (int32_t k = pack.rows - 1; k > 0; k--) {
      const int32_t row = pack.order[(size_t)k];
      reach[(size_t)pack.parent[(size_t)k]] += axial[k * lanes] * inverse[(size_t)row] * reach[(size_t)row];
    }
    reach[(size_t)root] *= inverse[(size_t)root];
    for (int32_t k = 1; k < pack.rows; k++) {
      const int32_t row = pack.order[(size_t)k];
      reach[(size_t)row] = (reach[(size_t)row] + axial[k * lanes] * reach[(size_t)pack.parent[(size_t)k]]) * inverse[(size_t)row];
    }
    const size_t column = whole ? attachedCount : (size_t)tree.attached[side];
    for (size_t k = 0; k < tree.rows.size(); k++) response[(size_t)tree.attached[k] * (attachedCount + 1) + column] = reach[(size_t)tree.rows[k]];
  }
}

/** Rows: v − W·i of the attached nodes, then the circuits' own. Columns: the circuits' unknowns, then i. */
void CircuitRun::fill(double dt) {
  std::fill(matrix.begin(), matrix.end(), 0.0);
  for (size_t k = 0; k < attachedCount; k++) {
    double *row = &matrix[k * total];
    row[k] = 1;
    for (size_t j = 0; j < attachedCount; j++) row[size + j] = -response[k * (attachedCount + 1) + j];
    right[k] = response[k * (attachedCount + 1) + attachedCount];
  }
  for (size_t k = 0; k < size; k++) {
    double *row = &matrix[(attachedCount + k) * total];
    for (size_t j = 0; j < size; j++) row[j] = of->capacitance[k * size + j] / dt + of->conductance[k * size + j];
    if (k < attachedCount) row[size + k] = 1;
  }
}

void CircuitRun::respondAll(const double *values, const CircuitColumns &nodes) {
  std::fill(response.begin(), response.end(), 0.0);
  for (const Tree &tree : trees) respond(tree, values, nodes);
}

/** Leaves the solution in `right`. Rows are compared in parts of their largest entry: they have units of their own. */
bool CircuitRun::eliminate() {
  for (size_t row = 0; row < total; row++) {
    scale[row] = 0;
    for (size_t k = 0; k < total; k++) scale[row] = std::max(scale[row], fabs(matrix[row * total + k]));
  }
  for (size_t column = 0; column < total; column++) {
    size_t best = column;
    double most = -1;
    for (size_t row = column; row < total; row++) {
      const double part = fabs(matrix[row * total + column]) / scale[row];
      if (part > most) most = part, best = row;
    }
    if (matrix[best * total + column] == 0 || scale[best] == 0) {
      openUnknown = (int32_t)(column < size ? column : column - size);
      return false;
    }
    if (best != column) {
      std::swap_ranges(&matrix[best * total], &matrix[best * total] + total, &matrix[column * total]);
      std::swap(right[best], right[column]);
      std::swap(scale[best], scale[column]);
    }
    const double *pivot = &matrix[column * total];
    for (size_t row = column + 1; row < total; row++) {
      double *own = &matrix[row * total];
      const double factor = own[column] / pivot[column];
      if (factor == 0) continue;
      for (size_t k = column + 1; k < total; k++) own[k] -= factor * pivot[k];
      right[row] -= factor * right[column];
    }
  }
  for (size_t row = total; row-- > 0;) {
    double sum = right[row];
    for (size_t k = row + 1; k < total; k++) sum -= matrix[row * total + k] * right[k];
    right[row] = sum / matrix[row * total + row];
  }
  return true;
}

bool CircuitRun::solve(double *values, const CircuitColumns &nodes, double dt) {
  follow(values, nodes.v);
  respondAll(values, nodes);
  fill(dt);
  const double *before = values + of->unknowns;
  for (size_t k = 0; k < size; k++) {
    double sum = values[of->right + (int32_t)k];
    for (size_t j = 0; j < size; j++) sum += of->capacitance[k * size + j] / dt * before[j];
    right[attachedCount + k] = sum;
  }
  if (!eliminate()) return false;
  for (size_t k = 0; k < attachedCount; k++) nodes.rhs[of->nodes[k]] += right[size + k];
  for (size_t k = attachedCount; k < size; k++) {
    values[of->unknowns + (int32_t)k] = right[k];
    if (right[k] - right[k] != 0 && openUnknown < 0) openUnknown = (int32_t)k;
  }
  // Where a cell's own numbers are none, the cell says so.
  bool cellsFinite = true;
  for (size_t k = 0; k < attachedCount; k++) cellsFinite = cellsFinite && response[k * (attachedCount + 1) + attachedCount] - response[k * (attachedCount + 1) + attachedCount] == 0;
  if (!cellsFinite) openUnknown = -1;
  return openUnknown < 0;
}

bool CircuitRun::correct(const double *values, const CircuitColumns &nodes, double gamma, double *residual) {
  respondAll(values, nodes);
  fill(gamma);
  std::copy_n(residual, size, right.begin() + (std::ptrdiff_t)attachedCount);
  if (!eliminate()) return false;
  for (size_t k = 0; k < attachedCount; k++) nodes.rhs[of->nodes[k]] += right[size + k];
  std::copy_n(right.begin(), size, residual);
  return true;
}

/** Adds to the nodes' right sides what circuits send into them. */
bool Session::solveCircuits(GroupRun &run, double dt) {
  const CircuitColumns nodes = {values + run.group->nodeColumns[0], values + run.group->nodeColumns[2], values + run.group->nodeColumns[1]};
  for (size_t c = 0; c < run.circuits.size(); c++) {
    CircuitRun &circuit = run.circuits[c];
    if (!circuit.solve(values, nodes, dt)) return fail(run, {Fault::Kind::circuit, values[run.group->stepperUniforms[0]], -1, 0, (int32_t)c, circuit.open(), 0, 0});
    for (size_t k = 0; run.membrane && k < run.group->circuits[c].nodes.size(); k++) run.membrane->inject(run.group->circuits[c].nodes[k], circuit.current(k));
  }
  return true;
}

void Session::followCircuits(GroupRun &run) {
  for (const CircuitRun &circuit : run.circuits) circuit.follow(values, values + run.group->nodeColumns[0]);
}

} // namespace hillock
