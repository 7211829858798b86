#include "laneCode.h"
#include <algorithm>
#include <tuple>

namespace hillock {
namespace {

/** Programs beyond are run as they are. */
constexpr size_t mostOperations = 4000;

class Translator {
public:
  Translator(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, LaneCode &code)
      : program(model.programs[(size_t)call.program]), group(group), call(call), kernels(kernels), known(known), guess(guess), code(code) {}

  bool translate() {
    if (program.body.size() / wordsPerOperation > mostOperations) return false;
    for (const double constant : program.constants) scalars.push_back(constantValue(constant));
    for (size_t u = 0; u < program.uniforms.size(); u++) {
      const int32_t address = call.uniforms[u];
      scalars.push_back(address == known.address ? constantValue(known.number) : addValue(LaneValue::uniform, guess ? guess->arena[address] : 0, address));
    }
    scalars.resize((size_t)program.scalars(), -1);
    const size_t firstHoisted = program.constants.size() + program.uniforms.size();
    for (size_t at = 0; at < program.prologue.size(); at += wordsPerOperation) {
      const int32_t *words = &program.prologue[at];
      int32_t operands[3] = {-1, -1, -1};
      for (int32_t k = 0; k < operationTable[words[0]].operands; k++) operands[k] = scalars[(size_t)operandOf(words[2 + k]).index];
      scalars[firstHoisted + (size_t)words[1]] = compute(code.prologue, words[0], operands[0], operands[1], operands[2]);
    }
    registers.assign((size_t)program.registers, -1);
    columns.assign(program.columns.size(), -1);
    if (!block(0, program.body.size() / wordsPerOperation)) return false;
    code.items.insert(code.items.end(), effects.begin(), effects.end());
    return true;
  }

private:
  const Program &program;
  const Group &group;
  const ProgramCall &call;
  const LaneKernels &kernels;
  const KnownUniform known;
  const LaneGuess *const guess;
  LaneCode &code;
  std::vector<int32_t> scalars, registers; // values
  std::vector<int32_t> columns;            // of each, the value that is known to lie there, or −1
  std::vector<int32_t> holding, failing;   // values that are not 0, or 0, in the block that is translated
  std::vector<LaneItem> effects;           // where choices are assumed: what comes after all tests
  std::map<std::tuple<int32_t, int32_t, int32_t, int32_t>, int32_t> made; // likewise: what has been computed
  std::map<uint64_t, int32_t> constants;
  std::map<int32_t, int32_t> equals; // values that are assumed to be constants
  int32_t labels = 0;
  size_t position = 0; // of the operation that is translated
  int blocks = 0;      // that are passed over in some lanes, around it

  int32_t addValue(LaneValue::Kind kind, double seen, int32_t slot = -1) { return code.add({kind, 0, slot, -1, -1, -1, -1, false, seen}); }
  int32_t constantValue(double number) {
    union {
      double number;
      uint64_t bits;
    } key = {number};
    const auto found = constants.find(key.bits);
    if (found != constants.end()) return found->second;
    return constants[key.bits] = code.add({LaneValue::constant, number, -1, -1, -1, -1, -1, number == 0 || number == 1, number});
  }
  const LaneValue &of(int32_t value) const { return code.values[(size_t)value]; }
  bool isConstant(int32_t value) const { return of(value).kind == LaneValue::constant; }
  /** Whether a value is among those that are known, or the opposite of one: a = b and a ≠ b are. */
  bool isAmong(const std::vector<int32_t> &same, const std::vector<int32_t> &opposite, int32_t value) const {
    if (std::find(same.begin(), same.end(), value) != same.end()) return true;
    const LaneValue &it = of(value);
    if (it.operation != op_eq && it.operation != op_ne) return false;
    const auto isOther = [&](int32_t other) {
      const LaneValue &that = of(other);
      return that.operation == (it.operation == op_eq ? op_ne : op_eq) && ((that.a == it.a && that.b == it.b) || (that.a == it.b && that.b == it.a));
    };
    return std::any_of(opposite.begin(), opposite.end(), isOther);
  }
  /** The constant that a value is, or is known to be; −1 for none. */
  int32_t constantOf(int32_t value) const {
    if (isConstant(value)) return value;
    const auto found = equals.find(value);
    return found == equals.end() ? -1 : found->second;
  }
  enum class Truth { unknown, fails, holds };
  static Truth truthIf(bool holds) { return holds ? Truth::holds : Truth::fails; }
  /** What is known of a condition, from what has been assumed of others. */
  Truth truthKnown(int32_t value, int deep = 4) const {
    if (isConstant(value)) return truthIf(of(value).number != 0);
    if (isAmong(failing, holding, value)) return Truth::fails;
    if (isAmong(holding, failing, value)) return Truth::holds;
    const LaneValue &it = of(value);
    if (deep == 0 || it.operation < op_lt || it.operation > op_not) return Truth::unknown;
    if (it.operation == op_and || it.operation == op_or) {
      const Truth decides = truthIf(it.operation == op_or), one = truthKnown(it.a, deep - 1), other = truthKnown(it.b, deep - 1);
      return one == decides || other == decides ? decides : one == other ? one : Truth::unknown;
    }
    const int32_t a = constantOf(it.a), b = it.operation == op_not ? a : constantOf(it.b);
    return a < 0 || b < 0 ? Truth::unknown : truthIf(kernels.single[it.operation](of(a).number, of(b).number, 0) != 0);
  }
  bool fails(int32_t value) const { return truthKnown(value) == Truth::fails; }
  bool holds(int32_t value) const { return truthKnown(value) == Truth::holds; }

