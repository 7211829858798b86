// Which list of steps runs a lane: for a kind of event the one that assumes what is usual, and where that is not so another.
#include "oneLane.h"

namespace hillock {
namespace {

constexpr int32_t mostGuesses = 16, fewMistakes = 4;

} // namespace

OneLanes::OneLanes(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels) : model(model), group(group), call(call), kernels(kernels), flagAddress(group.hasEvents ? group.events.flag : -1) {}

/** Assumes of choices what they would be now. */
void OneLanes::guess(int32_t which, int32_t lane, int32_t row, const double *arena) {
  Kind &kind = kinds[which];
  kind.mistaken.assign(kind.free.size(), 0);
  const LaneGuess guess = {arena, lane, row, kind.free};
  kind.guessed = kind.guesses++ < mostGuesses ? OneLane::make(model, group, call, kernels, known(which), &guess) : nullptr;
  ready[which] = kind.guessed ? kind.guessed.get() : kind.any.get();
}

void OneLanes::make(int32_t which, int32_t lane, int32_t row, const double *arena) {
  Kind &kind = kinds[which];
  kind.made = true;
  kind.free.assign(model.programs[(size_t)call.program].body.size() / wordsPerOperation, 1);
  kind.any = OneLane::make(model, group, call, kernels, known(which), nullptr, &kind.free);
  if (kind.any) guess(which, lane, row, arena);
}

/** Where there is no list yet, or one has said of an operation that it was wrong about it. */
bool OneLanes::runAnew(int32_t which, int32_t wrong, int32_t lane, int32_t row, double *arena, uint64_t &generation, CallOutcome &outcome) {
  Kind &kind = kinds[which];
  if (!kind.made) make(which, lane, row, arena);
  if (!kind.any) return false;
  while (wrong >= 0) {
    OneLane *list = ready[which];
    if (wrong != noList) {
      list = kind.any.get();
      // What is often otherwise is not assumed again.
      if (++kind.mistaken[(size_t)wrong] > fewMistakes + ready[which]->runs / 16) {
        kind.free[(size_t)wrong] = 1;
        guess(which, lane, row, arena);
        list = ready[which];
      }
    }
    wrong = list->run(lane, row, arena, generation, outcome);
  }
  return true;
}

} // namespace hillock
