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
    return o.kind == OperandKind::inRegister && o.index == to(written) && !is(written, op_store);
  }
  /** Whether the operand means the same now as at the window's start: no operation before has written it. */
  bool fresh(size_t at, int k) const {
    const Operand o = operandOf(operand(at, k));
    for (size_t before = 0; before < at; before++) {
      if (reads(at, k, before)) return false;
      if (o.kind == OperandKind::column && is(before, op_store) && forwarding.columns().meet(o.index, to(before))) return false;
    }
    return true;
  }
  /** The position behind an operation, and behind the store which it does itself. */
  size_t next(size_t at) const { return at + (forwarding.writtenInPlace(first + at) ? 2 : 1); }
  /** Whether no skip or loop leads into it, and nothing after it reads what it wrote before its last operation. */
  bool closed(size_t length) const { return unentered(length) && unread(length - 1, length); }
  bool unentered(size_t length) const {
    for (size_t at = 1; at < length; at++)
      if (forwarding.skipLeadsTo(first + at)) return false;
    return true;
  }
  /** Whether nothing after the window reads what its first operations wrote; all of them lie before `operations`. */
  bool unread(size_t operations, size_t length) const {
    for (size_t at = 0; at < operations; at++)
      if (!dropped(at, length)) return false;
    return true;
  }
  /** Whether nothing after a window of this length reads what the operation wrote. */
  bool dropped(size_t at, size_t length) const {
    for (size_t later = at + 1; later < length; later++)
      if (!is(later, op_store) && to(later) == to(at)) return true;
    return !forwarding.readAfter(first + length - 1, to(at));
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
  return {quotient + 1, run, {argument, factor, w.operand(sum, term), w.operand(quotient, 0), 0}};
}

/**
 * mul x s; exp; sub of a scalar; div of x by it; [mul by a scalar]; abs of the product; lt than a scalar; subMul x s from a
 * scalar; [mul by a scalar]; select: x/(e^(x·s) − 1), and near 0 the first terms of its series.
 */
FusedSequence guardedQuotient(const Window &w, const LaneKernels &kernels) {
  const int factor = scalarOfProduct(w, 0);
  if (factor < 0 || !w.is(1, op_exp) || !w.reads(1, 0, 0) || !w.is(2, op_sub) || !w.reads(2, 0, 1) || !w.scalar(2, 1)) return {};
  const int32_t x = w.operand(0, 1 - factor);
  if (!w.is(3, op_div) || !w.reads(3, 1, 2) || w.operand(3, 0) != x || !w.fresh(3, 0)) return {};
  const int scale = scalarOfProduct(w, 4);
  const bool scaled = scale >= 0 && w.reads(4, 1 - scale, 3);
  const size_t quotient = scaled ? 4 : 3, size = quotient + 1, near = size + 1, line = size + 2;
  const int height = scalarOfProduct(w, line + 1);
  const bool raised = height >= 0 && w.reads(line + 1, 1 - height, line);
  const size_t series = raised ? line + 1 : line, choice = series + 1;
  if (!w.is(size, op_abs) || !w.reads(size, 0, 0) || !w.is(near, op_lt) || !w.reads(near, 0, size) || !w.scalar(near, 1)) return {};
  if (!w.is(line, op_subMul) || !w.scalar(line, 2)) return {};
  const int slope = w.scalar(line, 1) ? 1 : 0;
  if (!w.scalar(line, slope) || w.operand(line, 1 - slope) != x || !w.fresh(line, 1 - slope)) return {};
  if (!w.is(choice, op_select) || !w.reads(choice, 0, near) || !w.reads(choice, 1, series) || !w.reads(choice, 2, quotient) || !w.closed(choice + 1)) return {};
  // What is read late must not have been written over.
  for (size_t at = 1; at < size; at++)
    if (w.to(at) == w.to(0)) return {};
  for (size_t at = size; at <= series; at++)
    if (w.to(at) == w.to(quotient) || (at > near && w.to(at) == w.to(near))) return {};
  return {choice + 1, kernels.guardedQuotient[scaled][raised], {x, w.operand(0, factor), w.operand(2, 1), w.operand(near, 1), w.operand(line, slope), w.operand(line, 2), raised ? w.operand(series, height) : 0, scaled ? w.operand(4, scale) : 0}};
}

