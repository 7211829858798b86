#include "localWindow.h"
#include "adaptive.h"
#include <algorithm>

namespace hillock {
namespace {

/** A window is to take about so long [s], and no longer than so many samples. */
constexpr double shortWindow = 0.01, longWindow = 0.05, mostSamples = 64;

} // namespace

LocalWindow::LocalWindow(const AdaptiveRun &one, double shortestDelay, int64_t steps, size_t threads)
  : any(one), shortest(shortestDelay), first(one.samplesTaken()), goal(first + steps), lastTime(one.sampleTime(goal)), end(one.sampleTime(first)), interval(one.sampleTime(1) - one.sampleTime(0)), reach(mostSamples * interval), quietUntil(threads, INFINITY), planned(std::chrono::steady_clock::now()) {}

int64_t LocalWindow::firstNotBefore(double time) const {
  if (!(time <= lastTime)) return goal;
  int64_t sample = std::max(first, std::min(goal, (int64_t)((time - any.sampleTime(0)) / interval)));
  while (sample > first && any.sampleTime(sample - 1) >= time) sample--;
  while (sample < goal && any.sampleTime(sample) < time) sample++;
  return sample;
}

int64_t LocalWindow::done() const {
  const int64_t sample = firstNotBefore(end);
  return any.sampleTime(sample) < end ? sample - first : std::max<int64_t>(0, sample - first - 1);
}

double LocalWindow::nothingBefore() const { return *std::min_element(quietUntil.begin(), quietUntil.end()); }

double LocalWindow::fittingReach() {
  const auto now = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - planned).count();
  planned = now;
  return seconds > longWindow ? 0.5 * reach : seconds < shortWindow ? std::min(mostSamples * interval, 2 * reach) : reach;
}

void LocalWindow::plan(double nothingBefore, double most, bool stop, bool broken) {
  if (stop) {
    goal = firstNotBefore(end);
    lastTime = any.sampleTime(goal);
  }
  ended = broken || end > lastTime;
  reach = most;
  end = nothingBefore + std::min(shortest, reach);
}

} // namespace hillock
