#include "diffusionBlocks.h"
#include <algorithm>
#include <math.h>

namespace hillock {

DiffusionBlocks::DiffusionBlocks(const Group &group, std::vector<size_t> states, std::vector<std::vector<int32_t>> addresses) : rates(std::move(addresses)), compartments(rates[0].size()) {
  for (const size_t state : states) of.push_back(&group.diffusions[state]);
  const size_t k = width();
  inverse.assign(compartments * k * k, 0.0);
  blocks = inverse;
  for (std::vector<double> *each : {&right, &toParent, &fromParent}) each->assign(compartments * k, 0.0);
  work.assign(k * k + k, 0.0);
}

void DiffusionBlocks::ask(double *values, size_t state) const {
  for (size_t s = 0; s < width(); s++)
    for (const int32_t address : rates[s]) values[address] = s == state ? 1 : 0;
}

void DiffusionBlocks::hear(const double *values, size_t state) {
  const size_t k = width();
  for (size_t p = 0; p < compartments; p++)
    for (size_t s = 0; s < k; s++) inverse[(p * k + s) * k + state] = values[rates[s][p]];
}

/** A block becomes its inverse, by elimination with the largest pivot of each column. */
bool DiffusionBlocks::invertBlock(double *block) {
  const size_t k = width();
  double *const other = work.data();
  std::fill_n(other, k * k, 0.0);
  for (size_t i = 0; i < k; i++) other[i * k + i] = 1;
  for (size_t column = 0; column < k; column++) {
    size_t best = column;
    for (size_t row = column + 1; row < k; row++)
      if (fabs(block[row * k + column]) > fabs(block[best * k + column])) best = row;
    const double pivot = block[best * k + column];
    if (!(fabs(pivot) > 0)) return false;
    if (best != column) {
      std::swap_ranges(block + best * k, block + best * k + k, block + column * k);
      std::swap_ranges(other + best * k, other + best * k + k, other + column * k);
    }
    for (size_t j = 0; j < k; j++) block[column * k + j] /= pivot, other[column * k + j] /= pivot;
    for (size_t row = 0; row < k; row++) {
      const double factor = block[row * k + column];
      if (row == column || factor == 0) continue;
      for (size_t j = 0; j < k; j++) {
        block[row * k + j] -= factor * block[column * k + j];
        other[row * k + j] -= factor * other[column * k + j];
      }
    }
  }
  std::copy_n(other, k * k, block);
  return true;
}

bool DiffusionBlocks::invert(double gamma) {
  const size_t k = width();
  knownGamma = 0;
  for (size_t p = 0; p < compartments; p++)
    if (!invertBlock(&inverse[p * k * k])) return false;
  knownGamma = gamma;
  uses = 0;
  return true;
}

bool DiffusionBlocks::solve(const double *values, double gamma) {
  const size_t k = width();
  const std::vector<int32_t> &parent = of[0]->parent;
  uses++;
  blocks = inverse;
  for (size_t p = 0; p < compartments; p++)
    for (size_t s = 0; s < k; s++) {
      double sum = 0;
      for (size_t j = 0; j < k; j++) sum += inverse[(p * k + s) * k + j] * values[rates[j][p]];
      right[p * k + s] = sum;
    }
  for (size_t p = 0; p < compartments; p++) {
    if (parent[p] < 0) continue;
    const size_t above = (size_t)parent[p];
    for (size_t s = 0; s < k; s++) {
      const CableDiffusion &d = *of[s];
      const double flow = gamma * (values[d.conductivities[p]] + values[d.conductivities[above]]) / (d.length[p] + d.length[above]);
      const double here = flow / (values[d.volumes[p]] * d.length[p]), there = flow / (values[d.volumes[above]] * d.length[above]);
      blocks[(p * k + s) * k + s] += here;
      blocks[(above * k + s) * k + s] += there;
      fromParent[p * k + s] = here;
      toParent[p * k + s] = there;
    }
  }
  double *const solved = work.data() + k * k;
  for (size_t p = compartments; p-- > 0;) {
    double *const block = &blocks[p * k * k];
    if (!invertBlock(block)) return false;
    if (parent[p] < 0) continue;
    const size_t above = (size_t)parent[p];
    for (size_t s = 0; s < k; s++) {
      double sum = 0;
      for (size_t j = 0; j < k; j++) sum += block[s * k + j] * right[p * k + j];
      const double to = toParent[p * k + s];
      right[above * k + s] += to * sum;
      for (size_t j = 0; j < k; j++) blocks[(above * k + s) * k + j] -= to * block[s * k + j] * fromParent[p * k + j];
    }
  }
  // Parents come before their children; `right` becomes x.
  for (size_t p = 0; p < compartments; p++) {
    for (size_t s = 0; s < k && parent[p] >= 0; s++) right[p * k + s] += fromParent[p * k + s] * right[(size_t)parent[p] * k + s];
    for (size_t s = 0; s < k; s++) {
      solved[s] = 0;
      for (size_t j = 0; j < k; j++) solved[s] += blocks[(p * k + s) * k + j] * right[p * k + j];
    }
    std::copy_n(solved, k, &right[p * k]);
  }
  for (size_t p = 0; p < compartments; p++) {
    for (size_t s = 0; s < k; s++) solved[s] = right[p * k + s] - values[rates[s][p]];
    for (size_t s = 0; s < k; s++) {
      double sum = 0;
      for (size_t j = 0; j < k; j++) sum += inverse[(p * k + s) * k + j] * solved[j];
      right[p * k + s] = sum;
    }
  }
  return true;
}

void DiffusionBlocks::add(double *values) const {
  const size_t k = width();
  for (size_t p = 0; p < compartments; p++)
    for (size_t s = 0; s < k; s++) values[rates[s][p]] += right[p * k + s];
}

std::vector<double> DiffusionBlocks::save() const {
  std::vector<double> numbers = {knownGamma, (double)uses};
  numbers.insert(numbers.end(), inverse.begin(), inverse.end());
  return numbers;
}

void DiffusionBlocks::restore(const double *from) {
  knownGamma = *from++;
  uses = *from >= 0 && *from <= mostUses ? (int32_t)*from : mostUses;
  std::copy_n(from + 1, inverse.size(), inverse.begin());
}

} // namespace hillock