/**
 * mulSub of a power, less a scalar; add or sub of a scalar: x; mul x s: p, here or behind the division; div of x or p by the
 * first; [mul by a scalar]; abs of p; lt than a scalar; subMul x s from a scalar; [mul by a scalar]; select: what
 * `guardedQuotient` is where passes/families.ts has made its exponential out of another.
 */
FusedSequence guardedRatio(const Window &w, const LaneKernels &kernels) {
  if (!w.is(0, op_mulSub) || w.scalar(0, 0) == w.scalar(0, 1) || !w.scalar(0, 2)) return {};
  const int factor = w.scalar(0, 1) ? 1 : 0;
  const bool minus = w.is(1, op_sub);
  if ((!minus && !w.is(1, op_add)) || w.scalar(1, 0) == w.scalar(1, 1) || (minus && !w.scalar(1, 1))) return {};
  const int shift = w.scalar(1, 1) ? 1 : 0;
  if (!w.fresh(1, 1 - shift)) return {};
  int form = 0;
  const auto isProduct = [&](size_t at) { const int rate = scalarOfProduct(w, at); return rate >= 0 && w.reads(at, 1 - rate, 1); };
  size_t product = isProduct(2) ? 2 : 0;
  const size_t quotient = product > 0 ? 3 : 2;
  if (!w.is(quotient, op_div) || !w.reads(quotient, 1, 0)) return {};
  if (product > 0 && w.reads(quotient, 0, product)) form |= ratioOfProduct;
  else if (!w.reads(quotient, 0, 1)) return {};
  size_t at = quotient + 1, ratio = quotient;
  const int scale = scalarOfProduct(w, at);
  if (scale >= 0 && w.reads(at, 1 - scale, quotient)) {
    form |= ratioScaled;
    ratio = at++;
  }
  if (product == 0) {
    if (!isProduct(at)) return {};
    product = at++;
  }
  const size_t size = at, near = at + 1, line = at + 2;
  if (!w.is(size, op_abs) || !w.reads(size, 0, product) || !w.is(near, op_lt) || !w.reads(near, 0, size) || !w.scalar(near, 1)) return {};
  if (!w.is(line, op_subMul) || !w.scalar(line, 2) || w.scalar(line, 0) == w.scalar(line, 1)) return {};
  const int slope = w.scalar(line, 1) ? 1 : 0;
  if (!w.reads(line, 1 - slope, 1)) return {};
  size_t series = line;
  const int height = scalarOfProduct(w, line + 1);
  if (height >= 0 && w.reads(line + 1, 1 - height, line)) {
    form |= ratioRaised;
    series = line + 1;
  }
  const size_t choice = series + 1;
  if (!w.is(choice, op_select) || !w.reads(choice, 0, near) || !w.reads(choice, 1, series) || !w.reads(choice, 2, ratio) || !w.closed(choice + 1)) return {};
  // Nothing may have been written over before its last reader: the divisor, x, p, the quotient, the condition.
  const auto kept = [&](size_t made, size_t last) {
    for (size_t between = made + 1; between < last; between++)
      if (w.to(between) == w.to(made)) return false;
    return true;
  };
  if (!kept(0, quotient) || !kept(1, line) || !kept(product, size) || !kept(ratio, choice) || !kept(near, choice)) return {};
  FusedSequence found = {choice + 1, kernels.guardedRatio, {w.operand(0, 1 - factor), w.operand(0, factor), w.operand(0, 2), w.operand(1, 1 - shift), w.operand(1, shift), 0, w.operand(near, 1), w.operand(line, slope), w.operand(line, 2)}};
  found.operands[5] = w.operand(product, w.reads(product, 0, 1) ? 1 : 0);
  if ((form & ratioRaised) != 0) found.operands[9] = w.operand(series, height);
  if ((form & ratioScaled) != 0) found.operands[10] = w.operand(ratio, scale);
  found.alone = form;
  found.subtracted = minus ? 1 : 0;
  return found;
}

