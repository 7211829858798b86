#include "threads.h"
#include <algorithm>

namespace hillock {
namespace {

/** A thread with several groups takes this much work of one before the next, so that its columns stay cached. */
constexpr double stretchWork = 3e7;
/** Threads whose groups meet do this much work before they must wait for each other, if delays let them. */
constexpr double meetingWork = 2e7;
/** A group with fewer nodes is one thread's. */
constexpr int32_t fewestSharedNodes = 4096;
/** More where steps are of adaptive length: what is done between the calls of programs is the leader's. */
constexpr int32_t fewestAdaptiveNodes = 16384;
/** Steps of a lone group between reports of progress. */
constexpr int64_t loneStretch = 32;

} // namespace

AdvanceJob::AdvanceJob(std::shared_ptr<Session> session, const Advance &request)
  : owner(std::move(session)), advance(request), progress((size_t)std::max(1, request.threads)), limit(request.steps) {
  // Who may end the run must be looked at after every step, of all groups alike.
  if (owner->mayHalt()) advance.threads = 1;
  for (size_t g = 0; g < owner->groups().size(); g++) {
    GroupRun &run = owner->groups()[g];
    run.stepsDone = 0;
    if (owner->ranks().mine(g)) owner->prepare(run, advance.dt, advance.crankNicolson);
  }
  divide((size_t)std::max(1, advance.threads));
}

/** Whether it is better to share each step of each group than to give every thread groups of its own. */
bool AdvanceJob::isOneTeam(size_t threads) const {
  double all = 0, heaviest = 0, shared = 0;
  for (size_t g = 0; g < owner->groups().size(); g++) {
    const GroupRun &run = owner->groups()[g];
    if (!owner->ranks().mine(g)) continue;
    all += run.weight;
    heaviest = std::max(heaviest, run.weight);
    if (run.group->nodes >= (run.adaptive ? fewestAdaptiveNodes : fewestSharedNodes)) shared += run.weight;
  }
  const double apart = std::max(heaviest, all / (double)threads);
  return threads > 1 && !owner->isLocal() && all - shared + 1.25 * shared / (double)threads < apart;
}

/** Heaviest group first, each to the thread with the least to do; or all threads share every group. */
void AdvanceJob::divide(size_t most) {
  const std::vector<GroupRun> &runs = owner->groups();
  barrier.reset();
  team.reset(isOneTeam(most) ? new Team(most) : nullptr);
  for (GroupRun &run : owner->groups()) run.team = team && run.group->nodes >= fewestSharedNodes ? team.get() : nullptr;
  if (team) {
    shares.assign(most, {});
    for (size_t g = 0; g < runs.size(); g++)
      if (owner->ranks().mine(g)) shares[0].push_back(g);
    threadOf.assign(runs.size(), 0);
    outbox.assign(1, {});
    if (meets()) barrier.reset(new Barrier(1));
    for (std::vector<std::vector<RemoteEvent>> &one : mail) one.assign(most * most, {});
    return;
  }
  std::vector<size_t> groups;
  for (size_t g = 0; g < runs.size(); g++)
    if (owner->ranks().mine(g)) groups.push_back(g);
  std::stable_sort(groups.begin(), groups.end(), [&](size_t a, size_t b) { return runs[a].weight > runs[b].weight; });
  const size_t threads = std::max<size_t>(1, std::min(most, groups.size()));
  shares.assign(threads, {});
  threadOf.assign(runs.size(), 0);
  outbox.assign(threads, {});
  std::vector<double> load(threads, 0.0);
  for (size_t group : groups) {
    const size_t least = (size_t)(std::min_element(load.begin(), load.end()) - load.begin());
    shares[least].push_back(group);
    threadOf[group] = least;
    load[least] += runs[group].weight;
  }
  if (!meets()) return;
  if (owner->isLocal()) window.reset(new LocalWindow(*runs[0].adaptive, owner->meetings().shortestDelay(), advance.steps, threads));
  barrier.reset(new Barrier(threads));
  for (std::vector<std::vector<RemoteEvent>> &one : mail) one.assign(threads * threads, {});
}

/** Steps that a thread may take of one group before the next has its turn. */
int64_t AdvanceJob::stretch(size_t thread) const {
  if (owner->mayHalt()) return 1;
  if (alone()) return loneStretch;
  double weight = 0;
  for (size_t group : shares[thread]) weight += owner->groups()[group].weight;
  return std::max<int64_t>(1, std::min<int64_t>(64, (int64_t)((barrier ? meetingWork : stretchWork) / (weight + 1))));
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
  for (size_t other = 0; other < (team ? 1 : shares.size()); other++) least = std::min(least, progress[other].load(std::memory_order_relaxed));
  __atomic_store_n(&advance.control[1], (int32_t)least, __ATOMIC_RELAXED);
}

/** Takes so many steps of every group of a thread; false where the run cannot go on. */
bool AdvanceJob::runGroups(size_t thread, int64_t steps, double *registers) {
  bool good = true;
  for (size_t group : shares[thread]) {
    GroupRun &run = owner->groups()[group];
    owner->step(run, advance, steps, registers, alone() ? &stopAsked : nullptr);
    if (run.spikes.size() > mostSpikes) memoryShort = true;
    if (run.faulty() || run.halted || memoryShort) good = false;
  }
  return good;
}

/** Groups that do not meet: each thread goes ahead by itself. */
void AdvanceJob::runFreely(size_t thread, double *registers) {
  const int64_t most = stretch(thread);
  for (int64_t done = 0; !shares[thread].empty();) {
    const int64_t to = claim(done, done + most);
    if (to <= done) return;
    const bool good = runGroups(thread, to - done, registers);
    done = alone() ? owner->groups()[shares[thread][0]].stepsDone : to;
    report(thread, done);
    if (!good) return stop();
    // A lone group, which looks at the flags itself at every step, ends before its claim only where it was asked to.
    if (done < to) return;
  }
}

/** The first thread goes through all groups, and has the others help. */
void AdvanceJob::lead(double *registers) {
  if (team->assemble()) {
    if (barrier) runMeeting(0, registers);
    else runFreely(0, registers);
  }
  team->dismiss();
}

void AdvanceJob::runShare(size_t thread) {
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(owner->scratchDoubles());
  if (!registers) {
    memoryShort = true;
    stop();
  }
  if (team) {
    team->bring(thread, registers);
    if (thread > 0) team->serve(thread);
    else lead(registers);
  } else if (window) runLocally(thread, registers);
  else if (barrier) runMeeting(thread, registers);
  else if (registers) runFreely(thread, registers);
  bool last;
  {
    std::lock_guard<std::mutex> lock(mutex);
    last = --running == 0;
  }
  if (last) finish();
}

void AdvanceJob::finish() {
  for (GroupRun &run : owner->groups()) run.team = nullptr;
  const std::vector<GroupRun> &groups = owner->groups();
  result.outOfMemory = memoryShort;
  result.steps = owner->ranks().any() ? until : groups.empty() ? advance.steps : INT64_MAX;
  for (size_t g = 0; g < groups.size(); g++) {
    if (!owner->ranks().mine(g)) continue;
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
  began = std::chrono::steady_clock::now();
  const std::shared_ptr<AdvanceJob> self = shared_from_this();
  for (;; divide(1)) {
    running = shares.size();
    std::vector<std::function<void()>> tasks;
    for (size_t thread = 0; thread < shares.size(); thread++) tasks.push_back([self, thread] { self->runShare(thread); });
    const bool last = shares.size() == 1;
    if (pool.run(std::move(tasks))) return true;
    if (last) return false;
  }
}

void AdvanceJob::runHere(ThreadPool &pool) {
  began = std::chrono::steady_clock::now();
  const std::shared_ptr<AdvanceJob> self = shared_from_this();
  running = shares.size();
  std::vector<std::function<void()>> tasks;
  for (size_t thread = 1; thread < shares.size(); thread++) tasks.push_back([self, thread] { self->runShare(thread); });
  if (!pool.run(std::move(tasks))) {
    divide(1);
    running = 1;
  }
  runShare(0);
  std::unique_lock<std::mutex> lock(mutex);
  ended.wait(lock, [this] { return finished; });
}

} // namespace hillock
