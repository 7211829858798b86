// Replays a model from a file, without Node: for the sanitizers, which Node does not get along with.
//
//   driver FILE            what dumpModel.ts wrote: model, arena, dt, method, steps, threads
//
// Runs the model at every instruction set and lane count of this processor, prints one line for each with a
// fingerprint of the traces and the number of steps taken, and fails where they differ.
#include "isa.h"
#include "threads.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace {

using namespace hillock;

struct Dump {
  std::vector<uint8_t> model;
  std::vector<double> arena;
  double dt;
  int32_t crankNicolson, steps, threads;
};

bool readDump(const char *path, Dump &dump) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  int32_t lengths[2];
  bool good = fread(lengths, sizeof lengths, 1, file) == 1 && lengths[0] >= 0 && lengths[1] >= 0;
  if (good) {
    dump.model.resize((size_t)lengths[0]);
    dump.arena.resize((size_t)lengths[1]);
    good = fread(&dump.dt, 8, 1, file) == 1 && fread(&dump.crankNicolson, 4, 1, file) == 1 && fread(&dump.steps, 4, 1, file) == 1 && fread(&dump.threads, 4, 1, file) == 1;
    good = good && fread(dump.model.data(), 1, dump.model.size(), file) == dump.model.size();
    good = good && fread(dump.arena.data(), sizeof(double), dump.arena.size(), file) == dump.arena.size();
  }
  fclose(file);
  return good;
}

/** The arena at a 64-byte boundary, in a block of just its size, so that the sanitizer sees every step beyond it. */
struct AlignedArena {
  double *values;
  explicit AlignedArena(const std::vector<double> &from) {
    if (posix_memalign((void **)&values, 64, from.size() * sizeof(double) + 1) != 0) abort();
    memcpy(values, from.data(), from.size() * sizeof(double));
  }
  ~AlignedArena() { free(values); }
};

/** FNV-1a over the bits, any NaN taken as one. */
uint64_t fingerprint(const double *values, size_t count) {
  uint64_t hash = 1469598103934665603ULL;
  for (size_t i = 0; i < count; i++) {
    uint64_t bits = 0x7ff8000000000000ULL;
    if (values[i] == values[i]) memcpy(&bits, &values[i], sizeof bits);
    hash = (hash ^ bits) * 1099511628211ULL;
  }
  return hash;
}

/** Fingerprint of the traces, 0 where the run cannot begin; and how far it came. */
uint64_t replay(const Dump &dump, Isa isa, int lanes, int64_t &steps) {
  Model model;
  std::string wrong = readModel(dump.model.data(), dump.model.size(), model);
  if (wrong.empty() && (model.arenaLength < 0 || (size_t)model.arenaLength > dump.arena.size())) wrong = "the arena is shorter than the model says";
  if (wrong.empty()) wrong = verifyModel(model);
  if (!wrong.empty()) {
    fprintf(stderr, "refused: %s\n", wrong.c_str());
    return 0;
  }
  const AlignedArena arena(dump.arena);
  const std::shared_ptr<Session> session = std::make_shared<Session>(std::move(model), arena.values, kernelsFor(isa, lanes), 0);
  Scratch scratch;
  double *registers = scratch.reserve(session->scratchDoubles());
  if (!registers) return 0;
  if (session->initialise(dump.dt, dump.crankNicolson != 0, registers) >= 0) return 0;
  std::vector<double> traces((size_t)(session->probes() * dump.steps));
  Advance advance;
  advance.steps = dump.steps;
  advance.dt = dump.dt;
  advance.crankNicolson = dump.crankNicolson != 0;
  advance.threads = dump.threads;
  advance.traces = traces.data();
  advance.capacity = dump.steps;
  ThreadPool pool;
  const std::shared_ptr<AdvanceJob> job = std::make_shared<AdvanceJob>(session, advance);
  job->runHere(pool);
  steps = job->outcome().steps;
  return fingerprint(traces.data(), traces.size());
}

} // namespace

int main(int count, char **words) {
  Dump dump;
  if (count != 2 || !readDump(words[1], dump)) {
    fprintf(stderr, "usage: driver FILE\n");
    return 2;
  }
  const struct {
    Isa isa;
    const char *name;
  } all[] = {{Isa::base, "base"}, {Isa::avx2, "avx2"}, {Isa::avx512, "avx512"}};
  uint64_t expected = 0;
  for (const auto &entry : all) {
    if (!hasIsa(entry.isa)) continue;
    for (int lanes = 2; lanes <= 8; lanes *= 2) {
      int64_t steps = 0;
      const uint64_t hash = replay(dump, entry.isa, lanes, steps);
      if (hash == 0) return 1;
      printf("%s %d %016llx %lld\n", entry.name, lanes, (unsigned long long)hash, (long long)steps);
      if (expected == 0) expected = hash;
      if (hash != expected) {
        fprintf(stderr, "%s with %d lanes differs\n", entry.name, lanes);
        return 1;
      }
    }
  }
  return 0;
}
