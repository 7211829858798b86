#include "machine.h"
#include "operations.generated.h"
#include <algorithm>
#include <stdlib.h>
#include <string.h>

namespace hillock {

Scratch::~Scratch() { free(memory); }

/** Registers then meet the arena's columns at quarters of a page (kernel/arena.ts). */
constexpr int64_t pageBytes = 4096;

double *Scratch::reserve(int64_t doubles) {
  // Also where no doubles are wanted: null means that memory is short.
  if (!memory || doubles > size) {
    free(memory);
    memory = malloc((size_t)doubles * sizeof(double) + pageBytes);
    size = memory ? doubles : 0;
  }
  return memory ? (double *)(((uintptr_t)memory + pageBytes - 1) & ~(uintptr_t)(pageBytes - 1)) : nullptr;
}

namespace {

constexpr size_t deepestLoop = 32; // as verified

bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/** Computes the hoisted values. */
void runPrologue(BoundCall &call, const LaneKernels &kernels) {
  const Program &program = *call.program;
  const size_t firstHoisted = program.constants.size() + program.uniforms.size();
  for (size_t at = 0; at < program.prologue.size(); at += wordsPerOperation) {
    const int32_t *words = &program.prologue[at];
    double values[3] = {0, 0, 0};
    for (int32_t k = 0; k < operationTable[words[0]].operands; k++) values[k] = call.scalars[(size_t)operandOf(words[2 + k]).index];
    call.scalars[firstHoisted + (size_t)words[1]] = kernels.single[words[0]](values[0], values[1], values[2]);
  }
}

/** Reads the uniforms, and computes the hoisted values where one that they are made of has changed. */
void refreshScalars(BoundCall &call, const LaneKernels &kernels, const double *arena) {
  const Program &program = *call.program;
  const size_t firstUniform = program.constants.size();
  bool changed = call.generation == 0;
  for (size_t u = 0; u < program.uniforms.size(); u++) {
    double &known = call.scalars[firstUniform + u];
    const double value = arena[call.uniformAddresses[u]];
    if (call.hoisting[u] && !sameBits(known, value)) changed = true;
    known = value;
  }
  if (changed) runPrologue(call, kernels);
  call.asUsual = !call.usualConditions.empty();
  for (const int32_t condition : call.usualConditions)
    if (call.scalars[(size_t)condition] != 0) call.asUsual = false;
  // Constants are spread the first time, the others every time.
  if (call.spread.empty()) return;
  double *to = call.spread.data() + (call.generation == 0 ? 0 : firstUniform * (size_t)call.block);
  for (size_t k = call.generation == 0 ? 0 : firstUniform; k < call.scalars.size(); k++, to += call.block) std::fill_n(to, call.block, call.scalars[k]);
}

LaneWise &laneWiseOf(BoundCall &call, const LaneKernels &kernels) {
  if (!call.laneWise) call.laneWise.reset(new LaneWise(*call.program, *call.group, *call.call, kernels));
  return *call.laneWise;
}

/** Lane after lane. Slow, and rarely needed. */
void runLaneByLane(BoundCall &call, const LaneKernels &kernels, double *arena, double *registers, uint64_t &generation, CallOutcome &outcome) {
  LaneWise &laneWise = laneWiseOf(call, kernels);
  for (int32_t lane = 0; lane < call.count; lane++) {
    if (lane == 0 || call.program->sequential) refreshScalars(call, kernels, arena);
    call.generation = generation;
    laneWise.run(lane, -1, call.scalars.data(), arena, registers, outcome);
    if ((call.program->sequential || lane + 1 == call.count) && laneWise.storeUniforms(arena) && call.isHeard) generation++;
  }
}

/** Where an instruction's values lie for a block, one for each lane or one for all. */
struct Values {
  const double *first;
  int32_t step;