/** mul; exp; mul; div of or by it; add of a scalar: how concentrations and v meet in rates. */
FusedSequence ratioWithExp(const Window &w, const LaneKernels &kernels) {
  const int factor = scalarOfProduct(w, 0), scale = scalarOfProduct(w, 2);
  if (factor < 0 || scale < 0 || !w.is(1, op_exp) || !w.reads(1, 0, 0) || !w.reads(2, 1 - scale, 1) || !w.is(3, op_div) || !w.is(4, op_add)) return {};
  const int under = w.reads(3, 1, 2) ? 1 : 0, term = w.reads(4, 0, 3) ? 1 : 0;
  if (!w.reads(3, under, 2) || !w.fresh(3, 1 - under) || w.scalar(3, 1 - under)) return {};
  if (!w.reads(4, 1 - term, 3) || !w.scalar(4, term) || !w.closed(5)) return {};
  return {5, kernels.ratioWithExp[under], {w.operand(0, 1 - factor), w.operand(0, factor), w.operand(2, scale), w.operand(3, 1 - under), w.operand(4, term)}};
}

/** Where each part of a step towards α/(α + β) stands. */
struct RelaxOrder {
  size_t div, sub, mul, exp;
};

/** In any order: div and sub from it; mul by a scalar and exp of it; then mulAdd: a state on its way to α/(α + β). */
FusedSequence relaxInOrder(const Window &w, const LaneKernels &kernels, const RelaxOrder &of) {
  if (!w.is(of.div, op_div) || w.scalar(of.div, 0) || w.scalar(of.div, 1) || !w.fresh(of.div, 0) || !w.fresh(of.div, 1)) return {};
  if (!w.is(of.sub, op_sub) || !w.reads(of.sub, 1, of.div) || !w.fresh(of.sub, 0) || w.scalar(of.sub, 0)) return {};
  const int factor = scalarOfProduct(w, of.mul);
  if (factor < 0 || !w.fresh(of.mul, 1 - factor) || !w.is(of.exp, op_exp) || !w.reads(of.exp, 0, of.mul)) return {};
  if (!w.is(4, op_mulAdd) || !w.reads(4, 2, of.div)) return {};
  const int power = w.reads(4, 0, of.exp) ? 0 : 1;
  if (!w.reads(4, power, of.exp) || !w.reads(4, 1 - power, of.sub)) return {};
  // The parts must still be registers of their own when they meet.
  for (const size_t part : {of.sub, of.mul, of.exp})
    if (w.to(part) == w.to(of.div)) return {};
  if (w.to(of.mul) == w.to(of.sub) || w.to(of.exp) == w.to(of.sub) || !w.closed(5)) return {};
  return {5, kernels.relax, {w.operand(of.div, 0), w.operand(of.div, 1), w.operand(of.sub, 0), w.operand(of.mul, 1 - factor), w.operand(of.mul, factor)}};
}

FusedSequence relax(const Window &w, const LaneKernels &kernels) {
  const FusedSequence found = relaxInOrder(w, kernels, {0, 1, 2, 3});
  return found.length > 0 ? found : relaxInOrder(w, kernels, {2, 3, 0, 1});
}

