// Kernels of pairs of operations: what lies between the two stays in a register of the processor, and divisions hide
// behind what is beside them; included by lanes.h.
#pragma once

namespace {

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

/**
 * `same` is where one number is spread to a vector; it lies outside of the stream, which so stays in registers. For a single
 * vector the machine keeps scalars spread.
 */
template <class L> HILLOCK_INLINE Stream streamOf(const Block &block, const Place &place, double *same) {
  const double *numbers = at(block, place);
  if (L::single || place.base != hillock::inScalars) return {numbers, L::width};
  store<L>(same, splat<L>(*numbers));
  return {same, 0};
}

/** `vectors` from the stream, one behind the other. */
template <class L, int vectors> HILLOCK_INLINE void take(Stream &stream, DOUBLES (&numbers)[vectors]) {
  for (int k = 0; k < vectors; k++) numbers[k] = load<L>(stream.next + k * stream.step);
  stream.next += vectors * stream.step;
}

/** Vectors that one round of a loop takes: counts are multiples of 8. */
template <class L> constexpr int vectorsAtOnce = L::width < 8 && !L::single ? 2 : 1;

template <class L, class First, int firstOperands, class Form, int others> void runPair(const Instruction &in, const Block &block) {
  double same[5][L::width];
  Stream a = streamOf<L>(block, in.a, same[0]), b = streamOf<L>(block, in.b, same[1]), c = b;
  if (firstOperands > 2) c = streamOf<L>(block, in.c, same[2]);
  Stream d = streamOf<L>(block, in.d, same[3]), e = d;
  if (others > 1) e = streamOf<L>(block, in.e, same[4]);
  double *to = at(block, in.to);
  constexpr int vectors = vectorsAtOnce<L>;
  const int32_t count = lanesOf<L>(block);
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

/** A product's sign: −(a·b) is a·(−b) and c − x is c + (−x), to the bit. Products of the pivot are counted first. */
HILLOCK_LANES MASK signOf(const Instruction &in, int product) {
  return MASK{} + (int64_t)((uint64_t)(in.subtracted >> product & 1) << 63);
}

HILLOCK_LANES DOUBLES turned(DOUBLES x, MASK sign) { return fromBits<L>(bitsOf<L>(x) ^ sign); }

/** The `k`th vector from where the stream is. */
HILLOCK_LANES DOUBLES peek(const Stream &stream, int k) { return load<L>(stream.next + k * stream.step); }

/** What a system is divided by: a number and so many products. */
template <class L, int products> struct PivotStreams {
  Stream first, factors[2 * products + 1];
  MASK signs[products + 1];

  HILLOCK_INLINE_MEMBER void begin(const Instruction &in, const Block &block, double (&same)[2 * products + 1][L::width]) {
    first = streamOf<L>(block, in.a, same[2 * products]);
#pragma GCC unroll 6
    for (int k = 0; k < 2 * products; k++) {
      if (k % 2 == 1 && (in.alone >> k / 2 & 1) != 0) {
        store<L>(same[k], splat<L>(1.0));
        factors[k] = {same[k], 0};
      } else factors[k] = streamOf<L>(block, in.pivot[k], same[k]);
    }
#pragma GCC unroll 3
    for (int product = 0; product < products; product++) signs[product] = signOf<L>(in, product);
  }
  HILLOCK_INLINE_MEMBER DOUBLES at(int k) const {
    DOUBLES p = peek<L>(first, k);
#pragma GCC unroll 3
    for (int product = 0; product < products; product++) p = p + peek<L>(factors[2 * product], k) * turned<L>(peek<L>(factors[2 * product + 1], k), signs[product]);
    return p;
  }
  HILLOCK_INLINE_MEMBER void advance(int vectors) {
    first.next += vectors * first.step;
#pragma GCC unroll 6
    for (int k = 0; k < 2 * products; k++) factors[k].next += vectors * factors[k].step;
  }
};

/** Divisions are so slow that the rest comes for nothing. Operands d and e are no scalars. */
template <class L, int products, bool further> void runElimination(const Instruction &in, const Block &block) {
  double same[2][L::width], sameInPivot[2 * products + 1][L::width];
  PivotStreams<L, products> pivot;
  pivot.begin(in, block, sameInPivot);
  Stream above = streamOf<L>(block, in.b, same[0]), factor = streamOf<L>(block, in.c, same[1]);
  const MASK sign = signOf<L>(in, products);
  const double *const other = further ? at(block, in.d) : nullptr, *const base = further ? at(block, in.e) : nullptr;
  double *const to = at(block, in.to), *const second = at(block, in.second), *const third = further ? at(block, in.third) : nullptr;
  constexpr int vectors = vectorsAtOnce<L>;
  const int64_t count = lanesOf<L>(block);
  for (int64_t lane = 0; lane < count; lane += vectors * L::width) {
#pragma GCC unroll 2
    for (int k = 0; k < vectors; k++) {
      const int64_t here = lane + k * L::width;
      const DOUBLES t = peek<L>(above, k) / pivot.at(k), u = t * peek<L>(factor, k);
      // Later results may lie where earlier ones do, and are then those that count.
      store<L>(to + here, t);
      store<L>(second + here, u);
      if constexpr (further) store<L>(third + here, load<L>(base + here) + u * turned<L>(load<L>(other + here), sign));
    }
    pivot.advance(vectors);
    above.next += vectors * above.step;
    factor.next += vectors * factor.step;
  }
}

/** The same for what follows the last division of a system. Of each step's operands only the second may be a scalar. */
template <class L, int products, int steps> void runSubstitution(const Instruction &in, const Block &block) {
  double same[steps][L::width], sameInPivot[2 * products + 1][L::width];
  PivotStreams<L, products> pivot;
  pivot.begin(in, block, sameInPivot);
  const Place *const places[9] = {&in.c, &in.d, &in.e, &in.f, &in.g, in.more, in.more + 1, in.more + 2, in.more + 3};
  const double *const above = at(block, in.b), *factors[steps], *bases[steps];
  Stream others[steps];
  MASK signs[steps];
  double *const results[4] = {at(block, in.to), at(block, in.second), at(block, in.third), at(block, in.fourth)};
#pragma GCC unroll 3
  for (int step = 0; step < steps; step++) {
    factors[step] = at(block, *places[3 * step]);
    others[step] = streamOf<L>(block, *places[3 * step + 1], same[step]);
    bases[step] = at(block, *places[3 * step + 2]);
    signs[step] = signOf<L>(in, products + step);
  }
  constexpr int vectors = vectorsAtOnce<L>;
  const int64_t count = lanesOf<L>(block);
  for (int64_t lane = 0; lane < count; lane += vectors * L::width) {
#pragma GCC unroll 2
    for (int k = 0; k < vectors; k++) {
      const int64_t here = lane + k * L::width;
      DOUBLES t = load<L>(above + here) / pivot.at(k);
      store<L>(results[0] + here, t);
#pragma GCC unroll 3
      for (int step = 0; step < steps; step++) {
        t = (load<L>(bases[step] + here) + t * turned<L>(peek<L>(others[step], k), signs[step])) * load<L>(factors[step] + here);
        store<L>(results[step + 1] + here, t);
      }
    }
    pivot.advance(vectors);
#pragma GCC unroll 3
    for (int step = 0; step < steps; step++) others[step].next += vectors * others[step].step;
  }
}

template <class L, int products> void provideProducts(hillock::LaneKernels &kernels) {
  kernels.elimination[products][0] = runElimination<L, products, false>;
  kernels.elimination[products][1] = runElimination<L, products, true>;
  kernels.substitution[products][0] = runSubstitution<L, products, 1>;
  kernels.substitution[products][1] = runSubstitution<L, products, 2>;
  kernels.substitution[products][2] = runSubstitution<L, products, 3>;
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
  const int32_t count = lanesOf<L>(block);
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

/** In the order of kernels.h. */
template <class L> void providePairs(hillock::LaneKernels &kernels) {
  providePairsOf<L, DoAdd, 2>(kernels.pair[0]);
  providePairsOf<L, DoSub, 2>(kernels.pair[1]);
  providePairsOf<L, DoMul, 2>(kernels.pair[2]);
  providePairsOf<L, DoDiv, 2>(kernels.pair[3]);
  providePairsOf<L, DoMulAdd, 3>(kernels.pair[4]);
  providePairsOf<L, DoMulSub, 3>(kernels.pair[5]);
  providePairsOf<L, DoSubMul, 3>(kernels.pair[6]);
  provideProducts<L, 0>(kernels);
  provideProducts<L, 1>(kernels);
  provideProducts<L, 2>(kernels);
  provideProducts<L, 3>(kernels);
  kernels.differences[0] = runDifferences<L, false>;
  kernels.differences[1] = runDifferences<L, true>;
}

} // namespace
