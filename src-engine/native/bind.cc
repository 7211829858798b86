// From a verified call to instructions: places instead of numbers, kernels instead of codes, and no copies where a
// column can be read or written in its place.
#include "currents.h"
#include "fusion.h"
#include "machine.h"
#include "operations.generated.h"
#include "overlap.h"
#include "usual.h"
#include <algorithm>

namespace hillock {
namespace {

constexpr int64_t doubleBytes = sizeof(double);
/** Registers should stay in the nearest cache beside the columns that go through. */
constexpr int64_t registerDoubles = 6144;
constexpr int64_t smallestBlock = 64, largestBlock = 256;

/** Turns a program's words into instructions with places. */
class Binder {
public:
  Binder(const Model &model, const Program &program, const Group &group, const ProgramCall &call, const LaneKernels &kernels, BoundCall &bound, std::vector<Instruction> &body)
    : model(model), program(program), group(group), call(call), kernels(kernels), bound(bound), body(body), spare(program.registers), forwarding(program, group, call, model.arenaLength), alias((size_t)program.registers, Place{-1, inLanes}) {}

  void bind() {
    const size_t count = program.body.size() / wordsPerOperation;
    std::vector<size_t> positionOf(count + 1); // operation → instruction
    struct Jump {
      size_t from, to; // operations
    };
    std::vector<Jump> jumps;
    std::vector<int32_t> loopFaults;
    int emits = 0;
    for (size_t at = 0; at < count; at++) {
      positionOf[at] = body.size();
      const int32_t *words = &program.body[at * wordsPerOperation];
      if (words[0] == op_emit) emits += loopFaults.empty() ? 1 : 2;
      if (words[0] == op_skipUnless || words[0] == op_leaveUnless) {
        const bool leaves = words[0] == op_leaveUnless;
        Instruction in = control(leaves ? Control::leave : Control::skip, words);
        if (leaves) {
          in.depth = (int32_t)loopFaults.size() - 1;
          in.code = loopFaults.back();
        }
        jumps.push_back({at, at + 1 + (size_t)words[1]});
        body.push_back(in);
      } else if (words[0] == op_loop) {
        Instruction in = blank();
        in.control = Control::loop;
        in.depth = (int32_t)loopFaults.size();
        in.length = (int64_t)program.constants[(size_t)operandOf(words[2]).index];
        loopFaults.push_back(words[1]);
        body.push_back(in);
      } else if (words[0] == op_again) {
        loopFaults.pop_back();
        jumps.push_back({at, at - (size_t)words[1]});
        body.push_back(control(Control::again, words));
      } else if (forwarding.readInPlace(at)) {
        alias[(size_t)words[1]] = memoryPlace(operandOf(words[2]).index);
      } else if (const FusedSequence sequence = fusedSequenceAt(program, forwarding, kernels, at); sequence.length > 0) {
        bindSequence(sequence, at);
        at += sequence.length - 1;
        if (forwarding.writtenInPlace(at)) positionOf[++at] = body.size();
      } else {
        const bool fused = forwarding.writtenInPlace(at);
        bindOperation(words, fused ? memoryPlace(words[wordsPerOperation + 1]) : Place{-1, inLanes});
        if (operationTable[words[0]].writes == WritesKind::inRegister) {
          alias[(size_t)words[1]] = fused ? memoryPlace(words[wordsPerOperation + 1]) : Place{-1, inLanes};
        }
        if (fused) positionOf[++at] = body.size();
      }
    }
    positionOf[count] = body.size();
    // A jump counts operations; broadcasts and forwarded gathers make instructions more or fewer.
    for (const Jump &jump : jumps) body[positionOf[jump.from]].jump = (int32_t)((int64_t)positionOf[jump.to] - (int64_t)positionOf[jump.from] - 1);
    joinCurrents(body, call.count, kernels);
    bound.emitsInTurns = emits > 1;
    bound.scratchDoubles = (int64_t)(spare + 3) * bound.block;
  }

private:
  const Model &model;
  const Program &program;
  const Group &group;
  const ProgramCall &call;
  const LaneKernels &kernels;
  BoundCall &bound;
  std::vector<Instruction> &body;
  int32_t spare; // first register that the program does not use
  const Forwarding forwarding;
  std::vector<Place> alias; // of each register: the column that stands for it, or offset −1
  std::vector<std::pair<const IndexTable *, const int32_t *>> paddedTables;

