#include "threadPool.h"
#include "team.h"
#include <system_error>
#if defined(__SSE2__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace hillock {

#if defined(__SSE2__) || defined(_M_X64)
// All exceptions masked, round to nearest, denormals kept.
FloatingPoint::FloatingPoint() : former(_mm_getcsr()) { _mm_setcsr(0x1f80); }
FloatingPoint::~FloatingPoint() { _mm_setcsr((unsigned)former); }
#elif defined(__aarch64__)
FloatingPoint::FloatingPoint() {
  __asm__ volatile("mrs %0, fpcr" : "=r"(former));
  __asm__ volatile("msr fpcr, %0" ::"r"((uint64_t)0));
}
FloatingPoint::~FloatingPoint() { __asm__ volatile("msr fpcr, %0" ::"r"(former)); }
#else
FloatingPoint::FloatingPoint() : former(0) {}
FloatingPoint::~FloatingPoint() {}
#endif

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(mutex);
    ending = true;
  }
  wake.notify_all();
  for (std::thread &thread : threads) thread.join();
}

bool ThreadPool::run(std::vector<std::function<void()>> tasks) {
  std::lock_guard<std::mutex> lock(mutex);
  if (ending) return false;
  while (threads.size() < busy + waiting.size() + tasks.size()) {
    try {
      threads.emplace_back([this] { work(); });
    } catch (const std::system_error &) {
      return false;
    }
  }
  for (std::function<void()> &task : tasks) waiting.push_back(std::move(task));
  wake.notify_all();
  return true;
}

void ThreadPool::work() {
  std::unique_lock<std::mutex> lock(mutex);
  for (;;) {
    wake.wait(lock, [this] { return ending || !waiting.empty(); });
    if (waiting.empty()) return;
    const std::function<void()> task = std::move(waiting.front());
    waiting.pop_front();
    busy++;
    lock.unlock();
    task();
    lock.lock();
    busy--;
  }
}

namespace {

/** Looks at what others do so many times before sleeping: some tens of microseconds. */
constexpr int32_t looks = 1000;

} // namespace

void Barrier::await(uint64_t before) {
  for (int32_t look = 0; look < looks; look++) {
    if (round.load() != before) return;
    pauseShortly();
  }
  std::unique_lock<std::mutex> lock(mutex);
  sleeping.fetch_add(1);
  wake.wait(lock, [this, before] { return round.load() != before; });
  sleeping.fetch_sub(1);
}

/** Who goes to sleep says so before it looks for the last time. */
void Barrier::wakeSleepers() {
  if (sleeping.load() == 0) return;
  const std::lock_guard<std::mutex> lock(mutex);
  wake.notify_all();
}

} // namespace hillock
