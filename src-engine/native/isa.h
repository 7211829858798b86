// The instruction sets that the machine is compiled for.
#pragma once
#include "kernels.h"

namespace hillock {

enum class Isa { base, avx2, avx512 };

/** Whether this processor has it, and this build contains it. */
bool hasIsa(Isa isa);
/** 2, 4 or 8 lanes; the instruction set must be there. */
LaneKernels kernelsFor(Isa isa, int lanes);

} // namespace hillock