  /** From now on the whole program may take a constant for what equals it. Zeros differ in their signs. */
  void learn(int32_t condition, bool truth) {
    const LaneValue it = of(condition);
    if (it.operation == (truth ? op_and : op_or)) {
      learn(it.a, truth);
      learn(it.b, truth);
    }
    if (it.operation != (truth ? op_eq : op_ne)) return;
    const int32_t constant = isConstant(it.a) ? it.a : it.b, value = isConstant(it.a) ? it.b : it.a;
    if (!isConstant(constant) || isConstant(value) || of(constant).number == 0) return;
    equals[value] = constant;
    for (std::vector<int32_t> *list : {&registers, &scalars, &columns}) std::replace(list->begin(), list->end(), value, constant);
  }
  void assume(int32_t value, bool truth) {
    (truth ? holding : failing).push_back(value);
    const LaneValue it = of(value);
    if (it.kind != LaneValue::computed || it.operation != (truth ? op_and : op_or)) return;
    assume(it.a, truth);
    assume(it.b, truth);
  }
  /** Assumes of a condition what was seen, and tests it. */
  void settle(int32_t condition) {
    if (!guess || blocks > 0 || guess->free[position] || holds(condition) || fails(condition)) return;
    const bool truth = of(condition).seen != 0;
    test(condition, truth);
    assume(condition, truth);
    learn(condition, truth);
  }
  void test(int32_t condition, bool truth) {
    if (truth ? holds(condition) : fails(condition)) return;
    const LaneValue it = of(condition);
    if (it.operation == (truth ? op_and : op_or)) {
      test(it.a, truth);
      test(it.b, truth);
      return;
    }
    const int32_t code_ = (int32_t)position;
    const auto compare = [&](int32_t operation) { code.items.push_back({operation, -1, it.a, it.b, -1, code_, {}}); };
    switch (it.operation) {
    case op_eq: return compare(truth ? lane_isEqual : lane_isOther);
    case op_ne: return compare(truth ? lane_isOther : lane_isEqual);
    case op_lt: return compare(truth ? lane_isLess : lane_isNotLess);
    case op_le: return compare(truth ? lane_isAtMost : lane_isNotAtMost);
    default: code.items.push_back({truth ? lane_holds : lane_fails, -1, condition, -1, -1, code_, {}});
    }
  }

  /** A value that is 1 where another is not 0. */
  int32_t truthOf(std::vector<LaneItem> &into, int32_t value) { return of(value).truth ? value : compute(into, op_ne, value, constantValue(0), -1); }

