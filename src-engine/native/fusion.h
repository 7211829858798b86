// Sequences of operations that have a kernel of their own.
#pragma once
#include "forwarding.h"
#include "kernels.h"

namespace hillock {

/** Operations from a position on that one kernel does; operand words in the order of the kernel's places a … e. */
struct FusedSequence {
  size_t length; // 0: none
  Kernel run;
  int32_t operands[5];
};

/** Looks for a sequence that begins at `position`. Its intermediate registers are needed nowhere else. */
FusedSequence fusedSequenceAt(const Program &program, const Forwarding &forwarding, const LaneKernels &kernels, size_t position);

} // namespace hillock
