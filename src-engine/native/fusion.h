// Sequences of operations that have a kernel of their own.
#pragma once
#include "forwarding.h"
#include "kernels.h"

namespace hillock {

/** Operations from a position on that one kernel does. */
struct FusedSequence {
  size_t length; // 0: none; stores between them are counted, one behind them is not
  Kernel run;
  int32_t operands[mostOperands]; // words, in the order of the kernel's places: a … g, more, pivot
  int32_t results;                // whose results are kept: the last operation's if 0
  size_t kept[mostResults];       // their positions from the first on
  int32_t subtracted, alone;
};

/** Looks for a sequence that begins at `position`. What it does not keep is needed nowhere else. */
FusedSequence fusedSequenceAt(const Program &program, const Forwarding &forwarding, const LaneKernels &kernels, size_t position);

} // namespace hillock
