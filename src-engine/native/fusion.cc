#include "fusion.h"
#include "operations.generated.h"

namespace hillock {
namespace {

/** A window of operations, with the questions that matching asks. */
class Window {
public:
  Window(const Program &program, const Forwarding &forwarding, size_t first)
    : program(program), forwarding(forwarding), first(first), left(program.body.size() / wordsPerOperation - first) {}

  bool is(size_t at, int32_t opcode) const { return at < left && words(at)[0] == opcode; }
  int32_t to(size_t at) const { return words(at)[1]; }
  int32_t operand(size_t at, int k) const { return words(at)[2 + k]; }
  bool scalar(size_t at, int k) const { return operandOf(operand(at, k)).kind == OperandKind::scalar; }
  /** Whether the operand is the register that an earlier operation of the window wrote. */
  bool reads(size_t at, int k, size_t written) const {
    const Operand o = operandOf(operand(at, k));
    return o.kind == OperandKind::inRegister && o.index == to(written);
  }
  /** Whether the operand means the same now as at the window's start: no operation before has written it. */
  bool fresh(size_t at, int k) const {
    for (size_t before = 0; before < at; before++)
      if (reads(at, k, before)) return false;
    return true;
  }
  /** Whether no skip or loop leads into it, and nothing after it reads what it wrote before its last operation. */
  bool closed(size_t length) const { return unentered(length) && unread(length - 1, length); }
  bool unentered(size_t length) const {
    for (size_t at = 1; at < length; at++)
      if (forwarding.skipLeadsTo(first + at)) return false;
    return true;
  }
  /** Whether nothing after the window reads what its first operations wrote; all of them lie before `operations`. */
  bool unread(size_t operations, size_t length) const {
    for (size_t at = 0; at < operations; at++) {
      bool replaced = false;
      for (size_t later = operations; later < length; later++) replaced = replaced || to(later) == to(at);
      if (!replaced && forwarding.readAfter(first + length - 1, to(at))) return false;
    }
    return true;
  }

private:
  const Program &program;
  const Forwarding &forwarding;
  const size_t first, left;

