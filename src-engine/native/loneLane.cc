#include "loneLane.h"
#include "operations.generated.h"
#include <math.h>
#include <utility>

namespace hillock {
namespace {

constexpr size_t deepestLoop = 32; // as verified
constexpr size_t lineBytes = 64;

/** An operand may be what the step before has computed, which then need not come from memory. */
enum Form : int32_t { fromMemory, firstIsNew, lastIsNew, forms };

/** In the place of operations. */
enum : int32_t { lone_call = operationCount, lone_group, lone_congruence, lone_words, lone_end, loneLabels };

bool canSwap(int32_t opcode) { return opcode == op_add || opcode == op_mul || opcode == op_mulAdd || opcode == op_mulSub || opcode == op_subMul; }

/** The operation that a node is, and how many operands of it are numbers at places. */
int32_t kindOf(int32_t opcode) {
  switch (opcode) {
  case op_gather:
  case op_store:
  case op_assignAt: return op_copy;
  case loneGroup: return lone_group;
  case laneCongruence: return lone_congruence;
  case laneWordRun: return lone_words;
  default: return opcode;
  }
}
int32_t operandsOf(int32_t kind) { return kind == lone_congruence ? 1 : kind >= operationCount ? 0 : operationTable[kind].operands; }

} // namespace

/** Where steps are done: by kind, by form, and whether the result is stored. */
struct LoneLane::Labels {
  const void *at[loneLabels][forms][2] = {};
};

LoneLane::LoneLane(std::vector<LaneStep> &&steps, std::vector<WordRun> &wordRuns, UniformsSet &uniforms, const std::vector<double *> &bases, const LaneKernels &kernels)
  : all(std::move(steps)), wordRuns(wordRuns), uniforms(uniforms), bases(bases) {
  LonePlan plan = planLoneLane(all, bases, kernels);
  row.assign((size_t)plan.slots + lineBytes / sizeof(double), 0.0);
  double *const first = (double *)(((uintptr_t)row.data() + lineBytes - 1) & ~(uintptr_t)(lineBytes - 1));
  this->bases[laneRegisters] = first;
  for (LonePlace &place : plan.places)
    if (!place.at) place.at = first + place.slot;
  encode(plan);
}

void LoneLane::encode(LonePlan &plan) {
  Labels labels;
  execute(nullptr, &labels);
  std::vector<LoneNode> &nodes = plan.nodes;
  std::vector<int32_t> reads(plan.places.size(), 0);
  size_t operands = 0;
  for (const LoneGroup &group : plan.groups) {
    operands += group.from.size();
    for (const int32_t place : group.from) reads[(size_t)place]++;
  }
  collected.reserve(operands);
  for (const LoneNode &node : nodes)
    for (const int32_t place : {node.a, node.b, node.c})
      if (place >= 0 && node.opcode != loneGroup) reads[(size_t)place]++;
  const auto at = [&](int32_t place) -> double * { return place < 0 ? bases[laneRegisters] : plan.places[(size_t)place].at; };
  steps.reserve(nodes.size() + 1);
  int32_t known = -1;                 // the place whose number was computed last
  const void *unstored = nullptr;     // where the step before is done if nobody else wants its number
  for (size_t k = 0; k < nodes.size(); k++) {
    LoneNode node = nodes[k];
    const LaneStep &of = all[(size_t)node.step];
    int32_t kind = kindOf(node.opcode), form = fromMemory;
    if (plan.entered[k]) known = -1;
    const int32_t count = operandsOf(kind);
    if (known >= 0 && count > 0) {
      if (canSwap(kind) && node.a != known && node.b == known) std::swap(node.a, node.b);
      const int32_t last = count > 2 ? node.c : count > 1 ? node.b : -1;
      form = node.a == known ? firstIsNew : last == known ? lastIsNew : fromMemory;
    }
    Step step = {nullptr, at(node.to), {at(node.a)}, {at(node.b)}, {at(node.c)}, &of};
    if (kind == lone_group) {
      const LoneGroup &group = plan.groups[(size_t)node.a];
      step.a.from = collected.data() + collected.size();
      for (const int32_t place : group.from) collected.push_back(at(place));
      step.b.scattered = group.run;
    }
    if (kind == op_skipUnless || kind == op_leaveUnless) step.c.jump = (std::ptrdiff_t)plan.firstNode[(size_t)node.step + 1 + (size_t)of.jump] - (std::ptrdiff_t)k - 1;
    if (kind == op_again) step.c.jump = (std::ptrdiff_t)plan.firstNode[(size_t)node.step - (size_t)of.jump] - (std::ptrdiff_t)k - 1;
    if (!labels.at[kind][fromMemory][1]) kind = lone_call;
    if (!labels.at[kind][form][1]) form = fromMemory;
    if (form != fromMemory && unstored && reads[(size_t)known] == 1) steps.back().go = unstored;
    step.go = labels.at[kind][form][1];
    const bool computes = node.to >= 0 && kind != lone_group && kind != op_storeElement;
    known = computes ? node.to : -1;
    unstored = computes && plan.isTemporary[(size_t)node.to] ? labels.at[kind][form][0] : nullptr;
    steps.push_back(step);
  }
  steps.push_back({labels.at[lone_end][fromMemory][1], nullptr, {nullptr}, {nullptr}, {nullptr}, nullptr});
}

// A step knows where it is done; to go there is all that there is between one and the next.
#define NEXT goto *(++in)->go
#define A (*in->a.at)
#define B (*in->b.at)
#define C (*in->c.at)
#define STEP(name) at_##name:
#define FORM(name, form, result)                                                                                                                                                                       \
  STEP(name##_##form##_only) last = (result);                                                                                                                                                          \
  NEXT;                                                                                                                                                                                                \
  STEP(name##_##form) *in->to = last = (result);                                                                                                                                                       \
  NEXT;
#define UNARY(name, result)                                                                                                                                                                            \
  FORM(name, fromMemory, result(A))                                                                                                                                                                    \
  FORM(name, firstIsNew, result(last))
#define BINARY(name, result)                                                                                                                                                                           \
  FORM(name, fromMemory, result(A, B))                                                                                                                                                                 \
  FORM(name, firstIsNew, result(last, B))                                                                                                                                                              \
  FORM(name, lastIsNew, result(A, last))
#define TERNARY(name, result)                                                                                                                                                                          \
  FORM(name, fromMemory, result(A, B, C))                                                                                                                                                              \
  FORM(name, firstIsNew, result(last, B, C))                                                                                                                                                           \
  FORM(name, lastIsNew, result(A, B, last))
#define KNOWN_FORM(name, form) labels->at[name][form][0] = &&at_##name##_##form##_only, labels->at[name][form][1] = &&at_##name##_##form
#define KNOWN_UNARY(name) KNOWN_FORM(name, fromMemory), KNOWN_FORM(name, firstIsNew)
#define KNOWN(name) KNOWN_UNARY(name), KNOWN_FORM(name, lastIsNew)
#define KNOWN_STEP(name) labels->at[name][fromMemory][1] = &&at_##name

// Each rounds once, as in laneMath.
#define COPY(a) (a)
#define ADD(a, b) (a) + (b)
#define SUB(a, b) (a) - (b)
#define MUL(a, b) (a) * (b)
#define DIV(a, b) (a) / (b)
#define MUL_ADD(a, b, c) (a) * (b) + (c)
#define MUL_SUB(a, b, c) (a) * (b) - (c)
#define SUB_MUL(a, b, c) (c) - (a) * (b)
#define MIN(a, b) (a) < (b) ? (a) : (b)
#define MAX(a, b) (a) > (b) ? (a) : (b)
#define NEG(a) -(a)
#define ABS(a) fabs(a)
#define SQRT(a) sqrt(a)
#define LT(a, b) (a) < (b) ? 1.0 : 0.0
#define LE(a, b) (a) <= (b) ? 1.0 : 0.0
#define EQ(a, b) (a) == (b) ? 1.0 : 0.0
#define NE(a, b) (a) != (b) ? 1.0 : 0.0
#define AND(a, b) (((a) != 0) & ((b) != 0)) ? 1.0 : 0.0
#define OR(a, b) (((a) != 0) | ((b) != 0)) ? 1.0 : 0.0
#define NOT(a) (a) == 0 ? 1.0 : 0.0
#define SELECT(a, b, c) (a) != 0 ? (b) : (c)
#define CONGRUENCE(a) (double)(int64_t)((wordOf(a) * (uint64_t)in->of->length + (uint64_t)in->of->stride) & 0xffffffffULL)

/** With `labels` it says where steps are done. */
#if defined(__GNUC__) && !defined(__clang__)
// Labels outlive the call; and one common jump for all steps would be slower.
#pragma GCC diagnostic ignored "-Wdangling-pointer"
__attribute__((optimize("no-gcse", "no-crossjumping")))
#endif
void LoneLane::execute(CallOutcome *outcome, Labels *labels) {
  if (labels) {
    KNOWN_UNARY(op_copy), KNOWN_UNARY(op_neg), KNOWN_UNARY(op_abs), KNOWN_UNARY(op_sqrt), KNOWN_UNARY(op_not), KNOWN_UNARY(lone_congruence), KNOWN_UNARY(lone_call);
    KNOWN(op_add), KNOWN(op_sub), KNOWN(op_mul), KNOWN(op_div), KNOWN(op_mulAdd), KNOWN(op_mulSub), KNOWN(op_subMul), KNOWN(op_select), KNOWN(op_addAt);
    KNOWN(op_lt), KNOWN(op_le), KNOWN(op_eq), KNOWN(op_ne), KNOWN(op_and), KNOWN(op_or), KNOWN(op_min), KNOWN(op_max);
    KNOWN_STEP(op_element), KNOWN_STEP(op_storeElement), KNOWN_STEP(op_setUniform), KNOWN_STEP(op_fault), KNOWN_STEP(op_emit);
    KNOWN_STEP(op_skipUnless), KNOWN_STEP(op_loop), KNOWN_STEP(op_leaveUnless), KNOWN_STEP(op_again), KNOWN_STEP(lone_group), KNOWN_STEP(lone_words), KNOWN_STEP(lone_end);
    return;
  }
  const Step *in = steps.data();
  double last = 0;
  int64_t rounds[deepestLoop];
  const auto fault = [&](int32_t code) {
    if (outcome->fault >= 0) return;
    outcome->fault = code;
    outcome->faultLane = 0;
  };
  const auto element = [&](const Step &step, const double *first) -> const double * {
    const double index = *step.b.at;
    if (index > -1.0 && index < (double)step.of->length) return first + (int64_t)index * step.of->stride;
    fault(step.of->code);
    return nullptr;
  };
  goto *in->go;
  UNARY(op_copy, COPY)
  UNARY(op_neg, NEG)
  UNARY(op_abs, ABS)
  UNARY(op_sqrt, SQRT)
  UNARY(op_not, NOT)
  UNARY(lone_congruence, CONGRUENCE)
  BINARY(op_add, ADD)
  BINARY(op_sub, SUB)
  BINARY(op_mul, MUL)
  BINARY(op_div, DIV)
  BINARY(op_min, MIN)
  BINARY(op_max, MAX)
  BINARY(op_lt, LT)
  BINARY(op_le, LE)
  BINARY(op_eq, EQ)
  BINARY(op_ne, NE)
  BINARY(op_and, AND)
  BINARY(op_or, OR)
  TERNARY(op_mulAdd, MUL_ADD)
  TERNARY(op_mulSub, MUL_SUB)
  TERNARY(op_subMul, SUB_MUL)
  TERNARY(op_select, SELECT)
  FORM(lone_call, fromMemory, in->of->single(A, B, C))
  FORM(lone_call, firstIsNew, in->of->single(last, B, C))
  FORM(op_addAt, fromMemory, *in->to + A)
  FORM(op_addAt, firstIsNew, *in->to + last)
  FORM(op_addAt, lastIsNew, *in->to + last)
  STEP(lone_group) in->b.scattered(in->a.from, in->to);
  NEXT;
  STEP(lone_words) wordRuns[(size_t)in->of->code].run(bases.data());
  NEXT;
  STEP(op_element) {
    const double *const from = C != 0 ? element(*in, in->a.at) : nullptr;
    *in->to = last = from ? *from : 0.0;
  }
  NEXT;
  STEP(op_storeElement) if (C != 0) {
    if (const double *const to = element(*in, in->to)) *const_cast<double *>(to) = A;
  }
  NEXT;
  STEP(op_setUniform) uniforms.values[(size_t)in->of->code] = A;
  uniforms.isSet[(size_t)in->of->code] = 1;
  NEXT;
  STEP(op_fault) if (A != 0) fault(in->of->code);
  NEXT;
  STEP(op_emit) if (C != 0) outcome->emissions.push_back({(EmissionKind)in->of->code, 0, A, B});
  NEXT;
  STEP(op_skipUnless) if (!(A != 0)) in += in->c.jump;
  NEXT;
  STEP(op_loop) rounds[in->of->depth] = in->of->length;
  NEXT;
  STEP(op_leaveUnless) if (A != 0) {
    if (rounds[in->of->depth]-- > 0) NEXT;
    fault(in->of->code);
  }
  in += in->c.jump;
  NEXT;
  STEP(op_again) in += in->c.jump;
  NEXT;
  STEP(lone_end);
}

} // namespace hillock
