// What a current does with its conductance, as one instruction: most of them give the same four numbers to their node.
#pragma once
#include "kernels.h"
#include <vector>

namespace hillock {

/**
 * In a bound body without jumps, for so many lanes: joins what adds to stretches of elements with what makes the summands.
 */
void joinCurrents(std::vector<Instruction> &body, int32_t count, const LaneKernels &kernels);

} // namespace hillock
