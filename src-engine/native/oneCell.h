// Elimination and substitution of one cell, position after position: for the lanes_*.cc files, and for threads that share a
// cell. Internal linkage and no standard-library template, as vectors.h explains.
#pragma once
#include "kernels.h"

namespace {

/** From `to` − 1 down to `from`. */
inline void eliminateOne(const hillock::PackView &pack, int32_t from, int32_t to) {
  double *__restrict const d = pack.diagonal, *__restrict const rhs = pack.rhs;
  const int32_t *__restrict const order = pack.order, *__restrict const parent = pack.parent;
  const double *__restrict const axial = pack.axial;
  for (int32_t k = to - 1; k >= from; k--) {
    const int32_t r = order[k], above = parent[k];
    const double g = axial[k], q = 1.0 / d[r];
    d[above] -= g * g * q;
    rhs[above] += g * q * rhs[r];
    d[r] = q;
  }
}

/** The solution goes straight into v, or, where v is still needed, into rhs first. */
template <bool twice> inline void substituteOne(const hillock::PackView &pack, int32_t from, int32_t to) {
  double *const v = pack.v, *const x = twice ? pack.rhs : v;
  for (int32_t k = from; k < to; k++) {
    const int32_t r = pack.order[k];
    const double q = pack.diagonal[r], value = pack.rhs[r] * q + pack.axial[k] * q * x[pack.parent[k]];
    if (twice) v[r] = 2.0 * value - v[r];
    x[r] = value;
  }
}

} // namespace
