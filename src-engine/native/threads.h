// Native threads, and the advance of a session on them.
#pragma once
#include "session.h"
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

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
  /** Runs the task on some thread; false where no thread can be had. */
  bool run(std::function<void()> task);

private:
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> tasks;
  std::vector<std::thread> threads;
  size_t idle = 0;
  bool ending = false;

  void work();
};

/** One advance of a session: shared by its threads, and read by nobody until all have ended. */
class AdvanceJob : public std::enable_shared_from_this<AdvanceJob> {
public:
  AdvanceJob(std::shared_ptr<Session> session, const Advance &advance);

  /** Runs on pool threads; `done` is called by the last of them. False where no thread can be had. */
  bool start(ThreadPool &pool, std::function<void()> done);
  /** Runs with the calling thread as one of them, until all have ended. */
  void runHere(ThreadPool &pool);
  /** Asks to stop, from any thread. */
  void stop() { stopAsked = true; }

  const AdvanceOutcome &outcome() const { return result; }
  Session &session() const { return *owner; }

private:
  std::shared_ptr<Session> owner;
  Advance advance;
  AdvanceOutcome result;
  std::vector<std::vector<GroupRun *>> shares; // of each thread
  std::vector<std::atomic<int64_t>> progress;  // steps done by each thread
  std::atomic<bool> stopAsked{false};
  std::mutex mutex; // guards what follows
  std::condition_variable ended;
  size_t running = 0;
  bool stopping = false, finished = false;
  int64_t limit, claimed = 0; // steps that all will take; steps that some thread has begun
  std::function<void()> whenDone;
  std::chrono::steady_clock::time_point began;

  void divide();
  int64_t claim(int64_t from, int64_t to);
  void runShare(size_t thread);
  void report(size_t thread, int64_t steps);
  void finish();
};

} // namespace hillock
