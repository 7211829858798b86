#include "threads.h"
#include <algorithm>
#include <chrono>
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

bool ThreadPool::run(std::function<void()> task) {
  std::lock_guard<std::mutex> lock(mutex);
  if (ending) return false;
  if (idle <= tasks.size()) {
    try {
      threads.emplace_back([this] { work(); });
    } catch (const std::system_error &) {
      if (threads.empty()) return false;
    }
  }
  tasks.push_back(std::move(task));
  wake.notify_one();
  return true;
}

void ThreadPool::work() {
  std::unique_lock<std::mutex> lock(mutex);
  for (;;) {
    idle++;
    wake.wait(lock, [this] { return ending || !tasks.empty(); });
    idle--;
    if (tasks.empty()) return;
    const std::function<void()> task = std::move(tasks.front());
    tasks.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

namespace {

/** Spikes kept from one group in one advance; far beyond any real run, so that memory cannot run out unseen. */
constexpr size_t mostSpikes = (size_t)1 << 24;
/** A thread with several groups takes this much work of one before the next, so that its columns stay cached. */
constexpr double stretchWork = 2e6;
/** Steps of a lone group between reports of progress. */
constexpr int64_t loneStretch = 32;

} // namespace

AdvanceJob::AdvanceJob(std::shared_ptr<Session> session, const Advance &request)
  : owner(std::move(session)), advance(request), progress((size_t)std::max(1, request.threads)), limit(request.steps) {
  // Who may end the run must be looked at after every step, of all groups alike.
  if (owner->mayHalt()) advance.threads = 1;
  for (GroupRun &run : owner->groups()) {
    run.stepsDone = 0;
    owner->prepare(run, advance.dt, advance.crankNicolson);
  }
  divide();
}

/** Heaviest group first, each to the thread with the least to do. */
void AdvanceJob::divide() {
  std::vector<GroupRun *> groups;
  for (GroupRun &run : owner->groups()) groups.push_back(&run);
  std::stable_sort(groups.begin(), groups.end(), [](const GroupRun *a, const GroupRun *b) { return a->weight > b->weight; });
  const size_t threads = std::max<size_t>(1, std::min<size_t>((size_t)std::max(1, advance.threads), groups.size()));
  shares.resize(threads);
  std::vector<double> load(threads, 0.0);
  for (GroupRun *run : groups) {
    const size_t least = (size_t)(std::min_element(load.begin(), load.end()) - load.begin());
    shares[least].push_back(run);
    load[least] += run->weight;
  }
}

/** How far a thread that has done `from` steps may go now; all agree on the step at which a stopped run ends. */
int64_t AdvanceJob::claim(int64_t from, int64_t to) {
  std::lock_guard<std::mutex> lock(mutex);
  if (!stopping && (stopAsked || advance.stopAsked())) {
    stopping = true;
    limit = std::min(limit, std::max(claimed, from));
  }
  to = std::min(to, limit);
  claimed = std::max(claimed, to);
  return to;
}

void AdvanceJob::report(size_t thread, int64_t steps) {
  progress[thread].store(steps, std::memory_order_relaxed);
  if (!advance.control) return;
  int64_t least = steps;
  for (size_t other = 0; other < shares.size(); other++) least = std::min(least, progress[other].load(std::memory_order_relaxed));
  __atomic_store_n(&advance.control[1], (int32_t)least, __ATOMIC_RELAXED);
}

void AdvanceJob::runShare(size_t thread) {
  const FloatingPoint floatingPoint;
  const std::vector<GroupRun *> &share = shares[thread];
  Scratch scratch;
  double *registers = scratch.reserve(owner->scratchDoubles());
  bool memoryShort = registers == nullptr, faulty = false, halted = false;
  double weight = 0;
  for (const GroupRun *run : share) weight += run->weight;
  // A lone group looks at the flags itself, at every step; several must agree on the step at which they stop.
  const bool alone = shares.size() == 1 && share.size() == 1;
  const int64_t stretch = owner->mayHalt() ? 1 : alone ? loneStretch : std::max<int64_t>(1, std::min<int64_t>(64, (int64_t)(stretchWork / (weight + 1))));
  int64_t done = 0;
  while (!faulty && !memoryShort && !share.empty()) {
    const int64_t to = claim(done, done + stretch);
    if (to <= done) break;
    for (GroupRun *run : share) {
      owner->step(*run, advance, to - done, registers, alone ? &stopAsked : nullptr);
      if (run->faulty()) faulty = true;
      if (run->halted) halted = true;
      if (run->spikes.size() > mostSpikes) memoryShort = true;
    }
    done = alone ? share[0]->stepsDone : to;
    report(thread, done);
    // A lone group ends before its claim only where it was asked to.
    if (done < to || halted) break;
  }
  if (faulty || memoryShort) stop();
  bool last;
  {
    std::lock_guard<std::mutex> lock(mutex);
    if (memoryShort) result.outOfMemory = true;
    last = --running == 0;
  }
  if (last) finish();
}

void AdvanceJob::finish() {
  const std::vector<GroupRun> &groups = owner->groups();
  result.steps = groups.empty() ? advance.steps : INT64_MAX;
  for (size_t g = 0; g < groups.size(); g++) {
    result.steps = std::min(result.steps, groups[g].stepsDone);
    const GroupRun *first = result.faultGroup < 0 ? nullptr : &groups[(size_t)result.faultGroup];
    if (groups[g].halted && result.haltGroup < 0) result.haltGroup = (int32_t)g;
    if (groups[g].faulty() && (!first || groups[g].fault.time < first->fault.time)) result.faultGroup = (int32_t)g;
  }
  result.stopped = result.faultGroup < 0 && result.haltGroup < 0 && !result.outOfMemory && result.steps < advance.steps;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::function<void()> done;
  {
    std::lock_guard<std::mutex> lock(mutex);
    done = std::move(whenDone);
    finished = true;
    ended.notify_all();
  }
  if (done) done();
}

bool AdvanceJob::start(ThreadPool &pool, std::function<void()> done) {
  whenDone = std::move(done);
  running = shares.size();
  began = std::chrono::steady_clock::now();
  const std::shared_ptr<AdvanceJob> self = shared_from_this();
  // Only the first can find no thread at all; the others then wait for it.
  for (size_t thread = 0; thread < shares.size(); thread++)
    if (!pool.run([self, thread] { self->runShare(thread); })) return false;
  return true;
}

void AdvanceJob::runHere(ThreadPool &pool) {
  running = shares.size();
  began = std::chrono::steady_clock::now();
  const std::shared_ptr<AdvanceJob> self = shared_from_this();
  std::vector<size_t> left = {0};
  for (size_t thread = 1; thread < shares.size(); thread++)
    if (!pool.run([self, thread] { self->runShare(thread); })) left.push_back(thread);
  for (size_t thread : left) runShare(thread);
  std::unique_lock<std::mutex> lock(mutex);
  ended.wait(lock, [this] { return finished; });
}

} // namespace hillock