  /** What is known to come of an operation, or −1. */
  int32_t knownResult(std::vector<LaneItem> &into, int32_t operation, int32_t a, int32_t b, int32_t c) {
    if (operation == op_copy) return a;
    if (operation == op_select) {
      if (holds(a) || b == c) return b;
      if (fails(a)) return c;
    }
    if (operation == op_and) {
      if (fails(a) || fails(b)) return constantValue(0);
      if (holds(a)) return holds(b) ? constantValue(1) : truthOf(into, b);
      if (holds(b)) return truthOf(into, a);
    }
    if (operation == op_or) {
      if (holds(a) || holds(b)) return constantValue(1);
      if (fails(a)) return truthOf(into, b);
      if (fails(b)) return truthOf(into, a);
    }
    const int32_t operands = operationTable[operation].operands;
    const int32_t given[] = {a, b, c};
    for (int32_t k = 0; k < operands; k++)
      if (!isConstant(given[k])) return -1;
    return constantValue(kernels.single[operation](of(a).number, operands > 1 ? of(b).number : 0, operands > 2 ? of(c).number : 0));
  }

  /** An operation that only computes, or what is known to come of it. */
  int32_t compute(std::vector<LaneItem> &into, int32_t operation, int32_t a, int32_t b, int32_t c) {
    if (operation == op_select && &into == &code.items) settle(a);
    const int32_t result = knownResult(into, operation, a, b, c);
    if (result >= 0) return result;
    if (operation == op_select) {
      // A choice within a choice of the same kind has been made.
      if (guess && of(a).operation == op_ne) return compute(into, op_select, compute(into, op_eq, of(a).a, of(a).b, -1), c, b);
      if (of(b).operation == op_select && of(b).a == a) b = of(b).b;
      if (of(c).operation == op_select && of(c).a == a) c = of(c).c;
    }
    const std::tuple<int32_t, int32_t, int32_t, int32_t> key(operation, a, b, c);
    if (guess)
      if (const auto found = made.find(key); found != made.end()) return found->second;
    const auto seen = [&](int32_t value) { return value < 0 ? 0 : of(value).seen; };
    const bool truth = (operation >= op_lt && operation <= op_not) || (operation == op_select && of(b).truth && of(c).truth);
    const int32_t to = code.add({LaneValue::computed, 0, -1, operation, a, b, c, truth, guess ? kernels.single[operation](seen(a), seen(b), seen(c)) : 0});
    into.push_back({operation, to, a, b, c, 0, {}});
    if (guess) made[key] = to;
    return to;
  }

  LanePosition positionOf(int32_t column) {
    const int32_t address = call.columns[(size_t)column];
    const ColumnSlot &slot = program.columns[(size_t)column];
    if (slot.own) return {itemOwn, address};
    const IndexTable *const table = &group.tables[(size_t)call.tables[(size_t)column]];
    const bool weight = slot.space == "weight";
    size_t k = 0;
    while (k < code.tables.size() && (code.tables[k].table != table || code.tables[k].weight != weight)) k++;
    if (k == code.tables.size()) code.tables.push_back({table, weight});
    return {firstItemTable + (int32_t)k, address};
  }
  double numberAt(const LanePosition &place) const {
    if (!guess) return 0;
    if (place.base == itemOwn) return guess->arena[place.index + guess->lane];
    const LaneTable &table = code.tables[(size_t)(place.base - firstItemTable)];
    return guess->arena[place.index + (table.weight && guess->row >= 0 ? guess->row : table.table->indices[(size_t)guess->lane])];
  }
  /** The number of a column, where there is one for each lane; −1 where what was written before might lie there. */
  int32_t load(int32_t column) {
    int32_t &value = columns[(size_t)column];
    if (value >= 0) return value;
    const LanePosition place = positionOf(column);
    for (const LaneItem &effect : effects)
      if (effect.operation == lane_keep && (place.base != itemOwn || effect.place.base != itemOwn)) return -1;
    value = addValue(LaneValue::computed, numberAt(place));
    code.items.push_back({lane_load, value, -1, -1, -1, 0, place});
    return value;
  }
  void effect(const LaneItem &item) { (guess ? effects : code.items).push_back(item); }
  /** Others may lie in the same place, unless both are own columns. */
  void keep(int32_t column, int32_t value) {
    if (columns[(size_t)column] == value) return; // it is there
    effect({lane_keep, -1, value, -1, -1, 0, positionOf(column)});
    const bool own = program.columns[(size_t)column].own;
    for (size_t other = 0; other < columns.size(); other++) {
      if (!own || !program.columns[other].own) columns[other] = -1;
      else if (call.columns[other] == call.columns[(size_t)column]) columns[other] = value;
    }
    columns[(size_t)column] = value;
  }
  int32_t elementsOf(int32_t column, LanePosition &place) {
    const ColumnSlot &slot = program.columns[(size_t)column];
    place = {slot.own ? itemOwn : itemArena, call.columns[(size_t)column]};
    const int64_t length = slot.own ? slot.length : group.tables[(size_t)call.tables[(size_t)column]].extent;
    code.elements.push_back({length, slot.own ? padded(call.count) : 1, slot.outOfRange});
    return (int32_t)code.elements.size() - 1;
  }
  int32_t operand(int32_t word) {
    const Operand operand = operandOf(word);
    if (operand.kind == OperandKind::inRegister) return registers[(size_t)operand.index];
    if (operand.kind == OperandKind::scalar) return scalars[(size_t)operand.index];
    return load(operand.index);
  }