/** Puts a ± product into the sequence, as the pivot's next; whether operation `at` is one, of what the one before left. */
bool takesProduct(const Window &w, size_t at, int products, FusedSequence &found) {
  if (products == pivotProducts) return false;
  int32_t *const factors = found.operands + mostOperands - 2 * pivotProducts + 2 * products;
  int base;
  if (w.is(at, op_add) || w.is(at, op_sub)) {
    base = w.is(at, op_add) && at > 0 && w.reads(at, 1, at - 1) ? 1 : 0;
    if (!w.fresh(at, 1 - base)) return false;
    factors[0] = factors[1] = w.operand(at, 1 - base);
    found.alone |= 1 << products;
  } else if (w.is(at, op_mulAdd) || w.is(at, op_subMul)) {
    base = 2;
    if (!w.fresh(at, 0) || !w.fresh(at, 1)) return false;
    factors[0] = w.operand(at, 0);
    factors[1] = w.operand(at, 1);
  } else return false;
  if (at == 0) found.operands[0] = w.operand(0, base);
  else if (!w.reads(at, base, at - 1)) return false;
  if (w.is(at, op_sub) || w.is(at, op_subMul)) found.subtracted |= 1 << products;
  return true;
}

/** base ± t · x; then mul by it. The operands are put at c, d, e of the step. */
bool takesStep(const Window &w, size_t t, size_t at, int step, int products, FusedSequence &found) {
  const bool adds = w.is(at, op_mulAdd);
  if (!adds && !w.is(at, op_subMul)) return false;
  const int other = w.reads(at, 0, t) ? 1 : 0;
  if (!w.reads(at, 1 - other, t) || !w.fresh(at, other) || !w.fresh(at, 2) || !w.is(at + 1, op_mul)) return false;
  const int factor = w.reads(at + 1, 0, at) ? 1 : 0;
  if (!w.reads(at + 1, 1 - factor, at) || !w.fresh(at + 1, factor) || w.scalar(at, 2) || w.scalar(at + 1, factor)) return false;
  int32_t *const operands = found.operands + 2 + 3 * step;
  operands[0] = w.operand(at + 1, factor);
  operands[1] = w.operand(at, other);
  operands[2] = w.operand(at, 2);
  if (!adds) found.subtracted |= 1 << (products + step);
  return true;
}

/** Whether the sequence may end behind the last of its kept results: no skip leads into it, and all else that it writes is needed nowhere. */
bool endsThere(const Window &w, FusedSequence &found) {
  found.length = found.kept[found.results - 1] + 1;
  if (!w.unentered(found.length)) return false;
  int kept = 0;
  for (size_t at = 0; at < found.length; at++) {
    if (at == found.kept[kept]) kept++;
    else if (!w.is(at, op_store) && !w.dropped(at, found.length)) return false;
  }
  return true;
}

/** [pivot]; div by it; mul by the quotient; [mulAdd or subMul with the product]. Or, behind div, steps of substitution. */
FusedSequence elimination(const Window &w, const LaneKernels &kernels) {
  if (!kernels.elimination[0][0]) return {};
  FusedSequence found = {};
  int products = 0;
  while (takesProduct(w, (size_t)products, products, found)) products++;
  const size_t div = (size_t)products, after = w.next(div);
  if (!w.is(div, op_div) || (products > 0 && (!w.reads(div, 1, div - 1) || !w.fresh(div, 0)))) return {};
  if (products == 0) found.operands[0] = w.operand(div, 1);
  found.operands[1] = w.operand(div, 0);
  found.kept[found.results++] = div;
  if (w.is(after, op_mul)) {
    const int factor = w.reads(after, 0, div) ? 1 : 0;
    if (!w.reads(after, 1 - factor, div) || !w.fresh(after, factor)) return {};
    found.operands[2] = w.operand(after, factor);
    found.kept[found.results++] = after;
    const size_t last = w.next(after);
    const int other = w.is(last, op_mulAdd) || w.is(last, op_subMul) ? (w.reads(last, 0, after) ? 1 : 0) : -1;
    if (other >= 0 && w.reads(last, 1 - other, after) && w.fresh(last, other) && w.fresh(last, 2) && !w.scalar(last, other) && !w.scalar(last, 2)) {
      FusedSequence further = found;
      further.operands[3] = w.operand(last, other);
      further.operands[4] = w.operand(last, 2);
      if (w.is(last, op_subMul)) further.subtracted |= 1 << products;
      further.kept[further.results++] = last;
      further.run = kernels.elimination[products][1];
      if (endsThere(w, further)) return further;
    }
    found.run = kernels.elimination[products][0];
    return endsThere(w, found) ? found : FusedSequence{};
  }
  if (w.scalar(div, 0)) return {};
  size_t t = div;
  for (int step = 0; step < substitutions && takesStep(w, t, w.next(t), step, products, found); step++) {
    t = w.next(t) + 1;
    found.kept[found.results++] = t;
  }
  for (; found.results > 1; found.results--) {
    found.run = kernels.substitution[products][found.results - 2];
    if (endsThere(w, found)) return found;
  }
  return {};
}

