// What a model is read from: words, one after the other, none beyond the end.
#pragma once
#include "model.h"
#include <string.h>

namespace hillock {

/** Takes little-endian words off a run of bytes; once it has failed it gives zeros and empty lists. */
class ModelReader {
public:
  ModelReader(const uint8_t *bytes, size_t length) : next(bytes), end(bytes + length) {}

  bool failed = false;

  bool atEnd() const { return next == end; }

  int32_t whole() {
    int32_t value = 0;
    take(&value, sizeof value);
    return value;
  }
  double number() {
    double value = 0;
    take(&value, sizeof value);
    return value;
  }
  bool flag() { return whole() != 0; }

  /** A count of things that take at least `least` bytes each, so that a forged count cannot reserve memory. */
  int32_t count(size_t least) {
    const int32_t value = whole();
    if (value < 0 || (size_t)value > (size_t)(end - next) / least) failed = true;
    return failed ? 0 : value;
  }
  std::vector<int32_t> wholes() {
    std::vector<int32_t> values((size_t)count(sizeof(int32_t)));
    take(values.data(), values.size() * sizeof(int32_t));
    return values;
  }
  std::vector<double> numbers() {
    std::vector<double> values((size_t)count(sizeof(double)));
    take(values.data(), values.size() * sizeof(double));
    return values;
  }
  std::string text() {
    std::string value((size_t)count(1), ' ');
    take(&value[0], value.size());
    return value;
  }

private:
  const uint8_t *next, *end;

  void take(void *into, size_t length) {
    if (length == 0) return;
    if (failed || (size_t)(end - next) < length) {
      failed = true;
      memset(into, 0, length);
      return;
    }
    memcpy(into, next, length);
    next += length;
  }
};

/** A program, with notes of how its columns are reached; it has not been verified yet. */
Program readProgram(ModelReader &in);
std::vector<ProgramCall> readCalls(ModelReader &in);
/** An index table, with notes of how its indices lie. */
IndexTable readIndexTable(ModelReader &in);

} // namespace hillock