  const int32_t *words(size_t at) const { return &program.body[(first + at) * wordsPerOperation]; }
};

/** mul x s; exp: which operand of the product is the scalar, or −1. */
int scalarOfProduct(const Window &w, size_t at) {
  if (!w.is(at, op_mul) || w.scalar(at, 0) == w.scalar(at, 1)) return -1;
  return w.scalar(at, 1) ? 1 : 0;
}

/** [mul]; exp; add or sub of a scalar; div by the sum: a sigmoid, or x/(e^x − 1). */
FusedSequence quotientByExp(const Window &w, const LaneKernels &kernels) {
  const int product = scalarOfProduct(w, 0);
  const size_t exp = product >= 0 ? 1 : 0, sum = exp + 1, quotient = exp + 2;
  if (!w.is(exp, op_exp) || (exp == 1 && !w.reads(exp, 0, 0)) || w.scalar(exp, 0)) return {};
  const bool minus = w.is(sum, op_sub);
  if (!minus && !w.is(sum, op_add)) return {};
  const int term = w.reads(sum, 0, exp) ? 1 : 0;
  if ((minus && term == 0) || !w.reads(sum, 1 - term, exp) || !w.scalar(sum, term)) return {};
  if (!w.is(quotient, op_div) || !w.reads(quotient, 1, sum) || !w.fresh(quotient, 0) || !w.closed(quotient + 1)) return {};
  const bool scalarAbove = w.scalar(quotient, 0);
  const Kernel run = kernels.quotientByExp[product >= 0][minus][scalarAbove];
  const int32_t argument = product >= 0 ? w.operand(0, 1 - product) : w.operand(exp, 0), factor = product >= 0 ? w.operand(0, product) : 0;
  return {quotient + 1, run, {argument, factor, w.operand(sum, term), w.operand(quotient, 0), 0}, 1};
}

/** mul; exp; mul; div of or by it; add of a scalar: how concentrations and v meet in rates. */
FusedSequence ratioWithExp(const Window &w, const LaneKernels &kernels) {
  const int factor = scalarOfProduct(w, 0), scale = scalarOfProduct(w, 2);
  if (factor < 0 || scale < 0 || !w.is(1, op_exp) || !w.reads(1, 0, 0) || !w.reads(2, 1 - scale, 1) || !w.is(3, op_div) || !w.is(4, op_add)) return {};
  const int under = w.reads(3, 1, 2) ? 1 : 0, term = w.reads(4, 0, 3) ? 1 : 0;
  if (!w.reads(3, under, 2) || !w.fresh(3, 1 - under) || w.scalar(3, 1 - under)) return {};
  if (!w.reads(4, 1 - term, 3) || !w.scalar(4, term) || !w.closed(5)) return {};
  return {5, kernels.ratioWithExp[under], {w.operand(0, 1 - factor), w.operand(0, factor), w.operand(2, scale), w.operand(3, 1 - under), w.operand(4, term)}, 1};
}

/** div; sub; mul by a scalar; exp; mulAdd: a state on its way to α/(α + β). */
FusedSequence relax(const Window &w, const LaneKernels &kernels) {
  if (!w.is(0, op_div) || w.scalar(0, 0) || w.scalar(0, 1)) return {};
  if (!w.is(1, op_sub) || !w.reads(1, 1, 0) || !w.fresh(1, 0) || w.scalar(1, 0)) return {};
  const int factor = scalarOfProduct(w, 2);
  if (factor < 0 || !w.fresh(2, 1 - factor) || !w.is(3, op_exp) || !w.reads(3, 0, 2)) return {};
  if (!w.is(4, op_mulAdd) || !w.reads(4, 0, 3) || !w.reads(4, 1, 1) || !w.reads(4, 2, 0)) return {};
  // The three parts must still be three registers when they meet.
  if (w.to(0) == w.to(1) || w.to(0) == w.to(2) || w.to(1) == w.to(2) || w.to(3) == w.to(0) || w.to(3) == w.to(1) || !w.closed(5)) return {};
  return {5, kernels.relax, {w.operand(0, 0), w.operand(0, 1), w.operand(1, 0), w.operand(2, 1 - factor), w.operand(2, factor)}, 1};
}

/** [pivot]; div by it; mul by the quotient; [mulAdd or subMul with the product]. */
FusedSequence elimination(const Window &w, const LaneKernels &kernels) {
  if (!kernels.elimination[0][0]) return {};
  constexpr int32_t known[] = {op_div, op_add, op_sub, op_mulAdd, op_subMul};
  size_t pivot = 0;
  while (pivot < pivots && !w.is(0, known[pivot])) pivot++;
  if (pivot == pivots) return {};
  const size_t div = pivot == 0 ? 0 : 1, mul = div + 1, last = div + 2;
  if (!w.is(div, op_div) || (pivot > 0 && (!w.reads(div, 1, 0) || !w.fresh(div, 0)))) return {};
  const int factor = w.is(mul, op_mul) && w.reads(mul, 0, div) ? 1 : 0;
  if (!w.is(mul, op_mul) || !w.reads(mul, 1 - factor, div) || !w.fresh(mul, factor)) return {};
  const int32_t a = pivot == 0 ? w.operand(0, 1) : w.operand(0, 0), b = pivot == 0 ? a : w.operand(0, 1);
  const int32_t above = w.operand(div, 0), g = pivot > 2 ? w.operand(0, 2) : a;
  FusedSequence found = {mul + 1, kernels.elimination[pivot][0], {a, b, above, w.operand(mul, factor), a, a, g}, 2};
  const bool adds = w.is(last, op_mulAdd);
  if (adds || w.is(last, op_subMul)) {
    const int other = w.reads(last, 0, mul) ? 1 : 0;
    if (w.reads(last, 1 - other, mul) && w.fresh(last, other) && w.fresh(last, 2) && w.unentered(last + 1) && w.unread(div, last + 1)) {
      found.length = last + 1;
      found.run = kernels.elimination[pivot][adds ? 1 : 2];
      found.operands[4] = w.operand(last, other);
      found.operands[5] = w.operand(last, 2);
      found.results = 3;
      return found;
    }
  }
  return w.unentered(found.length) && w.unread(div, found.length) ? found : FusedSequence{};
}

/** Four subs, each from what the one before leaves; [mulAdd to what is left]. */
FusedSequence differences(const Window &w, const LaneKernels &kernels) {
  if (!kernels.differences[0] || !w.is(0, op_sub)) return {};
  for (size_t at = 1; at < 4; at++)
    if (!w.is(at, op_sub) || !w.reads(at, 0, at - 1) || !w.fresh(at, 1)) return {};
  FusedSequence found = {4, kernels.differences[0], {w.operand(0, 0), w.operand(0, 1), w.operand(1, 1), w.operand(2, 1), w.operand(3, 1)}, 1};
  if (w.is(4, op_mulAdd) && w.reads(4, 2, 3) && w.fresh(4, 0) && w.fresh(4, 1) && w.closed(5)) {
    found.length = 5;
    found.run = kernels.differences[1];
    found.operands[5] = w.operand(4, 0);
    found.operands[6] = w.operand(4, 1);
    return found;
  }
  return w.closed(4) ? found : FusedSequence{};
}

/** sub; add; select by a scalar: as far again as a state has come. */
bool extrapolates(const Window &w, size_t at) {
  if (!w.is(at, op_sub) || !w.is(at + 1, op_add) || !w.is(at + 2, op_select) || w.scalar(at, 0) || w.scalar(at, 1) || !w.scalar(at + 2, 0)) return false;
  const int other = w.reads(at + 1, 0, at) ? 1 : 0;
  const int32_t state = w.operand(at, 0);
  return w.reads(at + 1, 1 - other, at) && w.operand(at + 1, other) == state && w.reads(at + 2, 1, at + 1) && w.operand(at + 2, 2) == state &&
         // the state is still itself
         !w.reads(at, 0, at) && !w.reads(at, 0, at + 1);
}

FusedSequence extrapolation(const Window &w, const LaneKernels &kernels) {
  if (!extrapolates(w, 0) || !w.closed(3)) return {};
  return {3, kernels.extrapolation, {w.operand(0, 0), w.operand(0, 1), w.operand(2, 0)}, 1};
}

/** mulAdd or subMul; mul by it; an extrapolation of the product. */
FusedSequence solved(const Window &w, const LaneKernels &kernels) {
  const bool adds = w.is(0, op_mulAdd);
  if (!kernels.solved[0] || (!adds && !w.is(0, op_subMul)) || !w.is(1, op_mul)) return {};
  const int factor = w.reads(1, 0, 0) ? 1 : 0;
  if (!w.reads(1, 1 - factor, 0) || !w.fresh(1, factor) || !extrapolates(w, 2) || !w.reads(2, 0, 1) || !w.fresh(2, 1) || !w.closed(5)) return {};
  return {5, kernels.solved[adds ? 0 : 1], {w.operand(0, 0), w.operand(0, 1), w.operand(0, 2), w.operand(1, factor), w.operand(2, 1), 0, w.operand(4, 0)}, 1};
}

/** The operations that can be the first or the second of a pair; −1 for others. */
int pairable(const Window &w, size_t at) {
  const int32_t known[] = {op_add, op_sub, op_mul, op_div, op_mulAdd, op_mulSub, op_subMul};
  static_assert(sizeof known / sizeof *known == pairFirsts, "kernels.h counts them");
  for (int k = 0; k < pairFirsts; k++)
    if (w.is(at, known[k])) return k;
  return -1;
}

/** Two operations of arithmetic, of which the first is only for the second. */
FusedSequence pairOf(const Window &w, const LaneKernels &kernels) {
  const int first = pairable(w, 0), second = pairable(w, 1);
  if (first < 0 || second < 0 || !w.closed(2)) return {};
  // For each second operation and place of the first's result in it: the form, and the other operands in order.
  const struct {
    PairForm form;
    int d, e;
  } forms[pairFirsts][3] = {
    {{PairForm::sum, 1, 1}, {PairForm::sum, 0, 0}, {}},
    {{PairForm::minus, 1, 1}, {PairForm::from, 0, 0}, {}},
    {{PairForm::product, 1, 1}, {PairForm::product, 0, 0}, {}},
    {{PairForm::over, 1, 1}, {PairForm::under, 0, 0}, {}},
    {{PairForm::productPlus, 1, 2}, {PairForm::productPlus, 0, 2}, {PairForm::plusProduct, 0, 1}},
    {{PairForm::productMinus, 1, 2}, {PairForm::productMinus, 0, 2}, {PairForm::fromProduct, 0, 1}},
    {{PairForm::minusFrom, 1, 2}, {PairForm::minusFrom, 0, 2}, {PairForm::minusProduct, 0, 1}},
  };
  const int operands = second < 4 ? 2 : 3;
  int place = -1;
  for (int k = 0; k < operands; k++) {
    if (!w.reads(1, k, 0)) continue;
    if (place >= 0) return {};
    place = k;
  }
  if (place < 0) return {};
  const auto &form = forms[second][place];
  const Kernel run = kernels.pair[first][(int)form.form];
  if (!run) return {};
  return {2, run, {w.operand(0, 0), w.operand(0, 1), first < 4 ? w.operand(0, 1) : w.operand(0, 2), w.operand(1, form.d), w.operand(1, form.e)}, 1};
}

FusedSequence expOf(const Window &w, const LaneKernels &kernels) {
  if (!w.is(1, op_exp) || !w.reads(1, 0, 0)) return {};
  const int factor = scalarOfProduct(w, 0);
  const int scale = scalarOfProduct(w, 2);
  if (factor >= 0 && scale >= 0 && w.reads(2, 1 - scale, 1) && w.closed(3))
    return {3, kernels.scaledExpOfProduct, {w.operand(0, 1 - factor), w.operand(0, factor), w.operand(2, scale), 0, 0}, 1};
  if (!w.closed(2)) return {};
  if (factor >= 0) return {2, kernels.expOfProduct, {w.operand(0, 1 - factor), w.operand(0, factor), 0, 0, 0}, 1};
  if (w.is(0, op_div) && !w.scalar(0, 1)) return {2, kernels.expOfQuotient[w.scalar(0, 0)], {w.operand(0, 0), w.operand(0, 1), 0, 0, 0}, 1};
  return {};
}

} // namespace

FusedSequence fusedSequenceAt(const Program &program, const Forwarding &forwarding, const LaneKernels &kernels, size_t position) {
  const Window window(program, forwarding, position);
  for (const auto match : {quotientByExp, relax, ratioWithExp, expOf, elimination, differences, solved, extrapolation, pairOf}) {
    const FusedSequence found = match(window, kernels);
    if (found.length > 0) return found;
  }
  return {};
}

} // namespace hillock
