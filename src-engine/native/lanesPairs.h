// Kernels of pairs of operations: what lies between the two stays in a register of the processor, and divisions hide
// behind what is beside them; included by lanes.h.
#pragma once

namespace {

/** The lanes that fill this instruction set's vectors. Others are for tests and do without these kernels. */
#if defined(__AVX512F__)
constexpr int naturalLanes = 8;
#elif defined(__AVX2__)
constexpr int naturalLanes = 4;
#else
constexpr int naturalLanes = 2;
#endif

// What the second operation makes of the first's result t.
#define FORM(name, value)                                                                                                        \
  struct name {                                                                                                                  \
    HILLOCK_LANES DOUBLES apply([[maybe_unused]] DOUBLES t, [[maybe_unused]] DOUBLES d, [[maybe_unused]] DOUBLES e) { return value; } \
  };
FORM(Sum, t + d)
FORM(Minus, t - d)
FORM(From, d - t)
FORM(Product, t *d)
FORM(Over, t / d)
FORM(Under, d / t)
FORM(ProductPlus, t *d + e)
FORM(PlusProduct, d *e + t)
FORM(ProductMinus, t *d - e)
FORM(FromProduct, d *e - t)
FORM(MinusFrom, e - t * d)
FORM(MinusProduct, t - d * e)
#undef FORM

/** Numbers that come vector by vector, or one and the same all the time. */
struct Stream {
  const double *next;
  int64_t step;
};

/** `same` is where one number is spread to a vector; it lies outside of the stream, which so stays in registers. */
template <class L> HILLOCK_INLINE Stream streamOf(const Block &block, const Place &place, double *same) {
  const double *numbers = at(block, place);
  if (place.base != hillock::inScalars) return {numbers, L::width};
  store<L>(same, splat<L>(*numbers));
  return {same, 0};
}

/** `vectors` from the stream, one behind the other. */
template <class L, int vectors> HILLOCK_INLINE void take(Stream &stream, DOUBLES (&numbers)[vectors]) {
  for (int k = 0; k < vectors; k++) numbers[k] = load<L>(stream.next + k * stream.step);
  stream.next += vectors * stream.step;
}

/** Vectors that one round of a loop takes: counts are multiples of 8. */
template <class L> constexpr int vectorsAtOnce = L::width < 8 ? 2 : 1;

template <class L, class First, int firstOperands, class Form, int others> void runPair(const Instruction &in, const Block &block) {
  double same[5][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = streamOf<L>(block, in.b, same[1]), c = b;
  if (firstOperands > 2) c = streamOf<L>(block, in.c, same[2]);
  Stream d = streamOf<L>(block, in.d, same[3]), e = d;
  if (others > 1) e = streamOf<L>(block, in.e, same[4]);
  double *to = at(block, in.to);
  constexpr int vectors = vectorsAtOnce<L>;
  const int32_t count = block.padded;
  for (int32_t lane = 0; lane < count; lane += vectors * L::width) {
    DOUBLES x[vectors], y[vectors], z[vectors], u[vectors], v[vectors];
    take<L>(a, x);
    take<L>(b, y);
    if (firstOperands > 2) take<L>(c, z);
    take<L>(d, u);
    if (others > 1) take<L>(e, v);
    for (int k = 0; k < vectors; k++) {
      const DOUBLES t = First::template apply<L>(x[k], y[k], firstOperands > 2 ? z[k] : x[k]);
      store<L>(to + lane + k * L::width, Form::template apply<L>(t, u[k], others > 1 ? v[k] : u[k]));
    }
  }
}

template <class L, class First, int operands> void providePairsOf(hillock::Kernel (&pair)[hillock::pairForms]) {
  const hillock::Kernel all[hillock::pairForms] = {
    runPair<L, First, operands, Sum, 1>, runPair<L, First, operands, Minus, 1>, runPair<L, First, operands, From, 1>,
    runPair<L, First, operands, Product, 1>, runPair<L, First, operands, Over, 1>, runPair<L, First, operands, Under, 1>,
    runPair<L, First, operands, ProductPlus, 2>, runPair<L, First, operands, PlusProduct, 2>, runPair<L, First, operands, ProductMinus, 2>,
    runPair<L, First, operands, FromProduct, 2>, runPair<L, First, operands, MinusFrom, 2>, runPair<L, First, operands, MinusProduct, 2>,
  };
  for (int form = 0; form < hillock::pairForms; form++) pair[form] = all[form];
}

/** Divisions are so slow that the rest comes for nothing. */
template <class L, hillock::Pivot pivot, hillock::Elimination elimination> void runElimination(const Instruction &in, const Block &block) {
  using hillock::Elimination;
  using hillock::Pivot;
  double same[7][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = a, c = streamOf<L>(block, in.c, same[2]), d = streamOf<L>(block, in.d, same[3]), e = a, f = a, g = a;
  if (pivot != Pivot::known) b = streamOf<L>(block, in.b, same[1]);
  if (elimination != Elimination::none) {
    e = streamOf<L>(block, in.e, same[4]);
    f = streamOf<L>(block, in.f, same[5]);
  }
  constexpr bool threeParts = pivot == Pivot::productSum || pivot == Pivot::differenceProduct;
  if (threeParts) g = streamOf<L>(block, in.g, same[6]);
  double *const to = at(block, in.to), *const second = at(block, in.second), *const third = at(block, in.third);
  const int32_t count = block.padded;
  for (int32_t lane = 0; lane < count; lane += L::width) {
    DOUBLES x[1], y[1], z[1], above[1], factor[1], other[1], base[1];
    take<L>(a, x);
    if (pivot != Pivot::known) take<L>(b, y);
    if (threeParts) take<L>(g, z);
    take<L>(c, above);
    take<L>(d, factor);
    if (elimination != Elimination::none) {
      take<L>(e, other);
      take<L>(f, base);
    }
    DOUBLES p = x[0];
    if (pivot == Pivot::sum) p = x[0] + y[0];
    if (pivot == Pivot::difference) p = x[0] - y[0];
    if (pivot == Pivot::productSum) p = x[0] * y[0] + z[0];
    if (pivot == Pivot::differenceProduct) p = z[0] - x[0] * y[0];
    const DOUBLES t = above[0] / p, u = t * factor[0];
    // Later results may lie where earlier ones do, and are then those that count.
    store<L>(to + lane, t);
    store<L>(second + lane, u);
    if (elimination == Elimination::added) store<L>(third + lane, u * other[0] + base[0]);
    if (elimination == Elimination::subtracted) store<L>(third + lane, base[0] - u * other[0]);
  }
}

template <class L, hillock::Pivot pivot> void provideEliminationsOf(hillock::Kernel (&elimination)[hillock::eliminations]) {
  elimination[0] = runElimination<L, pivot, hillock::Elimination::none>;
  elimination[1] = runElimination<L, pivot, hillock::Elimination::added>;
  elimination[2] = runElimination<L, pivot, hillock::Elimination::subtracted>;
}

/** What is left of a number that is conserved. */
template <class L, bool more> void runDifferences(const Instruction &in, const Block &block) {
  double same[7][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = streamOf<L>(block, in.b, same[1]), c = streamOf<L>(block, in.c, same[2]),
         d = streamOf<L>(block, in.d, same[3]), e = streamOf<L>(block, in.e, same[4]), f = e, g = e;
  if (more) {
    f = streamOf<L>(block, in.f, same[5]);
    g = streamOf<L>(block, in.g, same[6]);
  }
  double *to = at(block, in.to);
  const int32_t count = block.padded;
  for (int32_t lane = 0; lane < count; lane += L::width) {
    DOUBLES x[1], y[1], z[1], u[1], v[1], p[1], q[1];
    take<L>(a, x);
    take<L>(b, y);
    take<L>(c, z);
    take<L>(d, u);
    take<L>(e, v);
    if (more) {
      take<L>(f, p);
      take<L>(g, q);
    }
    const DOUBLES left = x[0] - y[0] - z[0] - u[0] - v[0];
    store<L>(to + lane, more ? p[0] * q[0] + left : left);
  }
}

/** A state at the end of back substitution, and as far again where the step is of second order. */
template <class L, bool subtracted> void runSolved(const Instruction &in, const Block &block) {
  double same[5][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = streamOf<L>(block, in.b, same[1]), c = streamOf<L>(block, in.c, same[2]),
         d = streamOf<L>(block, in.d, same[3]), e = streamOf<L>(block, in.e, same[4]);
  double *to = at(block, in.to);
  const bool further = *at(block, in.g) != 0;
  const int32_t count = block.padded;
  for (int32_t lane = 0; lane < count; lane += L::width) {
    DOUBLES x[1], y[1], z[1], u[1], v[1];
    take<L>(a, x);
    take<L>(b, y);
    take<L>(c, z);
    take<L>(d, u);
    take<L>(e, v);
    const DOUBLES state = (subtracted ? z[0] - x[0] * y[0] : x[0] * y[0] + z[0]) * u[0];
    store<L>(to + lane, further ? state + (state - v[0]) : state);
  }
}

/** In the order of kernels.h. */
template <class L> void providePairs(hillock::LaneKernels &kernels) {
  providePairsOf<L, DoAdd, 2>(kernels.pair[0]);
  providePairsOf<L, DoSub, 2>(kernels.pair[1]);
  providePairsOf<L, DoMul, 2>(kernels.pair[2]);
  providePairsOf<L, DoDiv, 2>(kernels.pair[3]);
  providePairsOf<L, DoMulAdd, 3>(kernels.pair[4]);
  providePairsOf<L, DoMulSub, 3>(kernels.pair[5]);
  providePairsOf<L, DoSubMul, 3>(kernels.pair[6]);
  provideEliminationsOf<L, hillock::Pivot::known>(kernels.elimination[0]);
  provideEliminationsOf<L, hillock::Pivot::sum>(kernels.elimination[1]);
  provideEliminationsOf<L, hillock::Pivot::difference>(kernels.elimination[2]);
  provideEliminationsOf<L, hillock::Pivot::productSum>(kernels.elimination[3]);
  provideEliminationsOf<L, hillock::Pivot::differenceProduct>(kernels.elimination[4]);
  kernels.differences[0] = runDifferences<L, false>;
  kernels.differences[1] = runDifferences<L, true>;
  kernels.solved[0] = runSolved<L, false>;
  kernels.solved[1] = runSolved<L, true>;
}

} // namespace
