// The benchmark's yardsticks: state updates as one loop each, written by hand, with the machine's own lanes and exp;
// included by lanes.h. The mathematics is that of resources/mechanisms: hh without TABLE, kca, na8 and nmda, at the
// parameters that stand there and 6.3 °C. Kinetic schemes take a step of backward Euler, by elimination in the order in
// which the states are listed here, with the equation of the last replaced by conservation.
#pragma once

namespace {

/** x/(e^x − 1), by its series near 0. */
HILLOCK_LANES DOUBLES ratioToExpm1(DOUBLES x) {
  return select<L>(absolute<L>(x) < 1e-6, 1.0 - x * 0.5, x / (exponential<L>(x) - 1.0));
}

HILLOCK_LANES void relax(double *state, DOUBLES alpha, DOUBLES beta, double minusDt) {
  const DOUBLES sum = alpha + beta, x = load<L>(state);
  store<L>(state, x + (1.0 - exponential<L>(minusDt * sum)) * (alpha / sum - x));
}

/** Columns v, m, h, n. */
template <class L> void fusedHh(int64_t count, double dt, double *const *columns) {
  for (int64_t i = 0; i < count; i += L::width) {
    const DOUBLES u = load<L>(columns[0] + i);
    relax<L>(columns[1] + i, ratioToExpm1<L>((u + 40.0) * -0.1), 4.0 * exponential<L>((u + 65.0) * (-1.0 / 18.0)), -dt);
    relax<L>(columns[2] + i, 0.07 * exponential<L>((u + 65.0) * -0.05), 1.0 / (exponential<L>((u + 35.0) * -0.1) + 1.0), -dt);
    relax<L>(columns[3] + i, 0.1 * ratioToExpm1<L>((u + 55.0) * -0.1), 0.125 * exponential<L>((u + 65.0) * -0.0125), -dt);
  }
}

/** Columns v, cai, o, oinf, otau. */
template <class L> void fusedKca(int64_t count, double dt, double *const *columns) {
  const double perMv = 96.48533212331002 / 8.314462618153241 / (273.15 + 6.3), first = -2 * 0.84 * perMv, second = -2 * 1.0 * perMv;
  for (int64_t i = 0; i < count; i += L::width) {
    const DOUBLES u = load<L>(columns[0] + i), calcium = load<L>(columns[1] + i), o = load<L>(columns[2] + i);
    const DOUBLES alpha = 0.28 / (1.0 + 0.48e-3 * exponential<L>(u * first) / calcium);
    const DOUBLES beta = 0.48 / (1.0 + calcium / (0.13e-6 * exponential<L>(u * second)));
    const DOUBLES sum = alpha + beta, tau = 1.0 / sum, target = alpha * tau;
    store<L>(columns[2] + i, target + exponential<L>(sum * -dt) * (o - target));
    store<L>(columns[3] + i, target);
    store<L>(columns[4] + i, tau);
  }
}

/** Which entries of a matrix are not 0, before it is eliminated and, `filledIn`, then. */
template <int size> struct Shape {
  bool has[size][size];
};

template <int size> constexpr Shape<size> filledIn(Shape<size> shape) {
  for (int k = 0; k < size; k++)
    for (int i = k + 1; i < size; i++)
      for (int j = k + 1; j < size; j++)
        if (shape.has[i][k] && shape.has[k][j]) shape.has[i][j] = true;
  return shape;
}

/** Solves a·x = x in place. All loops are unrolled, so that only what the scheme's shape has is computed. */
template <class L, class Scheme> HILLOCK_INLINE void eliminate(DOUBLES (&a)[Scheme::size][Scheme::size], DOUBLES (&x)[Scheme::size]) {
#pragma GCC unroll 8
  for (int k = 0; k < Scheme::size; k++) {
    a[k][k] = 1.0 / a[k][k];
#pragma GCC unroll 8
    for (int i = k + 1; i < Scheme::size; i++) {
      if (!Scheme::shape.has[i][k]) continue;
      const DOUBLES factor = a[i][k] * a[k][k];
#pragma GCC unroll 8
      for (int j = k + 1; j < Scheme::size; j++)
        if (Scheme::shape.has[k][j]) a[i][j] = a[i][j] - factor * a[k][j];
      x[i] = x[i] - factor * x[k];
    }
  }
#pragma GCC unroll 8
  for (int k = Scheme::size - 1; k >= 0; k--) {
#pragma GCC unroll 8
    for (int j = k + 1; j < Scheme::size; j++)
      if (Scheme::shape.has[k][j]) x[k] = x[k] - a[k][j] * x[j];
    x[k] = x[k] * a[k][k];
  }
}

/** A reaction from one state to another at a rate, times dt; the last state's equation is left to conservation. */
template <class L, int size> HILLOCK_INLINE void react(DOUBLES (&a)[size][size], int from, int to, DOUBLES rateDt) {
  if (from < size - 1) a[from][from] = a[from][from] + rateDt;
  if (to < size - 1) a[to][from] = a[to][from] - rateDt;
}

/** C0, I0, C1, I1, C2, I2, C3, I3. */
struct SchemeNa8 {
  enum { size = 8 };
  static constexpr Shape<8> shape = filledIn<8>({{{1, 1, 1}, {1, 1, 0, 1}, {1, 0, 1, 1, 1}, {0, 1, 1, 1, 0, 1}, {0, 0, 1, 0, 1, 1, 1}, {0, 0, 0, 1, 1, 1, 0, 1}, {0, 0, 0, 0, 1, 0, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1}}});
};

/** C0, C1, D, C2, O. */
struct SchemeNmda {
  enum { size = 5 };
  static constexpr Shape<5> shape = filledIn<5>({{{1, 1}, {1, 1, 0, 1}, {0, 0, 1, 1}, {0, 1, 1, 1, 1}, {1, 1, 1, 1, 1}}});
};

/** a := unity with a last row of ones; x := the states, and 1. */
template <class L, class Scheme> HILLOCK_INLINE void begin(DOUBLES (&a)[Scheme::size][Scheme::size], DOUBLES (&x)[Scheme::size], double *const *states, int64_t at) {
#pragma GCC unroll 8
  for (int k = 0; k < Scheme::size; k++) {
    const bool last = k == Scheme::size - 1;
#pragma GCC unroll 8
    for (int j = 0; j < Scheme::size; j++) a[k][j] = splat<L>(last || j == k ? 1.0 : 0.0);
    x[k] = last ? splat<L>(1.0) : load<L>(states[k] + at);
  }
}

template <class L, class Scheme> HILLOCK_INLINE void end(const DOUBLES (&x)[Scheme::size], double *const *states, int64_t at) {
#pragma GCC unroll 8
  for (int k = 0; k < Scheme::size; k++) store<L>(states[k] + at, x[k]);
}

/** Columns v, then the states. */
template <class L> void fusedNa8(int64_t count, double dt, double *const *columns) {
  for (int64_t i = 0; i < count; i += L::width) {
    const DOUBLES u = load<L>(columns[0] + i);
    const DOUBLES am = dt * ratioToExpm1<L>((u + 40.0) * -0.1), bm = 4.0 * dt * exponential<L>((u + 65.0) * (-1.0 / 18.0));
    const DOUBLES ah = 0.07 * dt * exponential<L>((u + 65.0) * -0.05), bh = dt / (exponential<L>((u + 35.0) * -0.1) + 1.0);
    DOUBLES a[8][8], x[8];
    begin<L, SchemeNa8>(a, x, columns + 1, i);
#pragma GCC unroll 2
    for (int closed = 0; closed < 2; closed++) {
      react<L>(a, closed, closed + 2, 3.0 * am);
      react<L>(a, closed + 2, closed, bm);
      react<L>(a, closed + 2, closed + 4, 2.0 * am);
      react<L>(a, closed + 4, closed + 2, 2.0 * bm);
      react<L>(a, closed + 4, closed + 6, am);
      react<L>(a, closed + 6, closed + 4, 3.0 * bm);
    }
#pragma GCC unroll 4
    for (int open = 0; open < 8; open += 2) {
      react<L>(a, open + 1, open, ah);
      react<L>(a, open, open + 1, bh);
    }
    eliminate<L, SchemeNa8>(a, x);
    end<L, SchemeNa8>(x, columns + 1, i);
  }
}

/** Columns T, then the states. */
template <class L> void fusedNmda(int64_t count, double dt, double *const *columns) {
  for (int64_t i = 0; i < count; i += L::width) {
    const DOUBLES binding = 5.0 * dt * load<L>(columns[0] + i);
    DOUBLES a[5][5], x[5];
    begin<L, SchemeNmda>(a, x, columns + 1, i);
    react<L>(a, 0, 1, binding);
    react<L>(a, 1, 0, splat<L>(0.0129 * dt));
    react<L>(a, 1, 3, binding);
    react<L>(a, 3, 1, splat<L>(0.0129 * dt));
    react<L>(a, 3, 2, splat<L>(0.0084 * dt));
    react<L>(a, 2, 3, splat<L>(0.0068 * dt));
    react<L>(a, 3, 4, splat<L>(0.0465 * dt));
    react<L>(a, 4, 3, splat<L>(0.0738 * dt));
    eliminate<L, SchemeNmda>(a, x);
    end<L, SchemeNmda>(x, columns + 1, i);
  }
}

} // namespace
