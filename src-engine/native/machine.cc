#include "machine.h"
#include <algorithm>
#include <stdlib.h>
#include <string.h>

namespace hillock {

Scratch::~Scratch() { free(memory); }

double *Scratch::reserve(int64_t doubles) {
  if (doubles > size) {
    free(memory);
    memory = malloc((size_t)doubles * sizeof(double) + 64);
    size = memory ? doubles : 0;
  }
  return memory ? (double *)(((uintptr_t)memory + 63) & ~(uintptr_t)63) : nullptr;
}

namespace {

constexpr int64_t doubleBytes = sizeof(double);
/** Registers should stay in the nearest cache beside the columns that go through. */
constexpr int64_t registerDoubles = 2048;

/** Whether lanes may meet in memory: then they run one after the other, as if the program were sequential. */
bool lanesMeet(const Model &model, const Group &group, const ProgramCall &call) {
  const Program &program = model.programs[(size_t)call.program];
  struct Use {
    int64_t from, to;
    int32_t address, table;
    int touches;
    bool own, writes;
  };
  std::vector<Use> uses;
  for (size_t c = 0; c < program.columns.size(); c++) {
    const ColumnSlot &slot = program.columns[c];
    const int64_t address = call.columns[c];
    const IndexTable *table = slot.own ? nullptr : &group.tables[(size_t)call.tables[c]];
    uses.push_back({table ? address + table->lowest : address, table ? address + table->highest + 1 : address + call.count, call.columns[c], call.tables[c], 0, slot.own, slot.access != Access::read});
  }
  for (size_t at = 0; at < program.body.size(); at += wordsPerOperation) {
    const OperationInfo &info = operationTable[program.body[at]];
    if (info.writes == WritesKind::indexed || info.writes == WritesKind::column) uses[(size_t)program.body[at + 1]].touches++;
    for (int32_t k = 0; k < info.operands; k++) {
      const Operand operand = operandOf(program.body[at + 2 + k]);
      if (operand.kind == OperandKind::column) uses[(size_t)operand.index].touches++;
    }
  }
  for (size_t i = 0; i < uses.size(); i++) {
    const Use &a = uses[i];
    // One operation on shared elements goes in lane order at any block size; two would interleave differently.
    if (a.writes && !a.own && a.touches > 1 && !group.tables[(size_t)a.table].distinct) return true;
    for (size_t j = i + 1; j < uses.size(); j++) {
      const Use &b = uses[j];
      if (!(a.writes || b.writes) || a.to <= b.from || b.to <= a.from) continue;
      const bool laneForLane = a.address == b.address && a.own == b.own && (a.own || (a.table == b.table && group.tables[(size_t)a.table].distinct));
      if (!laneForLane) return true;
    }
  }
  return false;
}

/** Turns a program's words into instructions with places. */
class Binder {
public:
  Binder(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, BoundCall &bound)
    : model(model), program(*bound.program), group(group), call(call), kernels(kernels), bound(bound), spare(program.registers) {
  }

  void bind() {
    const size_t count = program.body.size() / wordsPerOperation;
    std::vector<size_t> positionOf(count + 1); // operation → instruction
    std::vector<size_t> skips;
    for (size_t at = 0; at < count; at++) {
      positionOf[at] = bound.body.size();
      const int32_t *words = &program.body[at * wordsPerOperation];
      if (words[0] == op_skipUnless) {
        Instruction in = blank();
        in.a = operand(words[2]);
        in.skip = words[1];
        skips.push_back(at);
        positionOf[at] = bound.body.size();
        bound.body.push_back(in);
      } else bindOperation(words);
    }
    positionOf[count] = bound.body.size();
    // A skip counts operations; broadcasts and forwarded gathers make instructions more or fewer.
    for (size_t at : skips) {
      size_t here = positionOf[at];
      Instruction &in = bound.body[here];
      in.skip = (int32_t)(positionOf[at + 1 + (size_t)in.skip] - here - 1);
    }
    bound.scratchDoubles = (int64_t)(spare + 3) * bound.block;
  }

private:
  const Model &model;
  const Program &program;
  const Group &group;
  const ProgramCall &call;
  const LaneKernels &kernels;
  BoundCall &bound;
  int32_t spare; // first register that the program does not use
  std::vector<std::pair<const IndexTable *, const int32_t *>> paddedTables;

