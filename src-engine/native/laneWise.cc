#include "laneWise.h"
#include "operations.generated.h"
#include <string.h>

namespace hillock {
namespace {

constexpr size_t deepestLoop = 32; // as verified
bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/** The numbers that a step works on, where they are for the lane that runs. */
struct PlacesOfLane {
  double *const *bases;
  double &at(const LanePlace &place) const { return bases[(size_t)place.base][place.index]; }
  double &to(const LaneStep &step) const { return at(step.to); }
  const double &a(const LaneStep &step) const { return at(step.a); }
  const double &b(const LaneStep &step) const { return at(step.b); }
  const double &c(const LaneStep &step) const { return at(step.c); }
};

} // namespace

LaneWise::LaneWise(const Program &program, const Group &group, const ProgramCall &call, const LaneKernels &kernels) : uniformAddresses(call.uniforms), kernels(kernels), firstUniform(program.constants.size()) {
  const size_t count = program.body.size() / wordsPerOperation;
  uniforms.values.assign(program.uniforms.size(), 0.0);
  uniforms.isSet.assign(program.uniforms.size(), 0);
  std::vector<int32_t> loopFaults;
  steps.reserve(count);
  for (size_t at = 0; at < count; at++) {
    const int32_t *words = &program.body[at * wordsPerOperation];
    const OperationInfo &info = operationTable[words[0]];
    LaneStep step = {};
    step.opcode = words[0];
    step.single = kernels.single[words[0]];
    step.code = step.jump = words[1];
    LanePlace *const places[] = {&step.a, &step.b, &step.c};
    for (int32_t k = 0; k < info.operands; k++) *places[k] = operandPlace(program, group, call, words[2 + k]);
    int32_t elements = -1;
    if (words[0] == op_element) elements = operandOf(words[2]).index;
    if (info.writes == WritesKind::element) elements = words[1];
    if (elements >= 0) {
      const ColumnSlot &slot = program.columns[(size_t)elements];
      const LanePlace place = {slot.own ? laneOwn : laneArena, call.columns[(size_t)elements]};
      (words[0] == op_element ? step.a : step.to) = place;
      step.length = slot.own ? slot.length : group.tables[(size_t)call.tables[(size_t)elements]].extent;
      step.stride = slot.own ? padded(call.count) : 1;
      step.code = slot.outOfRange;
    }
    if (info.writes == WritesKind::inRegister) step.to = {laneRegisters, words[1]};
    else if (info.writes == WritesKind::column || info.writes == WritesKind::indexed) step.to = columnPlace(program, group, call, words[1]);
    if (words[0] == op_loop) {
      step.depth = (int32_t)loopFaults.size();
      step.length = (int64_t)program.constants[(size_t)operandOf(words[2]).index];
      loopFaults.push_back(words[1]);
    } else if (words[0] == op_leaveUnless) {
      step.depth = (int32_t)loopFaults.size() - 1;
      step.code = loopFaults.back();
    } else if (words[0] == op_again) {
      loopFaults.pop_back();
    }
    steps.push_back(step);
  }
  bases.assign((size_t)firstLaneTable + tables.size(), nullptr);
  simplifySteps(steps, Liveness(program), program.constants);
  joinWords(program);
}

/** Stretches of operations on whole numbers, into which nothing jumps, become one step. */
void LaneWise::joinWords(const Program &program) {
  const std::vector<char> entered = enteredSteps(steps);
  std::vector<char> dropped(steps.size(), 0);
  for (size_t start = 0, end; start < steps.size(); start = end) {
    end = start + 1;
    if (!WordRun::takes(steps[start].opcode)) continue;
    while (end < steps.size() && !entered[end] && WordRun::takes(steps[end].opcode)) end++;
    std::vector<WordOperation> operations;
    for (size_t at = start; at < end; at++) operations.push_back({steps[at].opcode, steps[at].to, steps[at].a, steps[at].b});
    steps[start].opcode = laneWordRun;
    steps[start].code = (int32_t)wordRuns.size();
    std::fill(dropped.begin() + (std::ptrdiff_t)start + 1, dropped.begin() + (std::ptrdiff_t)end, (char)1);
    wordRuns.emplace_back(operations, laneScalars, program.constants);
  }
  dropSteps(steps, dropped);
}

LanePlace LaneWise::columnPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t column) {
  const int32_t address = call.columns[(size_t)column];
  const ColumnSlot &slot = program.columns[(size_t)column];
  if (slot.own) return {laneOwn, address};
  const IndexTable *const table = &group.tables[(size_t)call.tables[(size_t)column]];
  const bool weight = slot.space == "weight";
  size_t known = 0;
  while (known < tables.size() && (tables[known].table != table || tables[known].weight != weight)) known++;
  if (known == tables.size()) tables.push_back({table, weight});
  return {firstLaneTable + (int32_t)known, address};
}

