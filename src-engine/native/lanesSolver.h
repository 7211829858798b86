// Passes over nodes and the solver's arithmetic; included by lanes.h.
//
// The exact sequence, for every lane count (src-engine/cable/hinesSolve.ts is the same for one lane):
//   for k = rows − 1 … 1, with r = order[k], a = parent[k], g = axial[k]:
//     q = 1 / d[r];  d[a] := d[a] − (g·g)·q;  rhs[a] := rhs[a] + (g·q)·rhs[r];  d[r] := q
//   x[order[0]] = rhs[order[0]] · (1 / d[order[0]])
//   for k = 1 … rows − 1:  x[r] = rhs[r]·d[r] + (g·d[r])·x[a]
// Along a chain each row waits for the last: for a division, a product and a difference, then for a product and a sum.
#pragma once
#include "oneCell.h"

namespace {

template <class L>
void fillNodes(int64_t count, const double *base, const double *charge, const double *v, double *diagonal, double *rhs) {
  enum { w = L::width };
  int64_t i = 0;
  for (; i + w <= count; i += w) {
    store<L>(diagonal + i, load<L>(base + i));
    store<L>(rhs + i, load<L>(charge + i) * load<L>(v + i));
  }
  for (; i < count; i++) {
    diagonal[i] = base[i];
    rhs[i] = charge[i] * v[i];
  }
}

/** The difference of a finite number with itself is 0, any other's is NaN. Four sums, so that none waits for its own last result. */
template <class L> bool allFinite(int64_t count, const double *values) {
  enum { w = L::width, n = 4 };
  DOUBLES sums[n] = {};
  int64_t i = 0;
  for (; i + n * w <= count; i += n * w) {
    EACH_VECTOR {
      const DOUBLES x = load<L>(values + i + k * w);
      sums[k] = sums[k] + (x - x);
    }
  }
  const DOUBLES sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  double total = 0;
  for (int lane = 0; lane < w; lane++) total += sum[lane];
  for (; i < count; i++) total += values[i] - values[i];
  return total == 0;
}

/** Cells of one node: nothing to eliminate. */
template <class L> void solveSingles(const PackView &pack, bool twice) {
  enum { w = L::width };
  int64_t i = 0;
  for (; i + w <= pack.lanes; i += w) {
    const DOUBLES x = load<L>(pack.rhs + i) * (1.0 / load<L>(pack.diagonal + i));
    store<L>(pack.v + i, twice ? 2.0 * x - load<L>(pack.v + i) : x);
  }
  for (; i < pack.lanes; i++) {
    const double x = pack.rhs[i] * (1.0 / pack.diagonal[i]);
    pack.v[i] = twice ? 2.0 * x - pack.v[i] : x;
  }
}

/** Two chains at once, their running sums in registers; `to − from` is even. */
void eliminatePairs(const PackView &pack, int32_t from, int32_t to) {
  typedef Lanes2 L;
  double *const d = pack.diagonal, *const rhs = pack.rhs;
  Double2 diagonal = load<L>(d + to - 2), right = load<L>(rhs + to - 2);
  for (int32_t k = to - 2; k >= from; k -= 2) {
    const Double2 g = load<L>(pack.axial + k), q = 1.0 / diagonal;
    store<L>(d + k, q);
    store<L>(rhs + k, right);
    diagonal = load<L>(d + k - 2) - g * g * q;
    right = load<L>(rhs + k - 2) + g * q * right;
  }
  store<L>(d + from - 2, diagonal);
  store<L>(rhs + from - 2, right);
}

template <bool twice> void substitutePairs(const PackView &pack, int32_t from, int32_t to) {
  typedef Lanes2 L;
  double *const v = pack.v, *const x = twice ? pack.rhs : v;
  Double2 value = load<L>(x + from - 2);
  for (int32_t k = from; k < to; k += 2) {
    const Double2 q = load<L>(pack.diagonal + k);
    value = load<L>(pack.rhs + k) * q + load<L>(pack.axial + k) * q * value;
    if (twice) store<L>(v + k, 2.0 * value - load<L>(v + k));
    store<L>(x + k, value);
  }
}

/** One cell. The solution goes straight into v, or, where v is still needed, into rhs first. */
template <bool twice> void solveOne(const PackView &pack) {
  for (int32_t s = pack.stretchCount - 1; s >= 0; s--) {
    const hillock::SolverStretch &stretch = pack.stretches[s];
    (stretch.paired ? eliminatePairs : eliminateOne)(pack, stretch.from, stretch.to);
  }
  const int32_t root = pack.order[0];
  const double value = pack.rhs[root] * (1.0 / pack.diagonal[root]);
  if (twice) pack.v[root] = 2.0 * value - pack.v[root];
  (twice ? pack.rhs : pack.v)[root] = value;
  for (int32_t s = 0; s < pack.stretchCount; s++) {
    const hillock::SolverStretch &stretch = pack.stretches[s];
    (stretch.paired ? substitutePairs<twice> : substituteOne<twice>)(pack, stretch.from, stretch.to);
  }
}

/** Cells side by side; a few vectors at a time hide the divisions' latency and leave the rows in the nearest cache. */
template <class L> void solveMany(const PackView &pack, bool twice) {
  enum { w = L::width };
  const int64_t lanes = pack.lanes;
  const int64_t widest = 32;
  for (int64_t first = 0; first < lanes; first += widest) {
    const int64_t stretch = lanes - first < widest ? lanes - first : widest;
    double *const d = pack.diagonal + first, *const rhs = pack.rhs + first, *const v = pack.v + first;
    const double *const axial = pack.axial + first;
    for (int32_t k = pack.rows - 1; k > 0; k--) {
      const int64_t r = pack.order[k] * lanes, above = pack.parent[k] * lanes, position = k * lanes;
      for (int64_t i = 0; i < stretch; i += w) {
        const DOUBLES g = load<L>(axial + position + i), q = 1.0 / load<L>(d + r + i);
        store<L>(d + above + i, load<L>(d + above + i) - g * g * q);
        store<L>(rhs + above + i, load<L>(rhs + above + i) + g * q * load<L>(rhs + r + i));
        store<L>(d + r + i, q);
      }
    }
    const int64_t root = pack.order[0] * lanes;
    for (int64_t i = 0; i < stretch; i += w) {
      const DOUBLES x = load<L>(rhs + root + i) * (1.0 / load<L>(d + root + i));
      store<L>(v + root + i, twice ? 2.0 * x - load<L>(v + root + i) : x);
      store<L>(rhs + root + i, x);
    }
    for (int32_t k = 1; k < pack.rows; k++) {
      const int64_t r = pack.order[k] * lanes, above = pack.parent[k] * lanes, position = k * lanes;
      for (int64_t i = 0; i < stretch; i += w) {
        const DOUBLES q = load<L>(d + r + i), x = load<L>(rhs + r + i) * q + load<L>(axial + position + i) * q * load<L>(rhs + above + i);
        store<L>(v + r + i, twice ? 2.0 * x - load<L>(v + r + i) : x);
        store<L>(rhs + r + i, x);
      }
    }
  }
}

template <class L> void solvePack(const PackView &pack, bool twice) {
  if (pack.rows == 1) solveSingles<L>(pack, twice);
  else if (pack.lanes > 1) solveMany<L>(pack, twice);
  else if (twice) solveOne<true>(pack);
  else solveOne<false>(pack);
}

} // namespace
