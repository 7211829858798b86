// Functions of numbers that lie anywhere, side by side in one vector; included by lanes.h.
#pragma once

namespace {

/** Operands come number by number, as they were stored; results are stored as one vector. */
template <class L, class Op> void runScattered(const double *const *from, double *to) {
  DOUBLES x;
  if constexpr (is<decltype(x), Double2>) x = Double2{*from[0], *from[1]};
  else if constexpr (is<decltype(x), Double4>) x = Double4{*from[0], *from[1], *from[2], *from[3]};
  else x = Double8{*from[0], *from[1], *from[2], *from[3], *from[4], *from[5], *from[6], *from[7]};
  store<L>(to, Op::template apply<L>(x, x, x));
}

template <class L> void provideScattered(hillock::LaneKernels &kernels) {
  kernels.scattered[hillock::op_exp] = runScattered<L, DoExp>;
  kernels.scattered[hillock::op_log] = runScattered<L, DoLog>;
}

} // namespace
