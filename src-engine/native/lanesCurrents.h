// Kernels of what a current gives to its node (currents.h): each adds to columns of which only the live lanes are its own;
// included by lanes.h.
#pragma once

namespace {

/** Adds to the live lanes of a vector. */
template <class L> HILLOCK_INLINE void addLive(double *to, DOUBLES x, int32_t live) {
  if (live >= L::width) store<L>(to, load<L>(to) + x);
  else
    for (int32_t lane = 0; lane < live; lane++) to[lane] = to[lane] + x[lane];
}

/** i = (v − e)·g; to the ion's current, i; to rhs, g·e·area; to the diagonal, g·area. */
template <class L, bool ofIon> void runCurrent(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *const v = at(block, in.a), *const e = at(block, in.b), *const g = at(block, in.c), *const area = at(block, in.d);
  double *const to = at(block, in.to), *const ion = ofIon ? at(block, in.second) : nullptr, *const rhs = at(block, in.third), *const diagonal = at(block, in.fourth);
  for (int32_t lane = 0; lane < lanesOf<L>(block); lane += w) {
    const DOUBLES reversal = load<L>(e + lane), conductance = load<L>(g + lane), factor = load<L>(area + lane);
    const DOUBLES i = (load<L>(v + lane) - reversal) * conductance;
    const int32_t live = block.live - lane;
    store<L>(to + lane, i);
    if (ofIon) addLive<L>(ion + lane, i, live);
    addLive<L>(rhs + lane, conductance * reversal * factor, live);
    addLive<L>(diagonal + lane, conductance * factor, live);
  }
}

/** Adds (a − b)·c, or a·c. */
template <class L, bool difference> void runAddProduct(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *const a = at(block, in.a), *const b = difference ? at(block, in.b) : a, *const c = at(block, in.c);
  double *const to = at(block, in.to);
  for (int32_t lane = 0; lane < lanesOf<L>(block); lane += w) {
    const DOUBLES x = load<L>(a + lane);
    addLive<L>(to + lane, (difference ? x - load<L>(b + lane) : x) * load<L>(c + lane), block.live - lane);
  }
}

} // namespace
