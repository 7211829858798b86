// The fused kernel beside which the machine is measured.
#pragma once
#include "kernels.h"

namespace hillock {

/** Seconds that `steps` updates of `count` Hodgkin–Huxley instances take in the hand-fused kernel. */
double benchFusedHh(const LaneKernels &kernels, int64_t count, int64_t steps);

} // namespace hillock