  static Instruction blank() {
    Instruction in = {};
    in.skip = -1;
    return in;
  }

  Place registerPlace(int32_t index) const { return {(int64_t)index * bound.block * doubleBytes, inRegisters}; }
  Place scalarPlace(int32_t index) const { return {index * doubleBytes, inScalars}; }

  Place operand(int32_t word) const {
    const Operand o = operandOf(word);
    if (o.kind == OperandKind::inRegister) return registerPlace(o.index);
    if (o.kind == OperandKind::scalar) return scalarPlace(o.index);
    return {(int64_t)call.columns[(size_t)o.index] * doubleBytes, inLanes};
  }

  void bindOperation(const int32_t *words) {
    const int32_t opcode = words[0];
    const OperationInfo &info = operationTable[opcode];
    if (opcode == op_gather) return bindGather(words);
    if (opcode == op_setUniform) {
      Instruction in = blank();
      in.a = operand(words[2]);
      bound.setUniforms.push_back({(int32_t)bound.body.size(), words[1]});
      in.run = nullptr;
      bound.body.push_back(in);
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
      for (int32_t k = 0; k < info.operands; k++) {
        if (places[k]->base != inScalars) continue;
        Instruction fill = blank();
        fill.run = kernels.broadcast;
        fill.a = *places[k];
        fill.to = registerPlace(spare + k);
        bound.body.push_back(fill);
        *places[k] = fill.to;
      }
      kernel = indexed ? nullptr : kernels.operations[operation][0];
    }
    in.run = kernel;
    if (info.writes == WritesKind::inRegister) in.to = registerPlace(words[1]);
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
    bound.body.push_back(in);
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
    bound.body.push_back(in);
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


bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/** Reads the uniforms and computes the hoisted values. */
void runPrologue(BoundCall &call, const LaneKernels &kernels, const double *arena) {
  const Program &program = *call.program;
  const size_t firstUniform = program.constants.size(), firstHoisted = firstUniform + program.uniforms.size();
  for (size_t u = 0; u < program.uniforms.size(); u++) call.scalars[firstUniform + u] = arena[call.uniformAddresses[u]];
  for (size_t at = 0; at < program.prologue.size(); at += wordsPerOperation) {
    const int32_t *words = &program.prologue[at];
    double values[3] = {0, 0, 0};
    for (int32_t k = 0; k < operationTable[words[0]].operands; k++) values[k] = call.scalars[(size_t)operandOf(words[2 + k]).index];
    call.scalars[firstHoisted + (size_t)words[1]] = kernels.evaluate(words[0], values[0], values[1], values[2]);
  }
}

/** Lane after lane, straight from the program's words. Slow, and rarely needed. */
void runLaneByLane(BoundCall &call, const LaneKernels &kernels, double *arena, double *registers, uint64_t &generation) {
  const Program &program = *call.program;
  const ProgramCall &places = *call.call;
  const size_t count = program.body.size() / wordsPerOperation;
  for (int32_t lane = 0; lane < call.count; lane++) {
    if (lane == 0 || !call.setUniforms.empty()) runPrologue(call, kernels, arena);
    std::vector<std::pair<int32_t, double>> set;
    for (size_t at = 0; at < count; at++) {
      const int32_t *words = &program.body[at * wordsPerOperation];
      const OperationInfo &info = operationTable[words[0]];
      double values[3] = {0, 0, 0};
      for (int32_t k = 0; k < info.operands; k++) {
        const Operand o = operandOf(words[2 + k]);
        if (o.kind == OperandKind::inRegister) values[k] = registers[o.index];
        else if (o.kind == OperandKind::scalar) values[k] = call.scalars[(size_t)o.index];
        else if (program.columns[(size_t)o.index].own) values[k] = arena[places.columns[(size_t)o.index] + lane];
        else values[k] = arena[places.columns[(size_t)o.index] + call.group->tables[(size_t)places.tables[(size_t)o.index]].indices[(size_t)lane]];
      }
      switch (words[0]) {
      case op_gather: registers[words[1]] = values[0]; break;
      case op_store: arena[places.columns[(size_t)words[1]] + lane] = values[0]; break;
      case op_assignAt:
      case op_addAt: {
        double &to = arena[places.columns[(size_t)words[1]] + call.group->tables[(size_t)places.tables[(size_t)words[1]]].indices[(size_t)lane]];
        to = words[0] == op_addAt ? to + values[0] : values[0];
        break;
      }
      case op_setUniform: set.push_back({words[1], values[0]}); break;
      case op_skipUnless:
        if (!(values[0] != 0)) at += (size_t)words[1];
        break;
      default: registers[words[1]] = kernels.evaluate(words[0], values[0], values[1], values[2]);
      }
    }
    if (!program.sequential && lane + 1 < call.count) continue;
    for (const auto &uniform : set) {
      double &to = arena[places.uniforms[(size_t)uniform.first]];
      if (!sameBits(to, uniform.second)) generation++;
      to = uniform.second;
    }
  }
}

} // namespace

BoundCall bindCall(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, int32_t block) {
  BoundCall bound = {};
  const Program &program = model.programs[(size_t)call.program];
  bound.program = &program;
  bound.call = &call;
  bound.group = &group;
  bound.count = call.count;
  bound.laneByLane = program.sequential || lanesMeet(model, group, call);
  const int64_t fitting = registerDoubles / (program.registers + 4) / lanePadding * lanePadding;
  const int64_t chosen = block > 0 ? padded(block) : std::min<int64_t>(256, std::max<int64_t>(64, fitting));
  bound.block = (int32_t)std::min(chosen, std::max<int64_t>(lanePadding, padded(call.count)));
  bound.scalars.assign((size_t)program.scalars(), 0.0);
  std::copy(program.constants.begin(), program.constants.end(), bound.scalars.begin());
  bound.uniformAddresses = call.uniforms;
  bound.generation = 0;
  bound.scratchDoubles = program.registers + 4;
  if (call.count > 0) {
    if (bound.laneByLane) {
      for (size_t at = 0; at < program.body.size(); at += wordsPerOperation)
        if (program.body[at] == op_setUniform) bound.setUniforms.push_back({(int32_t)(at / wordsPerOperation), program.body[at + 1]});
    } else Binder(model, group, call, kernels, bound).bind();
  }
  return bound;
}

void runCall(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation) {
  if (call.count == 0) return;
  if (call.laneByLane) return runLaneByLane(call, kernels, arena, scratch, generation);
  if (call.generation != generation || call.program->readsTime) {
    runPrologue(call, kernels, arena);
    call.generation = generation;
  }
  const Instruction *const first = call.body.data(), *const end = first + call.body.size();
  Block block = {{(char *)scratch, (char *)call.scalars.data(), (char *)arena, (char *)arena}, 0, 0, 0};
  for (int32_t start = 0; start < call.count; start += call.block) {
    block.base[inLanes] = (char *)(arena + start);
    block.start = start;
    block.live = std::min(call.block, call.count - start);
    block.padded = (int32_t)padded(block.live);
    for (const Instruction *in = first; in < end; in++) {
      if (in->skip >= 0) {
        if (!(in->a.base == inScalars ? *(const double *)(block.base[inScalars] + in->a.offset) != 0 : kernels.anyLane(*in, block))) in += in->skip;
      } else if (in->run) in->run(*in, block);
      else if (start + call.block >= call.count) {
        // setUniform; the last block holds the last live lane
        for (const auto &uniform : call.setUniforms) {
          if (first + uniform.first != in) continue;
          const double value = *((const double *)(block.base[in->a.base] + in->a.offset) + (in->a.base == inScalars ? 0 : block.live - 1));
          double &to = arena[call.uniformAddresses[(size_t)uniform.second]];
          if (!sameBits(to, value)) generation++;
          to = value;
        }
      }
    }
  }
}

} // namespace hillock