  static Instruction blank() {
    Instruction in = {};
    return in;
  }

  /** An instruction without a kernel; its operands may be scalars. */
  Instruction control(Control what, const int32_t *words) const {
    Instruction in = blank();
    in.control = what;
    in.code = words[1];
    Place *const places[] = {&in.a, &in.b, &in.c};
    for (int32_t k = 0; k < operationTable[words[0]].operands; k++) *places[k] = operand(words[2 + k]);
    return in;
  }

  /** Fills a register that the program does not use where the place is a scalar. */
  void broadcast(Place &place, int32_t which) {
    if (place.base != inScalars) return;
    Instruction fill = blank();
    fill.run = kernels.broadcast;
    fill.a = place;
    fill.to = registerPlace(spare + which);
    body.push_back(fill);
    place = fill.to;
  }

  Place registerPlace(int32_t index) const { return {(int64_t)index * bound.block * doubleBytes, inRegisters}; }
  Place scalarPlace(int32_t index) const { return {index * doubleBytes * (bound.spread.empty() ? 1 : bound.block), inScalars}; }

  Place operand(int32_t word) const {
    const Operand o = operandOf(word);
    if (o.kind == OperandKind::inRegister) return alias[(size_t)o.index].offset >= 0 ? alias[(size_t)o.index] : registerPlace(o.index);
    if (o.kind == OperandKind::scalar) return scalarPlace(o.index);
    return memoryPlace(o.index);
  }

  /** A column whose elements lie one after the other, as the lanes do. */
  Place memoryPlace(int32_t column) const {
    int64_t address = call.columns[(size_t)column];
    if (!program.columns[(size_t)column].own) address += group.tables[(size_t)call.tables[(size_t)column]].indices[0];
    return {address * doubleBytes, inLanes};
  }

  void bindSequence(const FusedSequence &sequence, size_t first) {
    Instruction in = blank();
    in.run = sequence.run;
    in.subtracted = sequence.subtracted;
    in.alone = sequence.alone;
    Place *const places[mostOperands] = {&in.a, &in.b, &in.c, &in.d, &in.e, &in.f, &in.g, in.more, in.more + 1, in.more + 2, in.more + 3, in.pivot, in.pivot + 1, in.pivot + 2, in.pivot + 3, in.pivot + 4, in.pivot + 5};
    for (int k = 0; k < mostOperands; k++) *places[k] = operand(sequence.operands[k]);
    Place *const results[mostResults] = {&in.to, &in.second, &in.third, &in.fourth};
    for (int32_t k = 0; k < std::max(sequence.results, 1); k++) {
      const size_t at = first + (sequence.results > 0 ? sequence.kept[k] : sequence.length - 1);
      const int32_t index = program.body[at * wordsPerOperation + 1];
      const Place inPlace = forwarding.writtenInPlace(at) ? memoryPlace(program.body[(at + 1) * wordsPerOperation + 1]) : Place{-1, inLanes};
      *results[k] = inPlace.offset >= 0 ? inPlace : registerPlace(index);
      alias[(size_t)index] = inPlace;
    }
    body.push_back(in);
  }

