// Lists of times with what stands for each event, in no order: five to a line of the cache, so that events far in the
// future are not looked at before their turn comes.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <vector>

namespace hillock {

/** A list; the lines that it consists of belong to `EventBuckets`. */
struct EventBucket {
  int32_t line = -1; // the one that is being filled
  int32_t used = 0;  // of that line
};

class EventBuckets {
public:
  void add(EventBucket &bucket, double time, int32_t slot) {
    if (bucket.line < 0 || bucket.used == inLine) {
      const int32_t full = bucket.line;
      bucket = {newLine(), 0};
      lines[(size_t)bucket.line].next = full;
    }
    Line &line = lines[(size_t)bucket.line];
    line.times[bucket.used] = time;
    line.slots[bucket.used++] = slot;
  }
  /** Visits all that is in the list. */
  template <class Visit> void visit(const EventBucket &bucket, Visit visit) const {
    int32_t used = bucket.used;
    for (int32_t at = bucket.line; at >= 0; at = lines[(size_t)at].next, used = inLine)
      for (int32_t k = 0; k < used; k++) visit(lines[(size_t)at].times[k], lines[(size_t)at].slots[k]);
  }
  /** Forgets what is in the list. */
  void empty(EventBucket &bucket) {
    for (int32_t at = bucket.line; at >= 0;) {
      const int32_t next = lines[(size_t)at].next;
      lines[(size_t)at].next = unused;
      unused = at;
      at = next;
    }
    bucket = EventBucket();
  }
  void prefetch(const EventBucket &bucket) const {
    if (bucket.line >= 0) __builtin_prefetch(&lines[(size_t)bucket.line]);
  }
  void clear() {
    lines.clear();
    unused = -1;
  }

private:
  static constexpr int32_t inLine = 5;
  struct alignas(64) Line {
    double times[inLine];
    int32_t slots[inLine];
    int32_t next;
  };
  std::vector<Line> lines;
  int32_t unused = -1;

  __attribute__((noinline)) int32_t oneMore() {
    lines.push_back(Line());
    return (int32_t)lines.size() - 1;
  }
  int32_t newLine() {
    if (unused < 0) return oneMore();
    const int32_t line = unused;
    unused = lines[(size_t)line].next;
    return line;
  }
};

} // namespace hillock
