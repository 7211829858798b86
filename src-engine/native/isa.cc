#include "isa.h"
#if defined(HILLOCK_X86)
#include <cpuid.h>
#endif

namespace hillock {

LaneKernels lanes_base(int lanes);
#if defined(HILLOCK_X86)
LaneKernels lanes_avx2(int lanes);
LaneKernels lanes_avx512(int lanes);
#endif

#if defined(HILLOCK_X86)
namespace {

/** Which vector registers the operating system saves: the low word of XCR0. */
uint32_t savedRegisters() {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

bool processorHas(Isa isa) {
  unsigned a, b, c, d;
  constexpr unsigned osxsave = 1u << 27;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & osxsave)) return false;
  const uint32_t saved = savedRegisters();
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  constexpr unsigned avx2 = 1u << 5, avx512 = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31; // F, DQ, BW, VL
  constexpr uint32_t ymm = 0x6, zmm = 0xe6;
  if (isa == Isa::avx2) return (saved & ymm) == ymm && (b & avx2) != 0;
  return (saved & zmm) == zmm && (b & avx2) != 0 && (b & avx512) == avx512;
}

} // namespace
#endif

bool hasIsa(Isa isa) {
  if (isa == Isa::base) return true;
#if defined(HILLOCK_X86)
  return processorHas(isa);
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
