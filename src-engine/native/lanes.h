// The kernels of the machine, for one instruction set; included by the lanes_*.cc files alone (see vectors.h).
#pragma once
#include "kernels.h"
#include "laneMath.h"

namespace {

using hillock::Block;
using hillock::Instruction;
using hillock::PackView;
using hillock::Place;

HILLOCK_INLINE double *at(const Block &block, const Place &place) {
  return reinterpret_cast<double *>(block.base[place.base] + place.offset);
}

/** How many lanes a kernel goes through. */
template <class L> HILLOCK_INLINE int32_t lanesOf(const Block &block) { return L::single ? (int32_t)L::width : block.padded; }

// One struct an operation: what it does to whole vectors.
#define OPERATION(name, value)                                                                                                   \
  struct name {                                                                                                                  \
    HILLOCK_LANES DOUBLES apply([[maybe_unused]] DOUBLES a, [[maybe_unused]] DOUBLES b, [[maybe_unused]] DOUBLES c) { return value; } \
  };
OPERATION(DoCopy, a)
OPERATION(DoAdd, a + b)
OPERATION(DoSub, a - b)
OPERATION(DoMul, a *b)
OPERATION(DoDiv, a / b)
OPERATION(DoNeg, -a)
OPERATION(DoAbs, absolute<L>(a))
OPERATION(DoMulAdd, a *b + c)
OPERATION(DoMulSub, a *b - c)
OPERATION(DoSubMul, c - a * b)
OPERATION(DoMin, lesser<L>(a, b))
OPERATION(DoMax, greater<L>(a, b))
OPERATION(DoSqrt, squareRootOf<L>(a))
OPERATION(DoFloor, roundDown<L>(a))
OPERATION(DoCeil, roundUp<L>(a))
OPERATION(DoFmod, remainderOf<L>(a, b))
OPERATION(DoExp, exponential<L>(a))
OPERATION(DoExpm1, exponentialMinusOne<L>(a))
OPERATION(DoLog, logarithm<L>(a))
OPERATION(DoLog10, logarithm10<L>(a))
OPERATION(DoPow, power<L>(a, b))
OPERATION(DoSin, sine<L>(a))
OPERATION(DoCos, cosine<L>(a))
OPERATION(DoTan, tangent<L>(a))
OPERATION(DoAsin, arcSine<L>(a))
OPERATION(DoAcos, arcCosine<L>(a))
OPERATION(DoAtan, arcTangent<L>(a))
OPERATION(DoAtan2, arcTangent2<L>(a, b))
OPERATION(DoSinh, hyperbolicSine<L>(a))
OPERATION(DoCosh, hyperbolicCosine<L>(a))
OPERATION(DoTanh, hyperbolicTangent<L>(a))
OPERATION(DoErf, errorFunction<L>(a))
OPERATION(DoLt, truth<L>(a < b))
OPERATION(DoLe, truth<L>(a <= b))
OPERATION(DoEq, truth<L>(a == b))
OPERATION(DoNe, truth<L>(a != b))
OPERATION(DoAnd, truth<L>((a != 0.0) & (b != 0.0)))
OPERATION(DoOr, truth<L>((a != 0.0) | (b != 0.0)))
OPERATION(DoNot, truth<L>(a == 0.0))
OPERATION(DoTrunc, truncated<L>(a))
OPERATION(DoXor32, xor32<L>(a, b))
OPERATION(DoAnd32, and32<L>(a, b))
OPERATION(DoOr32, or32<L>(a, b))
OPERATION(DoShiftLeft32, shiftLeft32<L>(a, b))
OPERATION(DoShiftRight32, shiftRight32<L>(a, b))
OPERATION(DoMulLow32, mulLow32<L>(a, b))
OPERATION(DoMulHigh32, mulHigh32<L>(a, b))
OPERATION(DoSelect, select<L>(a != 0.0, b, c))
#undef OPERATION

template <class L, class Op, int operands, int pattern> void run(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *b = operands > 1 ? at(block, in.b) : a, *c = operands > 2 ? at(block, in.c) : a;
  double *to = at(block, in.to);
  const DOUBLES aAll = pattern & 1 ? splat<L>(*a) : DOUBLES{}, bAll = pattern & 2 ? splat<L>(*b) : DOUBLES{},
                cAll = pattern & 4 ? splat<L>(*c) : DOUBLES{};
  const int32_t count = lanesOf<L>(block);
  for (int32_t lane = 0; lane < count; lane += w) {
    const DOUBLES x = pattern & 1 ? aAll : load<L>(a + lane);
    const DOUBLES y = operands < 2 ? x : pattern & 2 ? bAll : load<L>(b + lane);
    const DOUBLES z = operands < 3 ? x : pattern & 4 ? cAll : load<L>(c + lane);
    store<L>(to + lane, Op::template apply<L>(x, y, z));
  }
}

template <class L> void runBroadcast(const Instruction &in, const Block &block) {
  run<L, DoCopy, 1, 1>(in, block);
}

template <class L> void runGather(const Instruction &in, const Block &block) {
  const double *from = at(block, in.a);
  double *to = at(block, in.to);
  const int32_t *indices = in.indices + block.start;
  for (int32_t lane = 0; lane < lanesOf<L>(block); lane++) to[lane] = from[indices[lane]];
}

template <class L> void runAssignStretch(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  int32_t lane = 0;
  for (; lane + w <= block.live; lane += w) store<L>(to + lane, load<L>(a + lane));
  for (; lane < block.live; lane++) to[lane] = a[lane];
}

template <class L> void runAddStretch(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  int32_t lane = 0;
  for (; lane + w <= block.live; lane += w) store<L>(to + lane, load<L>(to + lane) + load<L>(a + lane));
  for (; lane < block.live; lane++) to[lane] = to[lane] + a[lane];
}

template <class L> void runAssignAt(const Instruction &in, const Block &block) {
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  const int32_t *indices = in.indices + block.start;
  for (int32_t lane = 0; lane < block.live; lane++) to[indices[lane]] = a[lane];
}

template <class L> void runAddAt(const Instruction &in, const Block &block) {
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  const int32_t *indices = in.indices + block.start;
  for (int32_t lane = 0; lane < block.live; lane++) to[indices[lane]] = to[indices[lane]] + a[lane];
}

template <class L> bool anyLane(const Instruction &in, const Block &block) {
  const double *a = at(block, in.a);
  for (int32_t lane = 0; lane < block.live; lane++)
    if (a[lane] != 0.0) return true;
  return false;
}

template <class Op> double single(double a, double b, double c) {
  typedef Lanes2 L;
  return Op::template apply<L>(splat<L>(a), splat<L>(b), splat<L>(c))[0];
}
template <> double single<DoLog>(double a, double, double) { return logarithmOfOne(a); }

// Everything that the table below needs to know of each operation: cheap ones have a kernel for each useful pattern
// of scalars, dear ones let the machine broadcast.
#define CHEAP1(name, Op) {hillock::name, 1, true, single<Op>, {run<L, Op, 1, 0>}}
#define CHEAP2(name, Op) {hillock::name, 2, true, single<Op>, {run<L, Op, 2, 0>, run<L, Op, 2, 1>, run<L, Op, 2, 2>}}
#define CHEAP3(name, Op)                                                                                                       \
  {hillock::name, 3, true, single<Op>, {run<L, Op, 3, 0>, run<L, Op, 3, 1>, run<L, Op, 3, 2>, nullptr, run<L, Op, 3, 4>, run<L, Op, 3, 5>, run<L, Op, 3, 6>}}
#define DEAR1(name, Op) {hillock::name, 1, true, single<Op>, {run<L, Op, 1, 0>}}
#define DEAR2(name, Op) {hillock::name, 2, true, single<Op>, {run<L, Op, 2, 0>}}

struct OperationKernels {
  int32_t operation, operands;
  bool pure;
  hillock::Single single;
  hillock::Kernel patterns[hillock::scalarPatterns];
};

template <class L> struct Kernels {
  static const OperationKernels table[];
};
template <class L>
const OperationKernels Kernels<L>::table[] = {
  CHEAP1(op_copy, DoCopy), CHEAP2(op_add, DoAdd), CHEAP2(op_sub, DoSub), CHEAP2(op_mul, DoMul), CHEAP2(op_div, DoDiv),
  CHEAP1(op_neg, DoNeg), CHEAP1(op_abs, DoAbs), CHEAP3(op_mulAdd, DoMulAdd), CHEAP3(op_mulSub, DoMulSub),
  CHEAP3(op_subMul, DoSubMul), CHEAP2(op_min, DoMin), CHEAP2(op_max, DoMax), CHEAP1(op_sqrt, DoSqrt),
  CHEAP1(op_floor, DoFloor), CHEAP1(op_ceil, DoCeil), DEAR2(op_fmod, DoFmod), DEAR1(op_exp, DoExp),
  DEAR1(op_expm1, DoExpm1), DEAR1(op_log, DoLog), DEAR1(op_log10, DoLog10), DEAR2(op_pow, DoPow), DEAR1(op_sin, DoSin),
  DEAR1(op_cos, DoCos), DEAR1(op_tan, DoTan), DEAR1(op_asin, DoAsin), DEAR1(op_acos, DoAcos), DEAR1(op_atan, DoAtan),
  DEAR2(op_atan2, DoAtan2), DEAR1(op_sinh, DoSinh), DEAR1(op_cosh, DoCosh), DEAR1(op_tanh, DoTanh), DEAR1(op_erf, DoErf),
  CHEAP2(op_lt, DoLt), CHEAP2(op_le, DoLe), CHEAP2(op_eq, DoEq), CHEAP2(op_ne, DoNe), CHEAP2(op_and, DoAnd),
  CHEAP2(op_or, DoOr), CHEAP1(op_not, DoNot), CHEAP3(op_select, DoSelect),
  CHEAP1(op_trunc, DoTrunc), DEAR2(op_xor32, DoXor32), DEAR2(op_and32, DoAnd32), DEAR2(op_or32, DoOr32),
  DEAR2(op_shiftLeft32, DoShiftLeft32), DEAR2(op_shiftRight32, DoShiftRight32), DEAR2(op_mulLow32, DoMulLow32),
  DEAR2(op_mulHigh32, DoMulHigh32),
};

} // namespace

