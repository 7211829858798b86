// Kernels of fused sequences: what the operations do one after the other, in one loop over the block; included by lanes.h.
#pragma once

namespace {

template <class L> void runExpOfProduct(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  const DOUBLES factor = splat<L>(*at(block, in.b));
  for (int32_t lane = 0; lane < block.padded; lane += w) store<L>(to + lane, exponential<L>(load<L>(a + lane) * factor));
}

template <class L> void runScaledExpOfProduct(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a);
  double *to = at(block, in.to);
  const DOUBLES factor = splat<L>(*at(block, in.b)), scale = splat<L>(*at(block, in.c));
  for (int32_t lane = 0; lane < block.padded; lane += w) store<L>(to + lane, exponential<L>(load<L>(a + lane) * factor) * scale);
}

template <class L, bool under> void runRatioWithExp(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *d = at(block, in.d);
  double *to = at(block, in.to);
  const DOUBLES factor = splat<L>(*at(block, in.b)), scale = splat<L>(*at(block, in.c)), term = splat<L>(*at(block, in.e));
  for (int32_t lane = 0; lane < block.padded; lane += w) {
    const DOUBLES t = exponential<L>(load<L>(a + lane) * factor) * scale, other = load<L>(d + lane);
    store<L>(to + lane, (under ? other / t : t / other) + term);
  }
}

template <class L> void runExtrapolation(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *b = at(block, in.b);
  double *to = at(block, in.to);
  if (*at(block, in.c) != 0) {
    for (int32_t lane = 0; lane < block.padded; lane += w) {
      const DOUBLES x = load<L>(a + lane);
      store<L>(to + lane, x + (x - load<L>(b + lane)));
    }
  } else {
    for (int32_t lane = 0; lane < block.padded; lane += w) store<L>(to + lane, load<L>(a + lane));
  }
}

template <class L, bool scalarAbove> void runExpOfQuotient(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *b = at(block, in.b);
  double *to = at(block, in.to);
  const DOUBLES above = splat<L>(*a);
  for (int32_t lane = 0; lane < block.padded; lane += w)
    store<L>(to + lane, exponential<L>((scalarAbove ? above : load<L>(a + lane)) / load<L>(b + lane)));
}

template <class L, bool product, bool minus, bool scalarAbove> void runQuotientByExp(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *d = at(block, in.d);
  double *to = at(block, in.to);
  const DOUBLES factor = product ? splat<L>(*at(block, in.b)) : DOUBLES{}, term = splat<L>(*at(block, in.c)), above = splat<L>(*d);
  for (int32_t lane = 0; lane < block.padded; lane += w) {
    const DOUBLES x = load<L>(a + lane), power = exponential<L>(product ? x * factor : x);
    store<L>(to + lane, (scalarAbove ? above : load<L>(d + lane)) / (minus ? power - term : power + term));
  }
}

template <class L> void runRelax(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *a = at(block, in.a), *b = at(block, in.b), *c = at(block, in.c), *d = at(block, in.d);
  double *to = at(block, in.to);
  const DOUBLES factor = splat<L>(*at(block, in.e));
  for (int32_t lane = 0; lane < block.padded; lane += w) {
    const DOUBLES target = load<L>(a + lane) / load<L>(b + lane), away = load<L>(c + lane) - target;
    store<L>(to + lane, exponential<L>(load<L>(d + lane) * factor) * away + target);
  }
}

} // namespace
