// State as bytes, and back. What keeps something outside of the arena from one step to the next has
//   void save(StateWriter &) const;
//   bool restore(StateReader &);   // false where the bytes cannot be its state
// and a line in snapshot.cc. Little-endian, nothing aligned.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <vector>

namespace hillock {

class StateWriter {
public:
  std::vector<uint8_t> bytes;

  void whole(int32_t value) { put(&value, sizeof value); }
  void wide(int64_t value) { put(&value, sizeof value); }
  void number(double value) { put(&value, sizeof value); }
  void put(const void *from, size_t length) {
    const size_t at = bytes.size();
    bytes.resize(at + length);
    if (length > 0) memcpy(bytes.data() + at, from, length);
  }
};

/** Once it has failed it gives zeros. Never reads beyond its bytes. */
class StateReader {
public:
  StateReader(const uint8_t *bytes, size_t length) : next(bytes), end(bytes + length) {}

  bool failed = false;

  bool atEnd() const { return next == end; }
  int32_t whole() { return take<int32_t>(); }
  int64_t wide() { return take<int64_t>(); }
  double number() { return take<double>(); }
  /** A whole number from `least` to `most`; others fail. */
  int32_t wholeWithin(int32_t least, int32_t most) { return within(whole(), least, most); }
  int64_t wideWithin(int64_t least, int64_t most) { return within(wide(), least, most); }
  bool flag() { return wholeWithin(0, 1) != 0; }
  /** A count of things that take at least `least` bytes each, so that a forged count cannot reserve memory. */
  size_t count(size_t least) {
    const int64_t value = wide();
    if (value < 0 || (uint64_t)value > (uint64_t)(end - next) / least) failed = true;
    return failed ? 0 : (size_t)value;
  }
  /** Some bytes in place; null where there are not so many. */
  const uint8_t *part(size_t length) {
    if (failed || (size_t)(end - next) < length) {
      failed = true;
      return nullptr;
    }
    const uint8_t *const first = next;
    next += length;
    return first;
  }

private:
  const uint8_t *next, *end;

  template <class T> T take() {
    T value = 0;
    if (const uint8_t *from = part(sizeof value)) memcpy(&value, from, sizeof value);
    return value;
  }
  template <class T> T within(T value, T least, T most) {
    if (value < least || value > most) failed = true;
    return failed ? least : value;
  }
};

} // namespace hillock
