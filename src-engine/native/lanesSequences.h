// Kernels of fused sequences: what the operations do one after the other, in one loop over the block; included by lanes.h.
//
// Each is a struct that makes n vectors of results at once (exponentials in laneMath), from a lane on.
#pragma once

namespace {

/** Vectors whose exponentials are computed side by side. */
constexpr int vectorsSideBySide = 4;

template <class L, class Sequence> void runSequence(const Instruction &in, const Block &block) {
  enum { w = L::width, n = vectorsSideBySide };
  const Sequence sequence(in, block);
  double *to = at(block, in.to);
  const int32_t count = lanesOf<L>(block);
  int32_t lane = 0;
  if constexpr (!L::single) {
    for (; lane + n * w <= count; lane += n * w) {
      DOUBLES results[n];
      sequence.compute(lane, results);
      EACH_VECTOR store<L>(to + lane + k * w, results[k]);
    }
  }
  for (; lane < count; lane += w) {
    DOUBLES result[1];
    sequence.compute(lane, result);
    store<L>(to + lane, result[0]);
  }
}

/** What all of them have: where the first operand lies. */
template <class L> struct OfLanes {
  const double *a;
  OfLanes(const Instruction &in, const Block &block) : a(at(block, in.a)) {}
  static HILLOCK_INLINE_MEMBER DOUBLES all(const Block &block, const Place &place) { return splat<L>(*at(block, place)); }
};

template <class L> struct ExpOf : OfLanes<L> {
  using OfLanes<L>::OfLanes;
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    EACH_VECTOR x[k] = load<L>(this->a + lane + k * L::width);
    exponentials<L>(x);
  }
};

/** e^(a·b), b scalar. */
template <class L> struct ExpOfProduct : OfLanes<L> {
  const DOUBLES factor;
  ExpOfProduct(const Instruction &in, const Block &block) : OfLanes<L>(in, block), factor(this->all(block, in.b)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    EACH_VECTOR x[k] = load<L>(this->a + lane + k * L::width) * factor;
    exponentials<L>(x);
  }
};

/** c·e^(a·b), b and c scalar. */
template <class L> struct ScaledExpOfProduct : ExpOfProduct<L> {
  const DOUBLES scale;
  ScaledExpOfProduct(const Instruction &in, const Block &block) : ExpOfProduct<L>(in, block), scale(this->all(block, in.c)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    ExpOfProduct<L>::compute(lane, x);
    EACH_VECTOR x[k] = x[k] * scale;
  }
};

/** t/d + e, or d/t + e where `under`, t = c·e^(a·b); b, c and e scalar. */
template <class L, bool under> struct RatioWithExp : ScaledExpOfProduct<L> {
  const double *d;
  const DOUBLES term;
  RatioWithExp(const Instruction &in, const Block &block) : ScaledExpOfProduct<L>(in, block), d(at(block, in.d)), term(this->all(block, in.e)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    ScaledExpOfProduct<L>::compute(lane, x);
    EACH_VECTOR {
      const DOUBLES other = load<L>(d + lane + k * L::width);
      x[k] = (under ? other / x[k] : x[k] / other) + term;
    }
  }
};

/** e^(a/b), a scalar where `scalarAbove`. */
template <class L, bool scalarAbove> struct ExpOfQuotient : OfLanes<L> {
  const double *b;
  const DOUBLES above;
  ExpOfQuotient(const Instruction &in, const Block &block) : OfLanes<L>(in, block), b(at(block, in.b)), above(this->all(block, in.a)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    EACH_VECTOR x[k] = (scalarAbove ? above : load<L>(this->a + lane + k * L::width)) / load<L>(b + lane + k * L::width);
    exponentials<L>(x);
  }
};

