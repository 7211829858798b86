// The fused kernels beside which the machine is measured.
#pragma once
#include "kernels.h"

namespace hillock {

/** Seconds that `steps` updates of `count` instances take in a hand-fused kernel; negative where that went wrong. */
double benchFused(FusedMechanism which, const LaneKernels &kernels, int64_t count, int64_t steps);

} // namespace hillock