  /** `instead`, where given, is written in the register's place. */
  void bindOperation(const int32_t *words, Place instead) {
    const int32_t opcode = words[0];
    const OperationInfo &info = operationTable[opcode];
    if (opcode == op_gather) return bindGather(words);
    if (opcode == op_element || opcode == op_storeElement) return bindElement(words);
    if (opcode == op_setUniform) {
      Instruction in = control(Control::setUniform, words);
      in.to = {(int64_t)call.uniforms[(size_t)words[1]] * doubleBytes, inArena};
      body.push_back(in);
      return;
    }
    if (opcode == op_fault || opcode == op_emit) {
      body.push_back(control(opcode == op_fault ? Control::fault : Control::emit, words));
      return;
    }
    Instruction in = blank();
    Place *places[3] = {&in.a, &in.b, &in.c};
    int pattern = 0;
    for (int32_t k = 0; k < info.operands; k++) {
      *places[k] = operand(words[2 + k]);
      if (places[k]->base == inScalars) pattern |= 1 << k;
    }
    const int32_t operation = opcode == op_store ? (int32_t)op_copy : opcode;
    const bool indexed = info.writes == WritesKind::indexed;
    Kernel kernel = indexed ? nullptr : kernels.operations[operation][pattern];
    if (operation == op_copy && pattern == 1) kernel = kernels.broadcast;
    if (!kernel && pattern != 0) {
      for (int32_t k = 0; k < info.operands; k++) broadcast(*places[k], k);
      kernel = indexed ? nullptr : kernels.operations[operation][0];
    }
    in.run = kernel;
    if (instead.offset >= 0) in.to = instead;
    else if (info.writes == WritesKind::inRegister) in.to = registerPlace(words[1]);
    else if (info.writes == WritesKind::column) in.to = {(int64_t)call.columns[(size_t)words[1]] * doubleBytes, inLanes};
    else if (indexed) {
      const IndexTable &table = group.tables[(size_t)call.tables[(size_t)words[1]]];
      const int64_t address = call.columns[(size_t)words[1]];
      const bool adds = opcode == op_addAt;
      if (table.stretch) {
        in.to = {(address + table.indices[0]) * doubleBytes, inLanes};
        in.run = adds ? kernels.addStretch : kernels.assignStretch;
      } else {
        in.to = {address * doubleBytes, inArena};
        in.indices = paddedIndices(table);
        in.run = adds ? kernels.addAt : kernels.assignAt;
      }
    }
    body.push_back(in);
  }

  void bindElement(const int32_t *words) {
    const bool reads = words[0] == op_element;
    const int32_t column = reads ? operandOf(words[2]).index : words[1];
    const ColumnSlot &slot = program.columns[(size_t)column];
    const Place place = {(int64_t)call.columns[(size_t)column] * doubleBytes, slot.own ? inLanes : inArena};
    Instruction in = blank();
    in.length = slot.own ? slot.length : group.tables[(size_t)call.tables[(size_t)column]].extent;
    in.stride = padded(call.count);
    in.code = slot.outOfRange;
    in.b = operand(words[3]);
    in.c = operand(words[4]);
    const Operand when = operandOf(words[4]);
    const bool always = when.kind == OperandKind::scalar && (size_t)when.index < program.constants.size() && program.constants[(size_t)when.index] != 0;
    broadcast(in.b, 1);
    if (!always || !reads) broadcast(in.c, 2);
    if (reads) {
      in.a = place;
      in.to = registerPlace(words[1]);
      in.run = kernels.element[slot.own][!always];
    } else {
      in.a = operand(words[2]);
      broadcast(in.a, 0);
      in.to = place;
      in.run = kernels.storeElement[slot.own];
    }
    body.push_back(in);
  }

  void bindGather(const int32_t *words) {
    const int32_t column = operandOf(words[2]).index;
    const IndexTable &table = group.tables[(size_t)call.tables[(size_t)column]];
    const int64_t address = call.columns[(size_t)column];
    Instruction in = blank();
    in.to = registerPlace(words[1]);
    if (table.stretch && address + table.indices[0] + padded(call.count) <= model.arenaLength) {
      in.a = {(address + table.indices[0]) * doubleBytes, inLanes};
      in.run = kernels.operations[op_copy][0];
    } else {
      in.a = {address * doubleBytes, inArena};
      in.indices = paddedIndices(table);
      in.run = kernels.gather;
    }
    body.push_back(in);
  }

