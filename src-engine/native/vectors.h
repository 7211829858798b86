// Vectors of 2, 4 and 8 doubles, and the few operations on them that the machine needs.
//
// Only the lanes_*.cc files include this: each is compiled for another instruction set, so everything here has
// internal linkage and uses no standard-library template; otherwise the linker could put code for a newer processor
// where an older one runs it.
#pragma once
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__) || defined(_M_X64)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define HILLOCK_INLINE static inline __attribute__((always_inline))
#define HILLOCK_INLINE_MEMBER inline __attribute__((always_inline))

namespace {

typedef double Double2 __attribute__((vector_size(16)));
typedef double Double4 __attribute__((vector_size(32)));
typedef double Double8 __attribute__((vector_size(64)));
typedef int64_t Long2 __attribute__((vector_size(16)));
typedef int64_t Long4 __attribute__((vector_size(32)));
typedef int64_t Long8 __attribute__((vector_size(64)));
typedef uint64_t Unsigned2 __attribute__((vector_size(16)));
typedef uint64_t Unsigned4 __attribute__((vector_size(32)));
typedef uint64_t Unsigned8 __attribute__((vector_size(64)));
typedef double Loose2 __attribute__((vector_size(16), aligned(8), may_alias));
typedef double Loose4 __attribute__((vector_size(32), aligned(8), may_alias));
typedef double Loose8 __attribute__((vector_size(64), aligned(8), may_alias));

/** D: doubles; I: integers and masks (0 or -1); U: unsigned integers; Loose: doubles at any address; single: blocks are of one vector. */
struct Lanes2 {
  typedef Double2 D;
  typedef Long2 I;
  typedef Unsigned2 U;
  typedef Loose2 Loose;
  enum { width = 2, single = 0 };
};
struct Lanes4 {
  typedef Double4 D;
  typedef Long4 I;
  typedef Unsigned4 U;
  typedef Loose4 Loose;
  enum { width = 4, single = 0 };
};
struct Lanes8 {
  typedef Double8 D;
  typedef Long8 I;
  typedef Unsigned8 U;
  typedef Loose8 Loose;
  enum { width = 8, single = 0 };
};
template <class L> struct Single : L {
  enum { width = L::width, single = 1 };
};
template <class One, class Other> constexpr bool is = false;
template <class One> constexpr bool is<One, One> = true;

/** The lanes that fill this instruction set's vectors, and those of the vector that a few instances share. */
#if defined(__AVX512F__)
typedef Lanes8 NaturalLanes;
typedef Single<Lanes4> FewLanes;
#elif defined(__AVX2__)
typedef Lanes4 NaturalLanes;
typedef Single<Lanes4> FewLanes;
#else
typedef Lanes2 NaturalLanes;
typedef Single<Lanes2> FewLanes;
#endif

#define HILLOCK_LANES template <class L> HILLOCK_INLINE
#define DOUBLES typename L::D
#define MASK typename L::I
#define UNSIGNED typename L::U

HILLOCK_LANES DOUBLES load(const double *from) { return *reinterpret_cast<const typename L::Loose *>(from); }
HILLOCK_LANES void store(double *to, DOUBLES x) { *reinterpret_cast<typename L::Loose *>(to) = x; }

/** x in every lane; the subtraction keeps negative zero. */
HILLOCK_LANES DOUBLES splat(double x) { return x - (DOUBLES){}; }

HILLOCK_LANES MASK bitsOf(DOUBLES x) { return (MASK)x; }
HILLOCK_LANES DOUBLES fromBits(MASK x) { return (DOUBLES)x; }
HILLOCK_LANES DOUBLES select(MASK mask, DOUBLES yes, DOUBLES no) { return mask ? yes : no; }
HILLOCK_LANES DOUBLES zeroWhere(MASK mask, DOUBLES x) { return (DOUBLES)(~mask & (MASK)x); }

HILLOCK_LANES DOUBLES absolute(DOUBLES x) { return (DOUBLES)((MASK)x & 0x7fffffffffffffffLL); }
HILLOCK_LANES DOUBLES withSignOf(DOUBLES magnitude, DOUBLES sign) {
  return (DOUBLES)(((MASK)magnitude & 0x7fffffffffffffffLL) | ((MASK)sign & (int64_t)0x8000000000000000ULL));
}
/** 1 where the mask is set, else 0. */
HILLOCK_LANES DOUBLES truth(MASK mask) { return (DOUBLES)(mask & 0x3ff0000000000000LL); }

template <class V> HILLOCK_INLINE bool anySet(V mask) {
  int64_t all = 0;
  for (size_t lane = 0; lane < sizeof mask / sizeof mask[0]; lane++) all |= mask[lane];
  return all != 0;
}
#if defined(__AVX__)
HILLOCK_INLINE bool anySet(Long4 mask) { return !_mm256_testz_si256((__m256i)mask, (__m256i)mask); }
#endif
#if defined(__AVX512F__)
HILLOCK_INLINE bool anySet(Long8 mask) { return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0; }
#endif
HILLOCK_LANES bool any(MASK mask) { return anySet(mask); }

// a < b ? a : b and a > b ? a : b, as x86 has them in one instruction (NaN and zeros give b); compilers do not see it.
template <class V> HILLOCK_INLINE V lesserBySelect(V a, V b) { return a < b ? a : b; }
template <class V> HILLOCK_INLINE V greaterBySelect(V a, V b) { return a > b ? a : b; }
#if defined(__SSE2__) || defined(_M_X64)
HILLOCK_INLINE Double2 lesserOf(Double2 a, Double2 b) { return (Double2)_mm_min_pd((__m128d)a, (__m128d)b); }
HILLOCK_INLINE Double2 greaterOf(Double2 a, Double2 b) { return (Double2)_mm_max_pd((__m128d)a, (__m128d)b); }
#else
HILLOCK_INLINE Double2 lesserOf(Double2 a, Double2 b) { return lesserBySelect(a, b); }
HILLOCK_INLINE Double2 greaterOf(Double2 a, Double2 b) { return greaterBySelect(a, b); }
#endif
#if defined(__AVX__)
HILLOCK_INLINE Double4 lesserOf(Double4 a, Double4 b) { return (Double4)_mm256_min_pd((__m256d)a, (__m256d)b); }
HILLOCK_INLINE Double4 greaterOf(Double4 a, Double4 b) { return (Double4)_mm256_max_pd((__m256d)a, (__m256d)b); }
#else
HILLOCK_INLINE Double4 lesserOf(Double4 a, Double4 b) { return lesserBySelect(a, b); }
HILLOCK_INLINE Double4 greaterOf(Double4 a, Double4 b) { return greaterBySelect(a, b); }
#endif
#if defined(__AVX512F__)
HILLOCK_INLINE Double8 lesserOf(Double8 a, Double8 b) { return (Double8)_mm512_min_pd((__m512d)a, (__m512d)b); }
HILLOCK_INLINE Double8 greaterOf(Double8 a, Double8 b) { return (Double8)_mm512_max_pd((__m512d)a, (__m512d)b); }
#else
HILLOCK_INLINE Double8 lesserOf(Double8 a, Double8 b) { return lesserBySelect(a, b); }
HILLOCK_INLINE Double8 greaterOf(Double8 a, Double8 b) { return greaterBySelect(a, b); }
#endif
HILLOCK_LANES DOUBLES lesser(DOUBLES a, DOUBLES b) { return lesserOf(a, b); }
HILLOCK_LANES DOUBLES greater(DOUBLES a, DOUBLES b) { return greaterOf(a, b); }

/** A NaN has one bit pattern, whatever made it. */
HILLOCK_LANES DOUBLES notANumber() { return splat<L>(__builtin_nan("")); }
HILLOCK_LANES DOUBLES infinity() { return splat<L>(__builtin_inf()); }

#if defined(__SSE2__) || defined(_M_X64)
HILLOCK_INLINE Double2 squareRoot(Double2 x) { return (Double2)_mm_sqrt_pd((__m128d)x); }
#elif defined(__aarch64__)
HILLOCK_INLINE Double2 squareRoot(Double2 x) { return (Double2)vsqrtq_f64((float64x2_t)x); }
#else
HILLOCK_INLINE Double2 squareRoot(Double2 x) { return Double2{__builtin_sqrt(x[0]), __builtin_sqrt(x[1])}; }
#endif
HILLOCK_INLINE Double4 squareRoot(Double4 x) {
#if defined(__AVX__)
  return (Double4)_mm256_sqrt_pd((__m256d)x);
#else
  const Double2 low = squareRoot(Double2{x[0], x[1]}), high = squareRoot(Double2{x[2], x[3]});
  return Double4{low[0], low[1], high[0], high[1]};
#endif
}
HILLOCK_INLINE Double8 squareRoot(Double8 x) {
#if defined(__AVX512F__)
  return (Double8)_mm512_sqrt_pd((__m512d)x);
#else
  const Double4 low = squareRoot(Double4{x[0], x[1], x[2], x[3]});
  const Double4 high = squareRoot(Double4{x[4], x[5], x[6], x[7]});
  return Double8{low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3]};
#endif
}
HILLOCK_LANES DOUBLES squareRootOf(DOUBLES x) { return squareRoot(x); }

} // namespace
