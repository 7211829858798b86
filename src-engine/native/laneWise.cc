#include "laneWise.h"
#include "operations.generated.h"
#include <string.h>

namespace hillock {
namespace {

constexpr size_t deepestLoop = 32; // as verified
/** In the place of an opcode: a stretch of operations on whole numbers. */
constexpr int32_t wordRun = operationCount;

bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

} // namespace

LaneWise::LaneWise(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels) : uniformAddresses(call.uniforms) {
  const Program &program = model.programs[(size_t)call.program];
  const size_t count = program.body.size() / wordsPerOperation;
  setTo.assign(program.uniforms.size(), 0.0);
  isSet.assign(program.uniforms.size(), 0);
  std::vector<int32_t> loopFaults;
  steps.reserve(count);
  for (size_t at = 0; at < count; at++) {
    const int32_t *words = &program.body[at * wordsPerOperation];
    const OperationInfo &info = operationTable[words[0]];
    Step step = {};
    step.opcode = words[0];
    step.single = kernels.single[words[0]];
    step.code = step.jump = words[1];
    Operand *const places[] = {&step.a, &step.b, &step.c};
    for (int32_t k = 0; k < info.operands; k++) *places[k] = operandPlace(program, group, call, words[2 + k]);
    int32_t elements = -1;
    if (words[0] == op_element) elements = operandOf(words[2]).index;
    if (info.writes == WritesKind::element) elements = words[1];
    if (elements >= 0) {
      const ColumnSlot &slot = program.columns[(size_t)elements];
      const Operand place = {slot.own ? inOwn : inArena, call.columns[(size_t)elements]};
      (words[0] == op_element ? step.a : step.to) = place;
      step.length = slot.own ? slot.length : group.tables[(size_t)call.tables[(size_t)elements]].extent;
      step.stride = slot.own ? padded(call.count) : 1;
      step.code = slot.outOfRange;
    }
    if (info.writes == WritesKind::inRegister) step.to = {inRegisters, words[1]};
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
  bases.assign((size_t)firstTable + tables.size(), nullptr);
  joinWords(program);
}

/** Stretches of operations on whole numbers, into which nothing jumps, become one step; those behind it are passed over. */
void LaneWise::joinWords(const Program &program) {
  std::vector<char> entered(steps.size() + 1, 0);
  for (size_t at = 0; at < steps.size(); at++) {
    const Step &step = steps[at];
    if (step.opcode == op_skipUnless || step.opcode == op_leaveUnless) entered[at + 1 + (size_t)step.jump] = 1;
    if (step.opcode == op_again) entered[at - (size_t)step.jump] = 1;
  }
  for (size_t start = 0, end; start < steps.size(); start = end) {
    end = start + 1;
    if (!WordRun::takes(steps[start].opcode)) continue;
    while (end < steps.size() && !entered[end] && WordRun::takes(steps[end].opcode)) end++;
    std::vector<WordOperation> operations;
    for (size_t at = start; at < end; at++) operations.push_back({steps[at].opcode, steps[at].to, steps[at].a, steps[at].b});
    steps[start].opcode = wordRun;
    steps[start].code = (int32_t)wordRuns.size();
    steps[start].jump = (int32_t)(end - start) - 1;
    wordRuns.emplace_back(operations, inScalars, program.constants);
  }
}

LaneWise::Operand LaneWise::columnPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t column) {
  const int32_t address = call.columns[(size_t)column];
  const ColumnSlot &slot = program.columns[(size_t)column];
  if (slot.own) return {inOwn, address};
  const IndexTable *const table = &group.tables[(size_t)call.tables[(size_t)column]];
  const bool weight = slot.space == "weight";
  size_t known = 0;
  while (known < tables.size() && (tables[known].table != table || tables[known].weight != weight)) known++;
  if (known == tables.size()) tables.push_back({table, weight});
  return {firstTable + (int32_t)known, address};
}

LaneWise::Operand LaneWise::operandPlace(const Program &program, const Group &group, const ProgramCall &call, int32_t word) {
  const hillock::Operand operand = operandOf(word);
  if (operand.kind == OperandKind::inRegister) return {inRegisters, operand.index};
  if (operand.kind == OperandKind::scalar) return {inScalars, operand.index};
  // An element's place is found from the operation.
  if (!program.columns[(size_t)operand.index].own && !program.columns[(size_t)operand.index].indexed) return {inRegisters, 0};
  return columnPlace(program, group, call, operand.index);
}

void LaneWise::run(int32_t lane, int32_t row, const double *scalars, double *arena, double *registers, CallOutcome &outcome) {
  bases[inRegisters] = registers;
  bases[inScalars] = const_cast<double *>(scalars); // never written through
  bases[inOwn] = arena + lane;
  bases[inArena] = arena;
  for (size_t t = 0; t < tables.size(); t++)
    bases[(size_t)firstTable + t] = arena + (tables[t].weight && row >= 0 ? row : tables[t].table->indices[(size_t)lane]);
  for (char &set : isSet) set = 0;
  const auto fault = [&](int32_t code) {
    if (outcome.fault >= 0) return;
    outcome.fault = code;
    outcome.faultLane = lane;
  };
  const auto place = [&](const Operand &operand) -> double & { return bases[(size_t)operand.base][operand.index]; };
  int64_t rounds[deepestLoop];
  const Step *const first = steps.data(), *const end = first + steps.size();
  for (const Step *in = first; in < end; in++) {
    const auto element = [&](const Operand &column, double index) -> double * {
      if (index > -1.0 && index < (double)in->length) return &place(column) + (int64_t)index * in->stride;
      fault(in->code);
      return nullptr;
    };
    switch (in->opcode) {
    case op_copy:
    case op_gather:
    case op_store:
    case op_assignAt: place(in->to) = place(in->a); break;
    case op_addAt: place(in->to) = place(in->to) + place(in->a); break;
    case op_element: {
      const double *from = place(in->c) != 0 ? element(in->a, place(in->b)) : nullptr;
      place(in->to) = from ? *from : 0.0;
      break;
    }
    case op_storeElement:
      if (place(in->c) != 0)
        if (double *to = element(in->to, place(in->b))) *to = place(in->a);
      break;
    case op_setUniform:
      setTo[(size_t)in->code] = place(in->a);
      isSet[(size_t)in->code] = 1;
      break;
    case op_fault:
      if (place(in->a) != 0) fault(in->code);
      break;
    case op_emit:
      if (place(in->c) != 0) outcome.emissions.push_back({(EmissionKind)in->code, lane, place(in->a), place(in->b)});
      break;
    case op_skipUnless:
      if (!(place(in->a) != 0)) in += in->jump;
      break;
    case op_loop: rounds[in->depth] = in->length; break;
    case op_leaveUnless:
      if (place(in->a) != 0) {
        if (rounds[in->depth]-- > 0) break;
        fault(in->code);
      }
      in += in->jump;
      break;
    case op_again: in -= in->jump + 1; break;
    case wordRun:
      wordRuns[(size_t)in->code].run(bases.data());
      in += in->jump;
      break;
    // The usual ones without a call; each rounds once, as in laneMath.
    case op_add: place(in->to) = place(in->a) + place(in->b); break;
    case op_sub: place(in->to) = place(in->a) - place(in->b); break;
    case op_mul: place(in->to) = place(in->a) * place(in->b); break;
    case op_div: place(in->to) = place(in->a) / place(in->b); break;
    case op_mulAdd: place(in->to) = place(in->a) * place(in->b) + place(in->c); break;
    case op_mulSub: place(in->to) = place(in->a) * place(in->b) - place(in->c); break;
    case op_subMul: place(in->to) = place(in->c) - place(in->a) * place(in->b); break;
    case op_lt: place(in->to) = place(in->a) < place(in->b) ? 1.0 : 0.0; break;
    case op_le: place(in->to) = place(in->a) <= place(in->b) ? 1.0 : 0.0; break;
    case op_eq: place(in->to) = place(in->a) == place(in->b) ? 1.0 : 0.0; break;
    case op_ne: place(in->to) = place(in->a) != place(in->b) ? 1.0 : 0.0; break;
    case op_and: place(in->to) = (place(in->a) != 0) & (place(in->b) != 0) ? 1.0 : 0.0; break;
    case op_or: place(in->to) = (place(in->a) != 0) | (place(in->b) != 0) ? 1.0 : 0.0; break;
    case op_not: place(in->to) = place(in->a) == 0 ? 1.0 : 0.0; break;
    case op_select: place(in->to) = place(in->a) != 0 ? place(in->b) : place(in->c); break;
    default: place(in->to) = in->single(place(in->a), place(in->b), place(in->c));
    }
  }
}

bool LaneWise::storeUniforms(double *arena) {
  bool changed = false;
  for (size_t u = 0; u < isSet.size(); u++) {
    if (!isSet[u]) continue;
    double &to = arena[uniformAddresses[u]];
    if (!sameBits(to, setTo[u])) changed = true;
    to = setTo[u];
  }
  return changed;
}

} // namespace hillock
