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

HILLOCK_LANES DOUBLES take(Stream &stream) {
  const DOUBLES numbers = load<L>(stream.next);
  stream.next += stream.step;
  return numbers;
}

template <class L, class First, int firstOperands, class Form, int others> void runPair(const Instruction &in, const Block &block) {
  double same[5][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = streamOf<L>(block, in.b, same[1]), c = b;
  if (firstOperands > 2) c = streamOf<L>(block, in.c, same[2]);
  Stream d = streamOf<L>(block, in.d, same[3]), e = d;
  if (others > 1) e = streamOf<L>(block, in.e, same[4]);
  double *to = at(block, in.to);
  const int32_t count = block.padded;
  for (int32_t lane = 0; lane < count; lane += L::width) {
    const DOUBLES x = take<L>(a), y = take<L>(b), z = firstOperands > 2 ? take<L>(c) : x;
    const DOUBLES t = First::template apply<L>(x, y, z);
    const DOUBLES u = take<L>(d), v = others > 1 ? take<L>(e) : u;
    store<L>(to + lane, Form::template apply<L>(t, u, v));
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

/** In the order of kernels.h. */
template <class L> void providePairs(hillock::LaneKernels &kernels) {
  providePairsOf<L, DoAdd, 2>(kernels.pair[0]);
  providePairsOf<L, DoSub, 2>(kernels.pair[1]);
  providePairsOf<L, DoMul, 2>(kernels.pair[2]);
  providePairsOf<L, DoDiv, 2>(kernels.pair[3]);
  providePairsOf<L, DoMulAdd, 3>(kernels.pair[4]);
  providePairsOf<L, DoMulSub, 3>(kernels.pair[5]);
  providePairsOf<L, DoSubMul, 3>(kernels.pair[6]);
}

} // namespace
