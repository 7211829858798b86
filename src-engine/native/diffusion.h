// A state that diffuses along the cable (kernel/abi.ts, CableDiffusion).
#pragma once
#include "model.h"

namespace hillock {

/** One diffusing state under way; nothing is allocated in a step. */
class DiffusionRun {
public:
  explicit DiffusionRun(const CableDiffusion &diffusion);

  /** Takes one implicit Euler step of `dt` ms in the arena. */
  void step(double *values, double dt);

private:
  const CableDiffusion *of;
  std::vector<double> diagonal, right, coupling; // of each compartment; coupling: to its parent
};

} // namespace hillock
