#include "isa.h"

namespace hillock {

LaneKernels lanes_base(int lanes);
#if defined(HILLOCK_X86)
LaneKernels lanes_avx2(int lanes);
LaneKernels lanes_avx512(int lanes);
#endif

bool hasIsa(Isa isa) {
  if (isa == Isa::base) return true;
#if defined(HILLOCK_X86)
  __builtin_cpu_init();
  if (isa == Isa::avx2) return __builtin_cpu_supports("avx2");
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#else
  return false;
#endif
}

LaneKernels kernelsFor([[maybe_unused]] Isa isa, int lanes) {
#if defined(HILLOCK_X86)
  if (isa == Isa::avx2) return lanes_avx2(lanes);
  if (isa == Isa::avx512) return lanes_avx512(lanes);
#endif
  return lanes_base(lanes);
}

} // namespace hillock