  Values(const Place &place, const Block &block) : first((const double *)(block.base[place.base] + place.offset)), step(place.base == inScalars ? 0 : 1) {}
  double operator[](int32_t lane) const { return first[lane * step]; }
};

bool holdsSomewhere(const Instruction &in, const LaneKernels &kernels, const Block &block) {
  return in.a.base == inScalars ? Values(in.a, block)[0] != 0 : kernels.anyLane(in, block);
}

void noteFault(const Instruction &in, const Block &block) {
  const Values condition(in.a, block);
  for (int32_t lane = 0; lane < block.live; lane++) {
    if (condition[lane] == 0) continue;
    block.fault->note(block.start + lane, in.code);
    return;
  }
}

void emit(const Instruction &in, const Block &block, CallOutcome &outcome) {
  const Values time(in.a, block), flag(in.b, block), condition(in.c, block);
  for (int32_t lane = 0; lane < block.live; lane++)
    if (condition[lane] != 0) outcome.emissions.push_back({(EmissionKind)in.code, block.start + lane, time[lane], flag[lane]});
}

/** One block; whether a uniform got a new value. */
bool runBlock(const BoundCall &call, const LaneKernels &kernels, const Block &block, CallOutcome &outcome) {
  bool changed = false;
  int64_t rounds[deepestLoop];
  const std::vector<Instruction> &body = call.asUsual ? call.usualBody : call.body;
  const Instruction *const first = body.data(), *const end = first + body.size();
  for (const Instruction *in = first; in < end; in++) {
    if (in->run) {
      in->run(*in, block);
      continue;
    }
    switch (in->control) {
    case Control::skip:
      if (!holdsSomewhere(*in, kernels, block)) in += in->jump;
      break;
    case Control::loop: rounds[in->depth] = in->length; break;
    case Control::leave:
      if (holdsSomewhere(*in, kernels, block)) {
        if (rounds[in->depth]-- > 0) break;
        noteFault(*in, block);
      }
      in += in->jump;
      break;
    case Control::again: in += in->jump; break;
    case Control::fault: noteFault(*in, block); break;
    case Control::emit: emit(*in, block, outcome); break;
    case Control::setUniform: {
      // The last block holds the last live lane.
      if (block.start + block.live < call.count) break;
      const double value = Values(in->a, block)[block.live - 1];
      double &to = *(double *)(block.base[inArena] + in->to.offset);
      if (!sameBits(to, value)) changed = true;
      to = value;
    }
    }
  }
  return changed;
}

} // namespace

namespace {

/** Scalars as they are now, where they may have changed. */
void prepareCall(BoundCall &call, const LaneKernels &kernels, const double *arena, uint64_t generation) {
  if (call.generation == generation && !call.program->readsTime) return;
  refreshScalars(call, kernels, arena);
  call.generation = generation;
}

/** Some lanes, from a multiple of `lanePadding` on; whether a uniform got a new value. */
bool runLanes(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, int32_t from, int32_t to, LaneFault &fault, CallOutcome &outcome) {
  bool changed = false;
  const std::vector<double> &scalars = call.spread.empty() ? call.scalars : call.spread;
  Block block = {{(char *)scratch, (char *)scalars.data(), (char *)arena, (char *)arena}, 0, 0, 0, &fault};
  for (int32_t start = from; start < to; start += call.block) {
    block.base[inLanes] = (char *)(arena + start);
    block.start = start;
    block.live = std::min(call.block, to - start);
    block.padded = call.spread.empty() ? (int32_t)padded(block.live) : call.block;
    if (runBlock(call, kernels, block, outcome)) changed = true;
  }
  return changed;
}

} // namespace

void findHeard(const std::vector<BoundCall *> &calls) {
  for (BoundCall *call : calls) {
    const auto sets = [&](int32_t address) {
      for (size_t u = 0; u < call->uniformAddresses.size(); u++)
        if (call->program->uniforms[u].written && call->uniformAddresses[u] == address) return true;
      return false;
    };
    // One that runs lane by lane looks at its uniforms each time.
    call->isHeard = std::any_of(calls.begin(), calls.end(), [&](const BoundCall *other) {
      return !other->laneByLane && std::any_of(other->uniformAddresses.begin(), other->uniformAddresses.end(), sets);
    });
  }
}

namespace {

/** The only lane. */
void runAlone(BoundCall &call, const LaneKernels &kernels, double *arena, uint64_t &generation, CallOutcome &outcome) {
  refreshScalars(call, kernels, arena);
  call.generation = generation;
  LaneWise &laneWise = call.asUsual ? *call.usually : laneWiseOf(call, kernels);
  const bool hoists = std::any_of(call.hoisting.begin(), call.hoisting.end(), [](char is) { return is != 0; });
  LoneLane &lane = laneWise.alone(call.scalars, arena, call.isHeard || hoists);
  lane.run(outcome);
  if (call.setsUniforms && laneWise.storeUniforms(arena) && call.isHeard) generation++;
  call.ready = laneWise.setsInPlace() && !call.program->readsTime ? &lane : nullptr;
}

} // namespace

void runCall(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation, CallOutcome &outcome) {
  if (call.count == 0) return;
  if (call.isAlone) {
    if (!runReady(call, generation, outcome)) runAlone(call, kernels, arena, generation, outcome);
    return;
  }
  if (call.laneByLane) return runLaneByLane(call, kernels, arena, scratch, generation, outcome);
  prepareCall(call, kernels, arena, generation);
  LaneFault fault = {-1, -1};
  const size_t emitted = outcome.emissions.size();
  if (runLanes(call, kernels, arena, scratch, 0, call.count, fault, outcome)) generation++;
  if (fault.lane >= 0 && outcome.fault < 0) {
    outcome.fault = fault.fault;
    outcome.faultLane = fault.lane;
  }
  const auto byLane = [](const Emission &a, const Emission &b) { return a.lane < b.lane; };
  const auto from = outcome.emissions.begin() + (std::ptrdiff_t)emitted;
  if (call.emitsInTurns && !std::is_sorted(from, outcome.emissions.end(), byLane)) std::stable_sort(from, outcome.emissions.end(), byLane);
}

void runTogether(BoundCall &call, const LaneKernels &kernels, double *arena, Team &team, uint64_t generation, CallOutcome &outcome) {
  prepareCall(call, kernels, arena, generation);
  std::vector<LaneFault> faults(team.size(), LaneFault{-1, -1});
  const int64_t vectors = padded(call.count) / lanePadding;
  team.together([&](size_t member) {
    const auto start = [&](size_t of) { return (int32_t)std::min<int64_t>(call.count, vectors * (int64_t)of / (int64_t)team.size() * lanePadding); };
    CallOutcome none;
    runLanes(call, kernels, arena, team.scratch(member), start(member), start(member + 1), faults[member], none);
  });
  for (const LaneFault &fault : faults) {
    if (fault.lane < 0 || outcome.fault >= 0) continue;
    outcome.fault = fault.fault;
    outcome.faultLane = fault.lane;
  }
}

void runLaneWise(BoundCall &call, const LaneKernels &kernels, double *arena, double *scratch, uint64_t &generation, int32_t lane, int32_t row, CallOutcome &outcome) {
  LaneWise &laneWise = laneWiseOf(call, kernels);
  refreshScalars(call, kernels, arena);
  call.generation = generation;
  laneWise.run(lane, row, call.scalars.data(), arena, scratch, outcome);
  if (laneWise.storeUniforms(arena)) generation++;
}

} // namespace hillock
