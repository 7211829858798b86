#include "oneLane.h"
#include "wordRun.h"
#include <math.h>
#include <string.h>

namespace hillock {
namespace {

constexpr size_t longestRow = 60000;
constexpr int32_t mostGuesses = 16, fewMistakes = 4;

bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/** Philox4x32-10 (nmodl/lowering/random/philox.ts): counter and key to four words. */
void philox(const double *from, double *words) {
  uint64_t c[4], key[2] = {wordOf(from[4]), 0};
  for (int k = 0; k < 4; k++) c[k] = wordOf(from[k]);
  for (int round = 0; round < 10; round++) {
    const uint64_t first = 0xd2511f53ULL * c[0], second = 0xcd9e8d57ULL * c[2];
    c[0] = (second >> 32) ^ c[1] ^ key[0];
    c[1] = second & 0xffffffffULL;
    c[2] = (first >> 32) ^ c[3] ^ key[1];
    c[3] = first & 0xffffffffULL;
    key[0] = (key[0] + 0x9e3779b9ULL) & 0xffffffffULL;
    key[1] = (key[1] + 0xbb67ae85ULL) & 0xffffffffULL;
  }
  for (int k = 0; k < 4; k++) words[k] = (double)c[k];
}

/** In the place of operations: reading and writing an own column, a call of a single operation, the end. */
enum : int32_t { lane_loadOwn = laneOperationCount, lane_keepOwn, lane_call, lane_emitAlways, lane_end, lanePlaces };

} // namespace

std::unique_ptr<OneLane> OneLane::make(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, std::vector<char> *idle) {
  LaneCode code;
  if (!translateLane(model, group, call, kernels, known, guess, code)) return nullptr;
  pruneLane(code);
  if (idle)
    for (const LaneItem &item : code.items)
      if (item.position >= 0) (*idle)[(size_t)item.position] = 0;
  joinDraws(code);
  std::unique_ptr<OneLane> made(new OneLane);
  return made->layOut(code, call, kernels) ? std::move(made) : nullptr;
}

/** Gives every value that is used its place in the row: constants first. */
bool OneLane::layOut(const LaneCode &code, const ProgramCall &call, const LaneKernels &kernels) {
  std::vector<int32_t> places(code.values.size(), -1);
  std::vector<char> used(code.values.size(), 0), prepares(code.values.size(), 0);
  const auto use = [&](int32_t value) {
    if (value >= 0) used[(size_t)value] = 1;
  };
  for (const std::vector<LaneItem> *list : {&code.prologue, &code.items})
    for (const LaneItem &item : *list) {
      for (const int32_t value : {item.to, item.a, item.b, item.c}) use(value);
      if (item.operation != lane_draw) continue;
      const LaneDraw &draw = code.draws[(size_t)item.code];
      for (const int32_t value : draw.counter) use(value);
      for (const int32_t value : draw.words) use(value);
      use(draw.key);
    }
  const auto place = [&](LaneValue::Kind kind) {
    for (size_t value = 0; value < code.values.size(); value++) {
      if (!used[value] || code.values[value].kind != kind) continue;
      places[value] = (int32_t)row.size();
      row.push_back(code.values[value].number);
    }
  };
  place(LaneValue::constant);
  place(LaneValue::uniform);
  place(LaneValue::computed);
  if (row.size() > longestRow) return false;
  row.push_back(0); // where operands lie that there are not
  const auto at = [&](int32_t value) { return value < 0 ? (uint16_t)(row.size() - 1) : (uint16_t)places[(size_t)value]; };
  for (const LaneItem &item : code.prologue) {
    for (const int32_t value : {item.a, item.b, item.c})
      if (value >= 0) prepares[(size_t)value] = 1;
    prologue.push_back({kernels.single[item.operation], at(item.to), at(item.a), at(item.b), at(item.c)});
  }
  for (size_t value = 0; value < code.values.size(); value++)
    if (code.values[value].kind == LaneValue::uniform && used[value]) uniforms.push_back({code.values[value].slot, places[value], prepares[value] != 0});
  const void *labels[lanePlaces] = {};
  execute(0, nullptr, labels);
  std::vector<std::pair<int32_t, size_t>> open; // labels that skips lead to
  for (const LaneItem &item : code.items) {
    if (item.operation == lane_label) {
      for (const auto &[label, skip] : open)
        if (label == item.code) steps[skip].code = (int32_t)(steps.size() - skip) - 1;
      continue;
    }
    int32_t operation = item.operation;
    Step step = {nullptr, at(item.to), at(item.a), at(item.b), at(item.c), item.code, item.place.base};
    switch (operation) {
    case lane_load:
    case lane_keep:
      step.code = item.place.index;
      if (item.place.base == itemOwn) operation = operation == lane_load ? lane_loadOwn : lane_keepOwn;
      break;
    case op_skipUnless: open.emplace_back(item.code, steps.size()); break;
    case op_emit:
      if (code.values[(size_t)item.c].kind == LaneValue::constant && code.values[(size_t)item.c].number != 0) operation = lane_emitAlways;
      break;
    case op_element:
    case op_storeElement:
      step.code = (int32_t)elements.size();
      elements.push_back({code.elements[(size_t)item.code], item.place.index});
      break;
    case lane_draw: {
      const LaneDraw &of = code.draws[(size_t)item.code];
      Draw draw = {};
      for (int k = 0; k < 4; k++) {
        draw.from[k] = at(of.counter[k]);
        draw.words[k] = at(of.words[k]);
      }
      draw.from[4] = at(of.key);
      draw.blocks.resize((size_t)call.count);
      step.code = (int32_t)draws.size();
      draws.push_back(std::move(draw));
    }
    }
    if (!labels[operation]) {
      step.code = (int32_t)singles.size();
      singles.push_back(kernels.single[operation]);
      operation = lane_call;
    }
    step.go = labels[operation];
    steps.push_back(step);
  }
  steps.push_back({labels[lane_end], 0, 0, 0, 0, 0, 0});
  tables = code.tables;
  bases.assign((size_t)firstItemTable + tables.size(), nullptr);
  uniformAddresses = call.uniforms;
  return true;
}

int32_t OneLane::run(int32_t lane, int32_t weightRow, double *arena, uint64_t &generation, CallOutcome &outcome) {
  bool changed = !prepared;
  for (const Uniform &uniform : uniforms) {
    double &to = row[(size_t)uniform.at];
    changed |= uniform.prepares && !sameBits(to, arena[uniform.address]);
    to = arena[uniform.address];
  }
  if (changed) {
    for (const Prepared &one : prologue) row[one.to] = one.single(row[one.a], row[one.b], row[one.c]);
    prepared = true;
  }
  bases[itemOwn] = arena + lane;
  bases[itemArena] = arena;
  double **base = &bases[firstItemTable];
  for (const LaneTable &table : tables) *base++ = arena + (table.weight && weightRow >= 0 ? weightRow : table.table->indices[(size_t)lane]);
  const int32_t wrong = execute(lane, &outcome, nullptr);
  if (set.empty()) return wrong;
  for (const auto &[uniform, value] : set) {
    double &to = arena[uniformAddresses[(size_t)uniform]];
    if (!sameBits(to, value)) generation++;
    to = value;
  }
  set.clear();
  return wrong;
}

// A step knows where it is done; to go there is all that there is between one and the next.
#define NEXT goto *(++in)->go
#define STEP(name) at_##name:
#define COMPUTE(name, result)                                                                                                                                                                          \
  STEP(name) at[in->to] = (result);                                                                                                                                                                    \
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
int32_t OneLane::execute(int32_t lane, CallOutcome *outcome, const void **labels) {
  if (labels) {
#define KNOWN(name) labels[name] = &&at_##name
    KNOWN(op_add), KNOWN(op_sub), KNOWN(op_mul), KNOWN(op_div), KNOWN(op_mulAdd), KNOWN(op_mulSub), KNOWN(op_subMul), KNOWN(op_floor);
    KNOWN(op_lt), KNOWN(op_le), KNOWN(op_eq), KNOWN(op_ne), KNOWN(op_and), KNOWN(op_or), KNOWN(op_not), KNOWN(op_select);
    KNOWN(op_element), KNOWN(op_storeElement), KNOWN(op_setUniform), KNOWN(op_fault), KNOWN(op_emit), KNOWN(op_skipUnless);
    KNOWN(lane_load), KNOWN(lane_keep), KNOWN(lane_move), KNOWN(lane_draw), KNOWN(lane_pick);
    KNOWN(lane_holds), KNOWN(lane_fails), KNOWN(lane_isEqual), KNOWN(lane_isOther), KNOWN(lane_isLess), KNOWN(lane_isNotLess), KNOWN(lane_isAtMost), KNOWN(lane_isNotAtMost);
    KNOWN(lane_loadOwn), KNOWN(lane_keepOwn), KNOWN(lane_call), KNOWN(lane_emitAlways), KNOWN(lane_end);
#undef KNOWN
    return -1;
  }
  double *const at = row.data(), *const *const base = bases.data(), *const own = base[itemOwn];
  const Step *in = steps.data();
  const auto fault = [&](int32_t code) {
    if (outcome->fault >= 0) return;
    outcome->fault = code;
    outcome->faultLane = lane;
  };
  const auto element = [&](const Step &step) -> double * {
    const Elements &of = elements[(size_t)step.code];
    const double index = at[step.b];
    if (index > -1.0 && index < (double)of.column.length) return base[step.base] + of.index + (int64_t)index * of.column.stride;
    fault(of.column.fault);
    return nullptr;
  };
  goto *in->go;
  // Each rounds once, as in laneMath.
  COMPUTE(op_add, A + B)
  COMPUTE(op_sub, A - B)
  COMPUTE(op_mul, A * B)
  COMPUTE(op_div, A / B)
  COMPUTE(op_mulAdd, A * B + C)
  COMPUTE(op_mulSub, A * B - C)
  COMPUTE(op_subMul, C - A * B)
  COMPUTE(op_floor, floor(A))
  COMPUTE(op_lt, A < B ? 1.0 : 0.0)
  COMPUTE(op_le, A <= B ? 1.0 : 0.0)
  COMPUTE(op_eq, A == B ? 1.0 : 0.0)
  COMPUTE(op_ne, A == B ? 0.0 : 1.0)
  COMPUTE(op_and, A != 0 && B != 0 ? 1.0 : 0.0)
  COMPUTE(op_or, A != 0 || B != 0 ? 1.0 : 0.0)
  COMPUTE(op_not, A == 0 ? 1.0 : 0.0)
  COMPUTE(op_select, A != 0 ? B : C)
  COMPUTE(lane_loadOwn, own[in->code])
  COMPUTE(lane_load, base[in->base][in->code])
  COMPUTE(lane_move, A)
  COMPUTE(lane_call, singles[(size_t)in->code](A, B, C))
  COMPUTE(lane_pick, (&B)[A == 0 ? 0 : A == 1 ? 1 : A == 2 ? 2 : 3])
  DEMAND(lane_holds, A != 0)
  DEMAND(lane_fails, A == 0)
  DEMAND(lane_isEqual, A == B)
  DEMAND(lane_isOther, A != B)
  DEMAND(lane_isLess, A < B)
  DEMAND(lane_isNotLess, !(A < B))
  DEMAND(lane_isAtMost, A <= B)
  DEMAND(lane_isNotAtMost, !(A <= B))
  STEP(lane_keepOwn) own[in->code] = A;
  NEXT;
  STEP(lane_keep) base[in->base][in->code] = A;
  NEXT;
  STEP(lane_draw) draw(draws[(size_t)in->code], lane);
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

/** The words of a stream's counter; those of the last one of a lane are known. */
void OneLane::draw(Draw &draw, int32_t lane) {
  double *const at = row.data();
  Block &block = draw.blocks[(size_t)lane];
  bool same = block.known;
  for (int k = 0; k < 5; k++) same &= block.from[k] == at[draw.from[k]];
  if (!same) {
    for (int k = 0; k < 5; k++) block.from[k] = at[draw.from[k]];
    philox(block.from, block.words);
    block.known = true;
  }
  for (int k = 0; k < 4; k++) at[draw.words[k]] = block.words[k];
}

OneLanes::OneLanes(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels) : model(model), group(group), call(call), kernels(kernels) {}

/** Assumes of choices what they would be now. */
void OneLanes::guess(Kind &kind, KnownUniform known, int32_t lane, int32_t row, const double *arena) {
  kind.mistaken.assign(kind.free.size(), 0);
  kind.runs = 0;
  const LaneGuess guess = {arena, lane, row, kind.free};
  kind.guessed = kind.guesses++ < mostGuesses ? OneLane::make(model, group, call, kernels, known, &guess) : nullptr;
}

void OneLanes::make(Kind &kind, KnownUniform known, int32_t lane, int32_t row, const double *arena) {
  kind.made = true;
  kind.free.assign(model.programs[(size_t)call.program].body.size() / wordsPerOperation, 1);
  kind.any = OneLane::make(model, group, call, kernels, known, nullptr, &kind.free);
  if (kind.any) guess(kind, known, lane, row, arena);
}

bool OneLanes::run(int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome) {
  KnownUniform known = {-1, 0};
  int32_t which = fewFlags;
  if (group.hasEvents) {
    const double flag = arena[group.events.flag];
    if (flag >= 0 && flag < fewFlags && sameBits(flag, (double)(int32_t)flag)) {
      which = (int32_t)flag;
      known = {group.events.flag, flag};
    }
  }
  Kind &kind = kinds[which];
  if (!kind.made) make(kind, known, lane, row, arena);
  if (!kind.any) return false;
  for (OneLane *list = kind.guessed ? kind.guessed.get() : kind.any.get();; list = kind.any.get()) {
    const int32_t wrong = list->run(lane, row, arena, generation, outcome);
    kind.runs++;
    if (wrong < 0) return true;
    // What is often otherwise is not assumed again.
    if (++kind.mistaken[(size_t)wrong] <= fewMistakes + kind.runs / 16) continue;
    kind.free[(size_t)wrong] = 1;
    guess(kind, known, lane, row, arena);
  }
}

} // namespace hillock
