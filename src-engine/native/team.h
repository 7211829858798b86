// Threads that work together on one group too large for one of them.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stddef.h>
#include <stdint.h>
#include <vector>

namespace hillock {

/** Tells the processor that a thread only waits for another one. */
void pauseShortly();

/** One thread leads, the others help: each takes its own part of a piece of work, and the leader waits for all. */
class Team {
public:
  explicit Team(size_t members) : registers(members, nullptr) {}

  size_t size() const { return registers.size(); }
  /** Memory of a member's registers; set before it serves or leads. */
  void bring(size_t member, double *scratch) { registers[member] = scratch; }
  double *scratch(size_t member) const { return registers[member]; }
  /** Waits until all helpers have brought what they need; the leader's. False where one of them could not. */
  bool assemble();
  /** Calls work(member) on every member's own thread; the leader's. */
  template <class Work> void together(const Work &work) { share([](const void *of, size_t member) { (*(const Work *)of)(member); }, &work); }
  /** Helps until the leader dismisses all. */
  void serve(size_t member);
  void dismiss();

private:
  using Part = void (*)(const void *work, size_t member);
  std::vector<double *> registers;
  Part part = nullptr; // what to do, written before a round begins
  const void *work = nullptr;
  std::atomic<uint64_t> round{0};
  std::atomic<size_t> done{0}, present{0}, sleeping{0};
  std::mutex mutex;
  std::condition_variable wake;

  void share(Part next, const void *of);
  void begin();
};

} // namespace hillock