/** d/(e^a ± c), or of e^(a·b) where `product`; d scalar where `scalarAbove`; b, c scalar. */
template <class L, bool product, bool minus, bool scalarAbove> struct QuotientByExp : OfLanes<L> {
  const double *d;
  const DOUBLES factor, term, above;
  QuotientByExp(const Instruction &in, const Block &block)
    : OfLanes<L>(in, block), d(at(block, in.d)), factor(product ? this->all(block, in.b) : DOUBLES{}), term(this->all(block, in.c)), above(this->all(block, in.d)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    EACH_VECTOR {
      x[k] = load<L>(this->a + lane + k * L::width);
      if (product) x[k] = x[k] * factor;
    }
    exponentials<L>(x);
    EACH_VECTOR x[k] = (scalarAbove ? above : load<L>(d + lane + k * L::width)) / (minus ? x[k] - term : x[k] + term);
  }
};

/** a/(e^(a·b) − c), times more[0] where `scaled`; where |a·b| < d, which is rare, f − a·e, times g where `raised`. All but a are scalars. */
template <class L, bool scaled, bool raised> struct GuardedQuotient : OfLanes<L> {
  const DOUBLES factor, term, bound, slope, start, height, scale;
  GuardedQuotient(const Instruction &in, const Block &block)
    : OfLanes<L>(in, block), factor(this->all(block, in.b)), term(this->all(block, in.c)), bound(this->all(block, in.d)), slope(this->all(block, in.e)), start(this->all(block, in.f)),
      height(raised ? this->all(block, in.g) : DOUBLES{}), scale(scaled ? this->all(block, in.more[0]) : DOUBLES{}) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    MASK near[n];
    EACH_VECTOR {
      x[k] = load<L>(this->a + lane + k * L::width) * factor;
      near[k] = absolute<L>(x[k]) < bound;
    }
    exponentials<L>(x);
    EACH_VECTOR {
      const DOUBLES here = load<L>(this->a + lane + k * L::width);
      x[k] = here / (x[k] - term);
      if (scaled) x[k] = x[k] * scale;
      if (!any<L>(near[k])) continue;
      const DOUBLES line = start - here * slope;
      x[k] = select<L>(near[k], raised ? line * height : line, x[k]);
    }
  }
};

/** The same for a power that is known already: with x = d ± e and p = x·f, x or p by a·b − c, as fusion.h has it. All but a and d are scalars. */
template <class L> struct GuardedRatio : OfLanes<L> {
  const double *d;
  const DOUBLES factor, term, shift, rate, bound, slope, start, height, scale;
  const bool minus, ofProduct, scaled, raised;
  GuardedRatio(const Instruction &in, const Block &block)
    : OfLanes<L>(in, block), d(at(block, in.d)), factor(this->all(block, in.b)), term(this->all(block, in.c)), shift(this->all(block, in.e)), rate(this->all(block, in.f)), bound(this->all(block, in.g)),
      slope(this->all(block, in.more[0])), start(this->all(block, in.more[1])), height((in.alone & hillock::ratioRaised) != 0 ? this->all(block, in.more[2]) : DOUBLES{}), scale((in.alone & hillock::ratioScaled) != 0 ? this->all(block, in.more[3]) : DOUBLES{}),
      minus(in.subtracted != 0), ofProduct((in.alone & hillock::ratioOfProduct) != 0), scaled((in.alone & hillock::ratioScaled) != 0), raised((in.alone & hillock::ratioRaised) != 0) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&y)[n]) const {
    EACH_VECTOR {
      const DOUBLES v = load<L>(d + lane + k * L::width), x = minus ? v - shift : v + shift, p = x * rate;
      y[k] = (ofProduct ? p : x) / (load<L>(this->a + lane + k * L::width) * factor - term);
      if (scaled) y[k] = y[k] * scale;
      const MASK near = absolute<L>(p) < bound;
      if (!any<L>(near)) continue;
      const DOUBLES line = start - x * slope;
      y[k] = select<L>(near, raised ? line * height : line, y[k]);
    }
  }
};

/** q + e^(d·e)·(c − q), q = a/b; e scalar. */
template <class L> struct Relax : OfLanes<L> {
  const double *b, *c, *d;
  const DOUBLES factor;
  Relax(const Instruction &in, const Block &block) : OfLanes<L>(in, block), b(at(block, in.b)), c(at(block, in.c)), d(at(block, in.d)), factor(this->all(block, in.e)) {}
  template <int n> HILLOCK_INLINE_MEMBER void compute(int32_t lane, DOUBLES (&x)[n]) const {
    EACH_VECTOR x[k] = load<L>(d + lane + k * L::width) * factor;
    exponentials<L>(x);
    EACH_VECTOR {
      const int32_t here = lane + k * L::width;
      const DOUBLES target = load<L>(this->a + here) / load<L>(b + here), away = load<L>(c + here) - target;
      x[k] = x[k] * away + target;
    }
  }
};

