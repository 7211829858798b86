// A group that goes by steps of its own, as far as nobody can disturb it (kernel/nativeAdaptive.ts).
#include "adaptive.h"
#include "session.h"
#include <algorithm>

namespace hillock {

bool AdaptiveRun::goUntil(double horizon, double last, const Advance &advance, double *scratch) {
  registers = scratch;
  if (run.faulty() || (!begun && !setOut())) return false;
  for (;;) {
    // What changes at the very end is known only when all events of that time have come.
    if (at < last && !ready()) return false;
    const double next = std::min(nextPoint(), nextObservation());
    if (!(next < horizon) || next > last || run.halted) return true;
    bool isSample;
    if (!goOn(advance, isSample)) return false;
  }
}

bool AdaptiveRun::standAt(int64_t sample, double *scratch) {
  registers = scratch;
  samples = sample;
  planSample();
  const double time = sampleTime(sample);
  return jumps || clock() == time || observe(time);
}

} // namespace hillock
