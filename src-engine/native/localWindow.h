// Groups with steps of their own: how far they may go before they meet again.
#pragma once
#include <chrono>
#include <math.h>
#include <stdint.h>
#include <vector>

namespace hillock {

class AdaptiveRun;

/**
 * A stretch of time in which nobody can disturb anybody else. Nothing happens in any group before some time, so that no
 * event can arrive, of those that are still to be sent, before the shortest delay beyond it has passed. How long the
 * stretches are changes nothing: a group waits within its step until it is known what comes before the step's end.
 */
class LocalWindow {
public:
  /** An advance by so many samples, on so many threads; `any`: one of the groups. */
  LocalWindow(const AdaptiveRun &any, double shortestDelay, int64_t steps, size_t threads);

  /** What comes at this time or later is none of this window. */
  double horizon() const { return end; }
  /** When the advance ends. */
  double last() const { return lastTime; }
  int64_t lastSample() const { return goal; }
  int64_t firstSample() const { return first; }
  bool over() const { return ended; }
  /** Samples that all groups have taken since the advance began. */
  int64_t done() const;
  /** Each thread, before it waits for the others: what its groups say. */
  void tell(size_t thread, double nothingBefore) { quietUntil[thread] = nothingBefore; }
  /** Whoever comes last: what all threads say together. */
  double nothingBefore() const;
  /** How long a window should be at most [ms], by how long the last one took. */
  double fittingReach();
  /** The next window, where nothing happens before some time. `stop`: to end with the next sample; `broken`: now. */
  void plan(double nothingBefore, double most, bool stop, bool broken);

private:
  const AdaptiveRun &any; // for the times of samples, which are the same for all
  const double shortest;
  const int64_t first;
  int64_t goal;
  double lastTime, end;
  const double interval; // between samples [ms], about
  double reach; // of a window at most [ms], so that threads come to look whether they are to stop
  bool ended = false;
  std::vector<double> quietUntil;
  std::chrono::steady_clock::time_point planned;

  int64_t firstNotBefore(double time) const;
};

} // namespace hillock