/** a², (a²)², and with `three` the square of that, all kept. */
template <class L, bool three> void runSquares(const Instruction &in, const Block &block) {
  const double *const a = at(block, in.a);
  double *const first = at(block, in.to), *const second = at(block, in.second), *const third = three ? at(block, in.third) : nullptr;
  const int32_t count = lanesOf<L>(block);
  for (int32_t lane = 0; lane < count; lane += L::width) {
    const DOUBLES x = load<L>(a + lane), square = x * x, fourth = square * square;
    // Later results may lie where earlier ones do, and are then those that count.
    store<L>(first + lane, square);
    store<L>(second + lane, fourth);
    if constexpr (three) store<L>(third + lane, fourth * fourth);
  }
}

/** c ≠ 0 ? a + (a − b) : a; c scalar. */
template <class L> void runExtrapolation(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *b = at(block, in.b);
  double *to = at(block, in.to);
  const int32_t count = lanesOf<L>(block);
  if (*at(block, in.c) != 0) {
    for (int32_t lane = 0; lane < count; lane += w) {
      const DOUBLES x = load<L>(a + lane);
      store<L>(to + lane, x + (x - load<L>(b + lane)));
    }
  } else {
    for (int32_t lane = 0; lane < count; lane += w) store<L>(to + lane, load<L>(a + lane));
  }
}

template <class L> void provideSequences(hillock::LaneKernels &kernels) {
  kernels.operations[hillock::op_exp][0] = runSequence<L, ExpOf<L>>;
  kernels.expOfProduct = runSequence<L, ExpOfProduct<L>>;
  kernels.scaledExpOfProduct = runSequence<L, ScaledExpOfProduct<L>>;
  kernels.ratioWithExp[0] = runSequence<L, RatioWithExp<L, false>>;
  kernels.ratioWithExp[1] = runSequence<L, RatioWithExp<L, true>>;
  kernels.extrapolation = runExtrapolation<L>;
  kernels.expOfQuotient[0] = runSequence<L, ExpOfQuotient<L, false>>;
  kernels.expOfQuotient[1] = runSequence<L, ExpOfQuotient<L, true>>;
  kernels.quotientByExp[0][0][0] = runSequence<L, QuotientByExp<L, false, false, false>>;
  kernels.quotientByExp[0][0][1] = runSequence<L, QuotientByExp<L, false, false, true>>;
  kernels.quotientByExp[0][1][0] = runSequence<L, QuotientByExp<L, false, true, false>>;
  kernels.quotientByExp[0][1][1] = runSequence<L, QuotientByExp<L, false, true, true>>;
  kernels.quotientByExp[1][0][0] = runSequence<L, QuotientByExp<L, true, false, false>>;
  kernels.quotientByExp[1][0][1] = runSequence<L, QuotientByExp<L, true, false, true>>;
  kernels.quotientByExp[1][1][0] = runSequence<L, QuotientByExp<L, true, true, false>>;
  kernels.quotientByExp[1][1][1] = runSequence<L, QuotientByExp<L, true, true, true>>;
  kernels.guardedQuotient[0][0] = runSequence<L, GuardedQuotient<L, false, false>>;
  kernels.guardedQuotient[0][1] = runSequence<L, GuardedQuotient<L, false, true>>;
  kernels.guardedQuotient[1][0] = runSequence<L, GuardedQuotient<L, true, false>>;
  kernels.guardedQuotient[1][1] = runSequence<L, GuardedQuotient<L, true, true>>;
  kernels.squares[0] = runSquares<L, false>;
  kernels.squares[1] = runSquares<L, true>;
  kernels.guardedRatio = runSequence<L, GuardedRatio<L>>;
  kernels.relax = runSequence<L, Relax<L>>;
}

} // namespace
