// Kernels that take an index computed at run time; included by lanes.h.
#pragma once

namespace {

/** Tells of the first live lane of a vector whose index is out of range. */
template <class L> void noteOutOfRange(const Instruction &in, const Block &block, int32_t lane, MASK wrong) {
  for (int k = 0; k < L::width && lane + k < block.live; k++) {
    if (!wrong[k]) continue;
    block.fault->note(block.start + lane + k, in.code);
    return;
  }
}

/**
 * to := a at index b where c is not 0; out of range it is 0, as where c is 0. `own`: each lane has an array of its own,
 * whose elements are `in.stride` apart; else one array is for all.
 */
template <class L, bool own, bool masked> void runElement(const Instruction &in, const Block &block) {
  enum { w = L::width };
  const double *from = at(block, in.a), *index = at(block, in.b), *when = at(block, in.c);
  double *to = at(block, in.to);
  const int64_t stride = in.stride;
  const double length = (double)in.length;
  for (int32_t lane = 0; lane < lanesOf<L>(block); lane += w) {
    const DOUBLES x = load<L>(index + lane);
    const MASK inside = (x > -1.0) & (x < length);
    const MASK live = masked ? load<L>(when + lane) != 0.0 : ~MASK{};
    const MASK wanted = live & inside, wrong = live & ~inside;
    if (any<L>(wrong)) noteOutOfRange<L>(in, block, lane, wrong);
    const DOUBLES position = select<L>(wanted, x, DOUBLES{});
    DOUBLES found = {};
    for (int k = 0; k < w; k++)
      if (wanted[k]) found[k] = own ? from[(int64_t)position[k] * stride + lane + k] : from[(int64_t)position[k]];
    store<L>(to + lane, found);
  }
}

/** `to` at index b := a where c is not 0, in the order of lanes. */
template <class L, bool own> void runStoreElement(const Instruction &in, const Block &block) {
  const double *value = at(block, in.a), *index = at(block, in.b), *when = at(block, in.c);
  double *to = at(block, in.to);
  for (int32_t lane = 0; lane < block.live; lane++) {
    if (!(when[lane] != 0)) continue;
    if (index[lane] > -1.0 && index[lane] < (double)in.length) {
      const int64_t position = (int64_t)index[lane];
      to[own ? position * in.stride + lane : position] = value[lane];
    } else block.fault->note(block.start + lane, in.code);
  }
}

} // namespace