/** mul of a register by itself; the same of what that leaves; perhaps once more. */
FusedSequence squares(const Window &w, const LaneKernels &kernels) {
  const auto isSquare = [&](size_t at) { return w.is(at, op_mul) && w.operand(at, 0) == w.operand(at, 1) && !w.scalar(at, 0); };
  if (!isSquare(0) || !isSquare(1) || !w.reads(1, 0, 0)) return {};
  const bool three = isSquare(2) && w.reads(2, 0, 1) && w.unentered(3);
  if (!three && !w.unentered(2)) return {};
  return {three ? 3u : 2u, kernels.squares[three], {w.operand(0, 0)}, three ? 3 : 2, {0, 1, 2}, 0, 0};
}

/** Four subs, each from what the one before leaves; [mulAdd to what is left]. */
FusedSequence differences(const Window &w, const LaneKernels &kernels) {
  if (!kernels.differences[0] || !w.is(0, op_sub)) return {};
  for (size_t at = 1; at < 4; at++)
    if (!w.is(at, op_sub) || !w.reads(at, 0, at - 1) || !w.fresh(at, 1)) return {};
  FusedSequence found = {4, kernels.differences[0], {w.operand(0, 0), w.operand(0, 1), w.operand(1, 1), w.operand(2, 1), w.operand(3, 1)}};
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
  return {3, kernels.extrapolation, {w.operand(0, 0), w.operand(0, 1), w.operand(2, 0)}};
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
  return {2, run, {w.operand(0, 0), w.operand(0, 1), first < 4 ? w.operand(0, 1) : w.operand(0, 2), w.operand(1, form.d), w.operand(1, form.e)}};
}

FusedSequence expOf(const Window &w, const LaneKernels &kernels) {
  if (!w.is(1, op_exp) || !w.reads(1, 0, 0)) return {};
  const int factor = scalarOfProduct(w, 0);
  const int scale = scalarOfProduct(w, 2);
  if (factor >= 0 && scale >= 0 && w.reads(2, 1 - scale, 1) && w.closed(3))
    return {3, kernels.scaledExpOfProduct, {w.operand(0, 1 - factor), w.operand(0, factor), w.operand(2, scale), 0, 0}};
  if (!w.closed(2)) return {};
  if (factor >= 0) return {2, kernels.expOfProduct, {w.operand(0, 1 - factor), w.operand(0, factor), 0, 0, 0}};
  if (w.is(0, op_div) && !w.scalar(0, 1)) return {2, kernels.expOfQuotient[w.scalar(0, 0)], {w.operand(0, 0), w.operand(0, 1), 0, 0, 0}};
  return {};
}

} // namespace

FusedSequence fusedSequenceAt(const Program &program, const Forwarding &forwarding, const LaneKernels &kernels, size_t position) {
  const Window window(program, forwarding, position);
  for (const auto match : {guardedQuotient, guardedRatio, quotientByExp, relax, ratioWithExp, expOf, elimination, differences, extrapolation, squares, pairOf}) {
    const FusedSequence found = match(window, kernels);
    if (found.length > 0) return found;
  }
  return {};
}

} // namespace hillock
