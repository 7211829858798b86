// An implicit Euler step of diffusion over a tree of compartments, by elimination from the leaves to the root.
#include "diffusion.h"

namespace hillock {

DiffusionRun::DiffusionRun(const CableDiffusion &diffusion) : of(&diffusion), diagonal(diffusion.states.size()), right(diffusion.states.size()), coupling(diffusion.states.size()) {}

void DiffusionRun::step(double *values, double dt) {
  const size_t count = of->states.size();
  for (size_t k = 0; k < count; k++) {
    const double volume = values[of->volumes[k]] * of->length[k] / dt;
    diagonal[k] = volume;
    right[k] = volume * values[of->states[k]];
  }
  for (size_t k = 0; k < count; k++) {
    if (of->parent[k] < 0) continue;
    const size_t above = (size_t)of->parent[k];
    coupling[k] = (values[of->conductivities[k]] + values[of->conductivities[above]]) / (of->length[k] + of->length[above]);
    diagonal[k] += coupling[k];
    diagonal[above] += coupling[k];
  }
  for (size_t k = count; k-- > 0;) {
    if (of->parent[k] < 0) continue;
    const size_t above = (size_t)of->parent[k];
    const double factor = coupling[k] / diagonal[k];
    diagonal[above] -= factor * coupling[k];
    right[above] += factor * right[k];
  }
  for (size_t k = 0; k < count; k++) {
    const double above = of->parent[k] < 0 ? right[k] : right[k] + coupling[k] * values[of->states[(size_t)of->parent[k]]];
    values[of->states[k]] = above / diagonal[k];
  }
}

} // namespace hillock