LanePlace LaneWise::operandPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t word) {
  const Operand operand = operandOf(word);
  if (operand.kind == OperandKind::inRegister) return {laneRegisters, operand.index};
  if (operand.kind == OperandKind::scalar) return {laneScalars, operand.index};
  // An element's place is found from the operation.
  if (!program.columns[(size_t)operand.index].own && !program.columns[(size_t)operand.index].indexed) return {laneRegisters, 0};
  return columnPlace(program, group, call, operand.index);
}

void LaneWise::run(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers, CallOutcome &outcome) {
  for (char &set : uniforms.isSet) set = 0;
  findBases(lane, row, scalars, arena, registers);
  runSteps(lane, outcome);
}

LoneLane &LaneWise::alone(const std::vector<double> &scalars, double *arena, bool heard) {
  for (char &set : uniforms.isSet) set = 0;
  if (lone && lone->isFor(scalars.data(), arena)) return *lone;
  findBases(0, -1, scalars.data(), arena, nullptr);
  std::vector<LaneStep> own = steps;
  inPlace = true;
  for (size_t at = 0; at < steps.size(); at++) {
    if (steps[at].opcode != op_setUniform) continue;
    if (!heard && mayBeSetInPlace(at)) setInPlace(own, at);
    else inPlace = false;
  }
  lone.reset(new LoneLane(std::move(own), wordRuns, uniforms, bases, kernels));
  return *lone;
}

/** Whether a uniform is set once, and not read afterwards. Stretches of whole numbers know scalars where they are. */
bool LaneWise::mayBeSetInPlace(size_t at) const {
  if (!wordRuns.empty()) return false;
  const LanePlace uniform = {laneScalars, (int32_t)firstUniform + steps[at].code};
  for (size_t k = 0; k < steps.size(); k++) {
    const LaneStep &step = steps[k];
    if (k != at && step.opcode == op_setUniform && step.code == steps[at].code) return false;
    if (k < at) continue;
    if (step.opcode == op_again && k - (size_t)step.jump <= at) return false;
    for (const LanePlace *operand : {&step.a, &step.b, &step.c})
      if (k > at && operand->base == uniform.base && operand->index == uniform.index) return false;
  }
  return true;
}

void LaneWise::setInPlace(std::vector<LaneStep> &own, size_t at) const {
  const int32_t code = own[at].code;
  const LanePlace uniform = {laneScalars, (int32_t)firstUniform + code}, place = {laneArena, uniformAddresses[(size_t)code]};
  own[at].opcode = op_assignAt;
  own[at].to = place;
  for (LaneStep &step : own)
    for (LanePlace *operand : {&step.a, &step.b, &step.c})
      if (operand->base == uniform.base && operand->index == uniform.index) *operand = place;
}

void LaneWise::findBases(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers) {
  bases[laneRegisters] = registers;
  bases[laneScalars] = const_cast<double *>(scalars); // never written through
  bases[laneOwn] = arena + lane;
  bases[laneArena] = arena;
  for (size_t t = 0; t < tables.size(); t++)
    bases[(size_t)firstLaneTable + t] = arena + (tables[t].weight && row >= 0 ? row : tables[t].table->indices[(size_t)lane]);
}

