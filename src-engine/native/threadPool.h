// Native threads, where they wait for each other, and how they round.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stddef.h>
#include <stdint.h>
#include <thread>
#include <vector>

namespace hillock {

/** Round to nearest, no flushing to zero, for as long as it lives; then the thread's former state. */
class FloatingPoint {
public:
  FloatingPoint();
  ~FloatingPoint();
  FloatingPoint(const FloatingPoint &) = delete;
  FloatingPoint &operator=(const FloatingPoint &) = delete;

private:
  uint64_t former;
};

/** Threads that wait for tasks; grows with the number of tasks under way. Joined when it goes. */
class ThreadPool {
public:
  ~ThreadPool();
  /** Runs all tasks at one time, each on a thread of its own; false, and none of them, where there are not so many threads. */
  bool run(std::vector<std::function<void()>> tasks);

private:
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> waiting;
  std::vector<std::thread> threads;
  size_t busy = 0; // threads that run a task
  bool ending = false;

  void work();
};

/** Where threads wait for each other: for a short while without sleeping, since the others are nearly there. */
class Barrier {
public:
  explicit Barrier(size_t threads) : members(threads) {}
  /** Returns when all have come; the last of them does `last` before anyone goes on. */
  template <class Last> void meet(Last last) {
    const uint64_t before = round.load();
    if (arrived.fetch_add(1) + 1 < members) return await(before);
    last();
    arrived.store(0);
    round.store(before + 1);
    wakeSleepers();
  }

private:
  const size_t members;
  std::atomic<size_t> arrived{0}, sleeping{0};
  std::atomic<uint64_t> round{0};
  std::mutex mutex;
  std::condition_variable wake;

  void await(uint64_t before);
  void wakeSleepers();
};

} // namespace hillock
