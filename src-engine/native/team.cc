#include "team.h"
#include <thread>
#if defined(__SSE2__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace hillock {
namespace {

/** A helper looks so many times for work before it sleeps: some hundreds of microseconds, more than a leader works alone. */
constexpr int32_t looksBeforeSleep = 8000;
/** The leader looks so many times before it lets others have its processor. */
constexpr int32_t looksBeforeYield = 2000;

} // namespace

void pauseShortly() {
#if defined(__SSE2__) || defined(_M_X64)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

bool Team::assemble() {
  while (present.load() + 1 < size()) std::this_thread::yield();
  for (const double *scratch : registers)
    if (!scratch) return false;
  return true;
}

void Team::begin() {
  round.fetch_add(1);
  // Who goes to sleep says so before it looks for the last time.
  if (sleeping.load() == 0) return;
  const std::lock_guard<std::mutex> lock(mutex);
  wake.notify_all();
}

void Team::share(Part next, const void *of) {
  part = next;
  work = of;
  done.store(0);
  begin();
  next(of, 0);
  for (int32_t look = 1; done.load() + 1 < size(); look++) {
    if (look % looksBeforeYield == 0) std::this_thread::yield();
    else pauseShortly();
  }
}

void Team::dismiss() {
  part = nullptr;
  begin();
}

void Team::serve(size_t member) {
  present.fetch_add(1);
  for (uint64_t seen = 0;; seen++) {
    for (int32_t look = 0; look < looksBeforeSleep && round.load() == seen; look++) pauseShortly();
    if (round.load() == seen) {
      std::unique_lock<std::mutex> lock(mutex);
      sleeping.fetch_add(1);
      wake.wait(lock, [this, seen] { return round.load() != seen; });
      sleeping.fetch_sub(1);
    }
    if (!part) return;
    part(work, member);
    done.fetch_add(1);
  }
}

} // namespace hillock
