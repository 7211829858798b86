// Which registers still matter at which place of a program.
#pragma once
#include "model.h"

namespace hillock {

class Liveness {
public:
  /** Of a verified program. */
  explicit Liveness(const Program &program);

  /** Whether anything that may run after the operation at this position reads the register's present number. */
  bool after(size_t position, int32_t wanted) const;

private:
  const size_t count, wordsEach;
  bool known; // a program that is too large counts all registers as read
  std::vector<uint64_t> live; // for each position, and the end: a bit for each register that is read from there on

  uint64_t *row(size_t position) { return &live[position * wordsEach]; }
  bool step(const Program &program, size_t position, const std::vector<uint64_t> &none);
};

} // namespace hillock
