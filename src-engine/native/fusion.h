// Sequences of operations that have a kernel of their own.
#pragma once
#include "forwarding.h"
#include "kernels.h"

namespace hillock {

/** Operations from a position on that one kernel does; operand words in the order of the kernel's places a … g. */
struct FusedSequence {
  size_t length; // 0: none
  Kernel run;
  int32_t operands[7];
  int32_t results; // of how many of the last operations the results are kept
};

/** Looks for a sequence that begins at `position`. What it does not keep is needed nowhere else. */
FusedSequence fusedSequenceAt(const Program &program, const Forwarding &forwarding, const LaneKernels &kernels, size_t position);

} // namespace hillock
