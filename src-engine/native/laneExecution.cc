// The steps of a program for single lanes, done one after the other.
#include "oneLane.h"
#include "wordRun.h"

namespace hillock {
namespace {

/** Philox4x32-10 (nmodl/lowering/random/philox.ts): counter and key to four words. */
void philox(double first, const double *stream, uint32_t *words) {
  uint64_t c[4] = {wordOf(first), wordOf(stream[0]), wordOf(stream[1]), wordOf(stream[2])}, key[2] = {wordOf(stream[3]), 0};
  for (int round = 0; round < 10; round++) {
    const uint64_t one = 0xd2511f53ULL * c[0], other = 0xcd9e8d57ULL * c[2];
    c[0] = (other >> 32) ^ c[1] ^ key[0];
    c[1] = other & 0xffffffffULL;
    c[2] = (one >> 32) ^ c[3] ^ key[1];
    c[3] = one & 0xffffffffULL;
    key[0] = (key[0] + 0x9e3779b9ULL) & 0xffffffffULL;
    key[1] = (key[1] + 0xbb67ae85ULL) & 0xffffffffULL;
  }
  for (int k = 0; k < 4; k++) words[k] = (uint32_t)c[k];
}

/** The word of a stream that has this number; the four of which it was one are kept. */
template <class Block> inline __attribute__((always_inline)) double wordAt(Block &block, double number, const double *stream) {
  const double kept = number - block.first;
  const bool same = block.stream[0] == stream[0] && block.stream[1] == stream[1] && block.stream[2] == stream[2] && block.stream[3] == stream[3];
  // Words have whole numbers; what comes of others is seen anew.
  if (same && kept >= 0 && kept < 4 && kept == (double)(int32_t)kept) return block.words[(int32_t)kept];
  const double counter = floor(number * 0.25), within = number - 4 * counter;
  for (int k = 0; k < 4; k++) block.stream[k] = stream[k];
  philox(counter, stream, block.words);
  block.first = 4 * counter;
  return block.words[within == 0 ? 0 : within == 1 ? 1 : within == 2 ? 2 : 3];
}

} // namespace

// A step knows where it is done; to go there is all that there is between one and the next.
#define NEXT goto *(++in)->go
#define STEP(name) at_##name:
#define COMPUTE(name, result)                                                                                                                                                                          \
  STEP(name) at[in->to] = (result);                                                                                                                                                                    \
  NEXT;
// The same with x, which may be read in its own column, and y, which may.
#define COMPUTE_DIRECTLY(name, result)                                                                                                                                                                 \
  STEP(name) x = A, y = B, at[in->to] = (result);                                                                                                                                                      \
  NEXT;                                                                                                                                                                                                \
  STEP(name##_first) x = own[in->base], y = B, at[in->to] = (result);                                                                                                                                  \
  NEXT;                                                                                                                                                                                                \
  STEP(name##_second) x = A, y = own[in->base], at[in->to] = (result);                                                                                                                                 \
  NEXT;
#define DEMAND_DIRECTLY(name, truth)                                                                                                                                                                   \
  STEP(name) if (x = A, y = B, !(truth)) return in->code;                                                                                                                                              \
  NEXT;                                                                                                                                                                                                \
  STEP(name##_first) if (x = own[in->base], y = B, !(truth)) return in->code;                                                                                                                          \
  NEXT;                                                                                                                                                                                                \
  STEP(name##_second) if (x = A, y = own[in->base], !(truth)) return in->code;                                                                                                                         \
  NEXT;
#define DEMAND(name, truth)                                                                                                                                                                            \
  STEP(name) if (!(truth)) return in->code;                                                                                                                                                            \
  NEXT;
#define A at[in->a]
#define B at[in->b]
#define C at[in->c]

/** Without an outcome it says where steps are done. */
#if defined(__GNUC__) && !defined(__clang__)
// Labels outlive the call; and one common jump for all steps would be slower.
#pragma GCC diagnostic ignored "-Wdangling-pointer"
__attribute__((optimize("no-gcse", "no-crossjumping")))
#endif
int32_t OneLane::execute(int32_t lane, int32_t weightRow, double *arena, CallOutcome *outcome, const void **labels) {
  if (labels) {
#define KNOWN(name) labels[name] = &&at_##name
#define KNOWN_DIRECTLY(name) KNOWN(name), labels[name + firstDirect * laneSteps] = &&at_##name##_first, labels[name + secondDirect * laneSteps] = &&at_##name##_second
    KNOWN_DIRECTLY(op_add), KNOWN_DIRECTLY(op_sub), KNOWN_DIRECTLY(op_mul), KNOWN_DIRECTLY(op_div);
    KNOWN_DIRECTLY(op_lt), KNOWN_DIRECTLY(op_le), KNOWN_DIRECTLY(op_eq), KNOWN_DIRECTLY(op_ne);
    KNOWN_DIRECTLY(lane_isEqual), KNOWN_DIRECTLY(lane_isOther), KNOWN_DIRECTLY(lane_isLess), KNOWN_DIRECTLY(lane_isNotLess), KNOWN_DIRECTLY(lane_isAtMost), KNOWN_DIRECTLY(lane_isNotAtMost);
    KNOWN(op_mulAdd), KNOWN(op_mulSub), KNOWN(op_subMul), KNOWN(op_floor), KNOWN(op_and), KNOWN(op_or), KNOWN(op_not), KNOWN(op_select);
    KNOWN(op_element), KNOWN(op_storeElement), KNOWN(op_setUniform), KNOWN(op_fault), KNOWN(op_emit), KNOWN(op_skipUnless);
    KNOWN(lane_load), KNOWN(lane_keep), KNOWN(lane_move), KNOWN(lane_draw), KNOWN(lane_holds), KNOWN(lane_fails);
    KNOWN(lane_loadOwn), KNOWN(lane_loadWeight), KNOWN(lane_loadUniform), KNOWN(lane_keepOwn), KNOWN(lane_keepWeight), KNOWN(lane_call), KNOWN(lane_emitAlways), KNOWN(lane_end);
    labels[lane_draw + streamDirect * laneSteps] = &&at_drawDirectly;
#undef KNOWN_DIRECTLY
#undef KNOWN
    return -1;
  }
  double *const at = row.data(), *const own = arena + lane, *const weights = arena + weightRow;
  const Step *in = steps.data();
  double x, y;
  const auto fault = [&](int32_t code) {
    if (outcome->fault >= 0) return;
    outcome->fault = code;
    outcome->faultLane = lane;
  };
  const auto element = [&](const Step &step) -> double * {
    const Elements &of = elements[(size_t)step.code];
    const double index = at[step.b];
    if (index > -1.0 && index < (double)of.column.length) return (of.own ? own : arena) + of.index + (int64_t)index * of.column.stride;
    fault(of.column.fault);
    return nullptr;
  };
  goto *in->go;
  // Each rounds once, as in laneMath.
  COMPUTE_DIRECTLY(op_add, x + y)
  COMPUTE_DIRECTLY(op_sub, x - y)
  COMPUTE_DIRECTLY(op_mul, x * y)
  COMPUTE_DIRECTLY(op_div, x / y)
  COMPUTE_DIRECTLY(op_lt, x < y ? 1.0 : 0.0)
  COMPUTE_DIRECTLY(op_le, x <= y ? 1.0 : 0.0)
  COMPUTE_DIRECTLY(op_eq, x == y ? 1.0 : 0.0)
  COMPUTE_DIRECTLY(op_ne, x == y ? 0.0 : 1.0)
  COMPUTE(op_mulAdd, A * B + C)
  COMPUTE(op_mulSub, A * B - C)
  COMPUTE(op_subMul, C - A * B)
  COMPUTE(op_floor, floor(A))
  COMPUTE(op_and, A != 0 && B != 0 ? 1.0 : 0.0)
  COMPUTE(op_or, A != 0 || B != 0 ? 1.0 : 0.0)
  COMPUTE(op_not, A == 0 ? 1.0 : 0.0)
  COMPUTE(op_select, A != 0 ? B : C)
  COMPUTE(lane_loadOwn, own[in->code])
  COMPUTE(lane_loadWeight, weights[in->code])
  COMPUTE(lane_loadUniform, arena[in->code])
  COMPUTE(lane_load, bases[(size_t)in->base][in->code])
  COMPUTE(lane_move, A)
  COMPUTE(lane_call, singles[(size_t)in->code](A, B, C))
  DEMAND(lane_holds, A != 0)
  DEMAND(lane_fails, A == 0)
  DEMAND_DIRECTLY(lane_isEqual, x == y)
  DEMAND_DIRECTLY(lane_isOther, x != y)
  DEMAND_DIRECTLY(lane_isLess, x < y)
  DEMAND_DIRECTLY(lane_isNotLess, !(x < y))
  DEMAND_DIRECTLY(lane_isAtMost, x <= y)
  DEMAND_DIRECTLY(lane_isNotAtMost, !(x <= y))
  STEP(lane_keepOwn) own[in->code] = A;
  NEXT;
  STEP(lane_keepWeight) weights[in->code] = A;
  NEXT;
  STEP(lane_keep) bases[(size_t)in->base][in->code] = A;
  NEXT;
  STEP(lane_draw) {
    Draw &of = draws[(size_t)in->code];
    const double stream[] = {at[of.stream[0]], at[of.stream[1]], at[of.stream[2]], at[of.stream[3]]};
    at[in->to] = wordAt(of.blocks[(size_t)lane], A, stream);
  }
  NEXT;
  STEP(drawDirectly) {
    Draw &of = draws[(size_t)in->code];
    const double stream[] = {own[of.stream[0]], own[of.stream[1]], own[of.stream[2]], arena[of.stream[3]]};
    at[in->to] = wordAt(of.blocks[(size_t)lane], A, stream);
  }
  NEXT;
  STEP(op_element) {
    const double *const from = C != 0 ? element(*in) : nullptr;
    at[in->to] = from ? *from : 0.0;
  }
  NEXT;
  STEP(op_storeElement) if (C != 0) {
    if (double *const to = element(*in)) *to = A;
  }
  NEXT;
  STEP(op_setUniform) set.emplace_back(in->code, A);
  NEXT;
  STEP(op_fault) if (A != 0) fault(in->code);
  NEXT;
  STEP(op_emit) if (C != 0) outcome->emissions.push_back({(EmissionKind)in->code, lane, A, B});
  NEXT;
  STEP(lane_emitAlways) outcome->emissions.push_back({(EmissionKind)in->code, lane, A, B});
  NEXT;
  STEP(op_skipUnless) if (!(A != 0)) in += in->code;
  NEXT;
  STEP(lane_end) return -1;
}

} // namespace hillock
