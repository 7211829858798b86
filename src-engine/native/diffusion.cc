// Diffusion over a tree of compartments: what flows, and implicit Euler steps by elimination from the leaves to the root.
#include "diffusion.h"

namespace hillock {

DiffusionRun::DiffusionRun(const CableDiffusion &diffusion) : of(&diffusion), diagonal(diffusion.states.size()), right(diffusion.states.size()), coupling(diffusion.states.size()) {}

void DiffusionRun::findRates(const AdaptivePlan &plan) {
  rates = of->states;
  for (int32_t &address : rates)
    for (size_t c = 0; c < plan.states.size(); c++)
      if (address >= plan.states[c] && address < plan.states[c] + plan.counts[c]) {
        address += plan.rates[c] - plan.states[c];
        break;
      }
}

/** Conductivity between a compartment and its parent, over their distance. */
double DiffusionRun::couplingOf(const double *values, size_t k) const {
  const size_t above = (size_t)of->parent[k];
  return (values[of->conductivities[k]] + values[of->conductivities[above]]) / (of->length[k] + of->length[above]);
}

void DiffusionRun::addRates(double *values) const {
  const auto volume = [&](size_t k) { return values[of->volumes[k]] * of->length[k]; };
  for (size_t k = 0; k < of->states.size(); k++) {
    if (of->parent[k] < 0) continue;
    const size_t above = (size_t)of->parent[k];
    const double flow = couplingOf(values, k) * (values[of->states[above]] - values[of->states[k]]);
    values[rates[k]] += flow / volume(k);
    values[rates[above]] -= flow / volume(above);
  }
}

void DiffusionRun::solve(double *values, const std::vector<int32_t> &at, double dt) {
  const size_t count = of->states.size();
  for (size_t k = 0; k < count; k++) {
    const double volume = values[of->volumes[k]] * of->length[k] / dt;
    diagonal[k] = volume;
    right[k] = volume * values[at[k]];
  }
  for (size_t k = 0; k < count; k++) {
    if (of->parent[k] < 0) continue;
    coupling[k] = couplingOf(values, k);
    diagonal[k] += coupling[k];
    diagonal[(size_t)of->parent[k]] += coupling[k];
  }
  for (size_t k = count; k-- > 0;) {
    if (of->parent[k] < 0) continue;
    const size_t above = (size_t)of->parent[k];
    const double factor = coupling[k] / diagonal[k];
    diagonal[above] -= factor * coupling[k];
    right[above] += factor * right[k];
  }
  for (size_t k = 0; k < count; k++) {
    const double above = of->parent[k] < 0 ? right[k] : right[k] + coupling[k] * values[at[(size_t)of->parent[k]]];
    values[at[k]] = above / diagonal[k];
  }
}

} // namespace hillock