  /** Operations from one to before another. */
  bool block(size_t from, size_t to) {
    for (size_t at = from; at < to; at++) {
      const size_t here = position = at, before = code.items.size();
      const int32_t *words = &program.body[at * wordsPerOperation];
      const OperationInfo &info = operationTable[words[0]];
      const bool byColumn = words[0] == op_gather || words[0] == op_element;
      int32_t operands[3] = {-1, -1, -1};
      for (int32_t k = byColumn ? 1 : 0; k < info.operands; k++) {
        operands[k] = operand(words[2 + k]);
        if (operands[k] < 0) return false;
      }
      if (words[0] == op_skipUnless) {
        const size_t target = at + 1 + (size_t)words[1];
        if (target > to || !choice(operands[0], at + 1, target)) return false;
        at = target - 1;
      } else if (info.writes == WritesKind::inRegister && !byColumn) {
        registers[(size_t)words[1]] = compute(code.items, words[0], operands[0], operands[1], operands[2]);
      } else if (!other(words, operands[0], operands[1], operands[2])) {
        return false;
      }
      for (size_t k = before; k < code.items.size(); k++)
        if (code.items[k].position < 0) code.items[k].position = (int32_t)here;
    }
    return true;
  }

  /** Operations that do not only compute. */
  bool other(const int32_t *words, int32_t a, int32_t b, int32_t c) {
    LanePosition place = {};
    switch (words[0]) {
    case op_gather: return (registers[(size_t)words[1]] = load(operandOf(words[2]).index)) >= 0;
    case op_element: {
      if (guess) return false;
      const int32_t elements = elementsOf(operandOf(words[2]).index, place), value = addValue(LaneValue::computed, 0);
      code.items.push_back({op_element, value, -1, b, c, elements, place});
      registers[(size_t)words[1]] = value;
      return true;
    }
    case op_storeElement: {
      if (guess) return false;
      const int32_t elements = elementsOf(words[1], place);
      code.items.push_back({op_storeElement, -1, a, b, c, elements, place});
      std::fill(columns.begin(), columns.end(), -1);
      return true;
    }
    }
    if (guess && blocks > 0) return false;
    switch (words[0]) {
    case op_store:
    case op_assignAt: keep(words[1], a); return true;
    case op_addAt: {
      const int32_t before = load(words[1]);
      if (before < 0) return false;
      keep(words[1], compute(code.items, op_add, before, a, -1));
      return true;
    }
    case op_setUniform: effect({op_setUniform, -1, a, -1, -1, words[1], {}}); return true;
    case op_fault:
      settle(a);
      if (!fails(a)) effect({op_fault, -1, a, -1, -1, words[1], {}});
      return true;
    case op_emit:
      settle(c);
      if (!fails(c)) effect({op_emit, -1, a, b, holds(c) ? constantValue(1) : c, words[1], {}});
      return true;
    default: return false; // loops
    }
  }

