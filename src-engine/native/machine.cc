#include "machine.h"
#include "operations.generated.h"
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
