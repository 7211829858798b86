// Stretches of operations on whole numbers modulo 2^32, such as a random generator's rounds, for one lane at a time.
#pragma once
#include "model.h"
#include <math.h>
#include <stddef.h>

namespace hillock {

/** Where a number of one lane lies: an index into the lane's bases, and how far behind. */
struct LanePlace {
  int32_t base, index;
};

/** One operation of a stretch: opcode, register written, places read. */
struct WordOperation {
  int32_t opcode;
  LanePlace to, a, b;
};

/** x truncated, modulo 2^32; what is not finite is 0. As `wholeBits` of laneMath/wholeNumbers.h. */
inline uint64_t wordOf(double x) {
  if (x > -9.2e18 && x < 9.2e18) return (uint64_t)(int64_t)x & 0xffffffffULL;
  if (!isfinite(x)) return 0;
  return (uint64_t)(int64_t)fmod(x, 4294967296.0) & 0xffffffffULL; // x is whole
}

/**
 * A stretch in which numbers stay whole numbers between its first and its last operation: doubles are read and written
 * at its ends only.
 */
class WordRun {
public:
  static bool takes(int32_t opcode);
  /** `constants` are the scalars that never change, from index 0 of base `scalars` on. */
  WordRun(const std::vector<WordOperation> &operations, int32_t scalars, const std::vector<double> &constants);

  void run(double *const *bases);

private:
  enum class Kind : int32_t { both, either, differ, low, high, highDiffer };
  struct Step {
    Kind kind;
    int32_t to, a, b, c, d; // slots
  };
  struct End {
    LanePlace place;
    int32_t slot;
  };
  std::vector<Step> steps;
  std::vector<End> inputs, outputs;
  std::vector<uint64_t> slots;

  void join();
};

} // namespace hillock