#include "lanesCurrents.h"
#include "lanesElements.h"
#include "lanesFused.h"
#include "lanesPairs.h"
#include "lanesScattered.h"
#include "lanesSequences.h"
#include "lanesSolver.h"

namespace {

template <class L> hillock::LaneKernels laneKernels() {
  hillock::LaneKernels kernels = {};
  kernels.lanes = L::width;
  for (const OperationKernels &entry : Kernels<L>::table)
    for (int pattern = 0; pattern < hillock::scalarPatterns; pattern++) kernels.operations[entry.operation][pattern] = entry.patterns[pattern];
  for (const OperationKernels &entry : Kernels<Lanes2>::table) kernels.single[entry.operation] = entry.single;
  provideSequences<L>(kernels);
  if constexpr (is<L, NaturalLanes> || is<L, FewLanes>) providePairs<L>(kernels);
  provideScattered<L>(kernels);
  kernels.current[0] = runCurrent<L, false>;
  kernels.current[1] = runCurrent<L, true>;
  kernels.addProduct[0] = runAddProduct<L, false>;
  kernels.addProduct[1] = runAddProduct<L, true>;
  kernels.broadcast = runBroadcast<L>;
  kernels.gather = runGather<L>;
  kernels.assignStretch = runAssignStretch<L>;
  kernels.assignAt = runAssignAt<L>;
  kernels.addStretch = runAddStretch<L>;
  kernels.addAt = runAddAt<L>;
  kernels.element[0][0] = runElement<L, false, false>;
  kernels.element[0][1] = runElement<L, false, true>;
  kernels.element[1][0] = runElement<L, true, false>;
  kernels.element[1][1] = runElement<L, true, true>;
  kernels.storeElement[0] = runStoreElement<L, false>;
  kernels.storeElement[1] = runStoreElement<L, true>;
  kernels.anyLane = anyLane<L>;
  kernels.fill = fillNodes<L>;
  kernels.solve = solvePack<L>;
  kernels.allFinite = allFinite<L>;
  kernels.fused[(int)hillock::FusedMechanism::hh] = fusedHh<L>;
  kernels.fused[(int)hillock::FusedMechanism::kca] = fusedKca<L>;
  kernels.fused[(int)hillock::FusedMechanism::na8] = fusedNa8<L>;
  kernels.fused[(int)hillock::FusedMechanism::nmda] = fusedNmda<L>;
  return kernels;
}

} // namespace

#define HILLOCK_PROVIDE(provider)                                                                                                 \
  hillock::LaneKernels provider(int lanes) {                                                                                      \
    static const hillock::LaneKernels few = laneKernels<FewLanes>();                                                              \
    hillock::LaneKernels kernels = lanes == 2 ? laneKernels<Lanes2>() : lanes == 4 ? laneKernels<Lanes4>() : laneKernels<Lanes8>(); \
    kernels.few = &few;                                                                                                           \
    return kernels;                                                                                                               \
  }