  /** The table's indices for all lanes; padding lanes repeat the last live one. */
  const int32_t *paddedIndices(const IndexTable &table) {
    for (const auto &known : paddedTables)
      if (known.first == &table) return known.second;
    std::vector<int32_t> indices(table.indices.begin(), table.indices.begin() + call.count);
    indices.resize((size_t)padded(call.count), indices.empty() ? 0 : indices.back());
    bound.indices.push_back(std::move(indices));
    paddedTables.push_back({&table, bound.indices.back().data()});
    return paddedTables.back().second;
  }
};

/** Calls with fewer lanes are done by one thread before others could join in. */
constexpr int32_t fewestSharedLanes = 512;

/** Whether members of a team may each run some of its lanes: no lane meets another, nothing is emitted, no uniform changes. */
bool lanesAreApart(const BoundCall &call) {
  if (call.laneByLane || call.count < fewestSharedLanes) return false;
  const Program &program = *call.program;
  for (const UniformSlot &uniform : program.uniforms)
    if (uniform.written) return false;
  for (size_t at = 0; at < program.body.size(); at += wordsPerOperation)
    if (program.body[at] == op_emit) return false;
  for (size_t c = 0; c < program.columns.size(); c++) {
    const ColumnSlot &slot = program.columns[c];
    if (slot.own || slot.access == Access::read) continue;
    if (slot.elements || !call.group->tables[(size_t)call.call->tables[c]].distinct) return false;
  }
  return true;
}

} // namespace

BoundCall bindCall(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, int32_t block) {
  BoundCall bound = {};
  const Program &program = model.programs[(size_t)call.program];
  bound.program = &program;
  bound.call = &call;
  bound.group = &group;
  bound.count = call.count;
  bound.model = &model;
  bound.emitsInTurns = false;
  bound.hoisting.assign(program.uniforms.size(), 0);
  for (size_t at = 0; at < program.prologue.size(); at += wordsPerOperation)
    for (int32_t k = 0; k < operationTable[program.prologue[at]].operands; k++) {
      const int64_t uniform = operandOf(program.prologue[at + 2 + (size_t)k]).index - (int64_t)program.constants.size();
      if (uniform >= 0 && uniform < (int64_t)program.uniforms.size()) bound.hoisting[(size_t)uniform] = 1;
    }
  bound.laneByLane = program.sequential || lanesMeet(model, group, call);
  bound.canBeShared = lanesAreApart(bound);
  bound.isAlone = block <= 0 && call.count == 1;
  bound.setsUniforms = std::any_of(program.uniforms.begin(), program.uniforms.end(), [](const UniformSlot &uniform) { return uniform.written; });
  const bool few = block <= 0 && !bound.laneByLane && !bound.isAlone && call.count <= kernels.few->lanes;
  // A power of two, so that registers are whole quarters of a page apart, or half of one (kernel/arena.ts).
  int64_t chosen = block > 0 ? padded(block) : largestBlock;
  while (block <= 0 && chosen > smallestBlock && chosen * (program.registers + 4) > registerDoubles) chosen /= 2;
  bound.block = few ? kernels.few->lanes : (int32_t)std::min(chosen, std::max<int64_t>(lanePadding, padded(call.count)));
  bound.scalars.assign((size_t)program.scalars(), 0.0);
  if (few) bound.spread.assign(bound.scalars.size() * (size_t)bound.block, 0.0);
  std::copy(program.constants.begin(), program.constants.end(), bound.scalars.begin());
  bound.uniformAddresses = call.uniforms;
  bound.generation = 0;
  bound.scratchDoubles = program.registers + 4;
  if (call.count > 0 && !bound.laneByLane) {
    const LaneKernels &own = few ? *kernels.few : kernels;
    UsualProgram usual = usualProgram(program, group, call);
    bound.usualConditions = std::move(usual.conditions);
    if (!bound.isAlone) Binder(model, program, group, call, own, bound, bound.body).bind();
    if (bound.usualConditions.empty()) return bound;
    if (bound.isAlone) bound.usually.reset(new LaneWise(usual.program, group, call, kernels));
    else Binder(model, usual.program, group, call, own, bound, bound.usualBody).bind();
  }
  return bound;
}

} // namespace hillock