void LaneWise::runSteps(int32_t lane, CallOutcome &outcome) {
  const PlacesOfLane places = {bases.data()};
  const auto fault = [&](int32_t code) {
    if (outcome.fault >= 0) return;
    outcome.fault = code;
    outcome.faultLane = lane;
  };
  int64_t rounds[deepestLoop];
  const LaneStep *const first = steps.data(), *const end = first + steps.size();
  for (const LaneStep *in = first; in < end; in++) {
    const auto element = [&](const double &first, double index) -> const double * {
      if (index > -1.0 && index < (double)in->length) return &first + (int64_t)index * in->stride;
      fault(in->code);
      return nullptr;
    };
    switch (in->opcode) {
    case op_copy:
    case op_gather:
    case op_store:
    case op_assignAt: places.to(*in) = places.a(*in); break;
    case op_addAt: places.to(*in) = places.to(*in) + places.a(*in); break;
    case op_element: {
      const double *from = places.c(*in) != 0 ? element(places.a(*in), places.b(*in)) : nullptr;
      places.to(*in) = from ? *from : 0.0;
      break;
    }
    case op_storeElement:
      if (places.c(*in) != 0)
        if (const double *to = element(places.to(*in), places.b(*in))) *const_cast<double *>(to) = places.a(*in);
      break;
    case op_setUniform:
      uniforms.values[(size_t)in->code] = places.a(*in);
      uniforms.isSet[(size_t)in->code] = 1;
      break;
    case op_fault:
      if (places.a(*in) != 0) fault(in->code);
      break;
    case op_emit:
      if (places.c(*in) != 0) outcome.emissions.push_back({(EmissionKind)in->code, lane, places.a(*in), places.b(*in)});
      break;
    case op_skipUnless:
      if (!(places.a(*in) != 0)) in += in->jump;
      break;
    case op_loop: rounds[in->depth] = in->length; break;
    case op_leaveUnless:
      if (places.a(*in) != 0) {
        if (rounds[in->depth]-- > 0) break;
        fault(in->code);
      }
      in += in->jump;
      break;
    case op_again: in -= in->jump + 1; break;
    case laneWordRun: wordRuns[(size_t)in->code].run(bases.data()); break;
    case laneCongruence: places.to(*in) = (double)(int64_t)((wordOf(places.a(*in)) * (uint64_t)in->length + (uint64_t)in->stride) & 0xffffffffULL); break;
    // The usual ones without a call; each rounds once, as in laneMath.
    case op_add: places.to(*in) = places.a(*in) + places.b(*in); break;
    case op_sub: places.to(*in) = places.a(*in) - places.b(*in); break;
    case op_mul: places.to(*in) = places.a(*in) * places.b(*in); break;
    case op_div: places.to(*in) = places.a(*in) / places.b(*in); break;
    case op_mulAdd: places.to(*in) = places.a(*in) * places.b(*in) + places.c(*in); break;
    case op_mulSub: places.to(*in) = places.a(*in) * places.b(*in) - places.c(*in); break;
    case op_subMul: places.to(*in) = places.c(*in) - places.a(*in) * places.b(*in); break;
    case op_lt: places.to(*in) = places.a(*in) < places.b(*in) ? 1.0 : 0.0; break;
    case op_le: places.to(*in) = places.a(*in) <= places.b(*in) ? 1.0 : 0.0; break;
    case op_eq: places.to(*in) = places.a(*in) == places.b(*in) ? 1.0 : 0.0; break;
    case op_ne: places.to(*in) = places.a(*in) != places.b(*in) ? 1.0 : 0.0; break;
    case op_and: places.to(*in) = (places.a(*in) != 0) & (places.b(*in) != 0) ? 1.0 : 0.0; break;
    case op_or: places.to(*in) = (places.a(*in) != 0) | (places.b(*in) != 0) ? 1.0 : 0.0; break;
    case op_not: places.to(*in) = places.a(*in) == 0 ? 1.0 : 0.0; break;
    case op_select: places.to(*in) = places.a(*in) != 0 ? places.b(*in) : places.c(*in); break;
    default: places.to(*in) = in->single(places.a(*in), places.b(*in), places.c(*in));
    }
  }
}

bool LaneWise::storeUniforms(double *arena) {
  bool changed = false;
  for (size_t u = 0; u < uniforms.isSet.size(); u++) {
    if (!uniforms.isSet[u]) continue;
    double &to = arena[uniformAddresses[u]];
    if (!sameBits(to, uniforms.values[u])) changed = true;
    to = uniforms.values[u];
  }
  return changed;
}

} // namespace hillock