  /** A block that is passed over where the condition is 0. */
  bool choice(int32_t condition, size_t from, size_t to) {
    settle(condition);
    if (fails(condition)) return true;
    if (holds(condition)) return block(from, to);
    const std::vector<int32_t> registersBefore = registers, columnsBefore = columns;
    const size_t held = holding.size(), start = code.items.size();
    const int32_t label = labels++;
    const bool isCheap = !isDear(from, to);
    if (guess && !isCheap) return false;
    const bool inAnyCase = guess || (isCheap && changesNothing(from, to));
    if (!inAnyCase) code.items.push_back({op_skipUnless, -1, condition, -1, -1, label, {}});
    assume(condition, true);
    blocks++;
    if (!block(from, to)) return false;
    blocks--;
    position = from - 1;
    holding.resize(held);
    if (inAnyCase) {
      // What comes of it is chosen from.
      for (size_t r = 0; r < registers.size(); r++)
        if (registers[r] != registersBefore[r]) registers[r] = registersBefore[r] < 0 ? -1 : compute(code.items, op_select, condition, registers[r], registersBefore[r]);
      return true;
    }
    meet(registersBefore, start);
    code.items.push_back({lane_label, -1, -1, -1, -1, label, {}});
    for (size_t k = 0; k < columns.size(); k++)
      if (columns[k] != columnsBefore[k]) columns[k] = -1;
    return true;
  }

  /** Registers that a block has changed are moved to on both ways. */
  void meet(const std::vector<int32_t> &registersBefore, size_t start) {
    std::vector<LaneItem> before;
    for (size_t r = 0; r < registers.size(); r++) {
      if (registers[r] == registersBefore[r]) continue;
      if (registersBefore[r] < 0) {
        registers[r] = -1;
        continue;
      }
      const bool truth = of(registers[r]).truth && of(registersBefore[r]).truth;
      const int32_t either = code.add({LaneValue::computed, 0, -1, -1, -1, -1, -1, truth});
      before.push_back({lane_move, either, registersBefore[r], -1, -1, 0, {}});
      code.items.push_back({lane_move, either, registers[r], -1, -1, 0, {}});
      registers[r] = either;
    }
    code.items.insert(code.items.begin() + (std::ptrdiff_t)start, before.begin(), before.end());
  }

  /** Whether the operations of a block only compute. */
  bool changesNothing(size_t from, size_t to) const {
    for (size_t at = from; at < to; at++) {
      const int32_t operation = program.body[at * wordsPerOperation];
      if (operation != op_skipUnless && (operation == op_element || operationTable[operation].writes != WritesKind::inRegister)) return false;
    }
    return true;
  }

  /** Whether a block has operations that are better passed over than done in vain. */
  bool isDear(size_t from, size_t to) const {
    for (size_t at = from; at < to; at++) {
      const int32_t operation = program.body[at * wordsPerOperation];
      if (operation == op_div || (operation >= op_sqrt && operation <= op_erf && operation != op_floor && operation != op_ceil)) return true;
    }
    return false;
  }
};

bool onlyComputes(int32_t operation) {
  if (operation >= operationCount) return operation == lane_load || operation == lane_move || operation == lane_draw;
  return operationTable[operation].writes == WritesKind::inRegister && operation != op_element;
}

void pruneList(const LaneCode &code, std::vector<LaneItem> &items, std::vector<char> &used) {
  std::vector<LaneItem> kept;
  for (size_t at = items.size(); at-- > 0;) {
    const LaneItem &item = items[at];
    if (onlyComputes(item.operation) && !used[(size_t)item.to]) continue;
    if (item.operation == op_skipUnless && !kept.empty() && kept.back().operation == lane_label && kept.back().code == item.code) {
      kept.pop_back();
      continue;
    }
    if (item.operation == lane_draw)
      for (const int32_t value : code.draws[(size_t)item.code].stream) used[(size_t)value] = 1;
    for (const int32_t value : {item.a, item.b, item.c})
      if (value >= 0) used[(size_t)value] = 1;
    kept.push_back(item);
  }
  items.assign(kept.rbegin(), kept.rend());
}

} // namespace

bool translateLane(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, LaneCode &code) {
  return Translator(model, group, call, kernels, known, guess, code).translate();
}

void pruneLane(LaneCode &code) {
  std::vector<char> used(code.values.size(), 0);
  pruneList(code, code.items, used);
  pruneList(code, code.prologue, used);
}

} // namespace hillock
