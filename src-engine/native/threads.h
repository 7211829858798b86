// The advance of a session on native threads.
#pragma once
#include "localWindow.h"
#include "session.h"
#include "threadPool.h"
#include <chrono>

namespace hillock {

/** Spikes kept from one group in one advance; far beyond any real run, so that memory cannot run out unseen. */
constexpr size_t mostSpikes = (size_t)1 << 24;

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
  std::vector<std::vector<size_t>> shares;    // groups of each thread
  std::vector<size_t> threadOf;               // of each group
  std::vector<std::atomic<int64_t>> progress; // steps done by each thread
  std::atomic<bool> stopAsked{false}, memoryShort{false};
  std::mutex mutex; // guards what follows
  std::condition_variable ended;
  size_t running = 0;
  bool stopping = false, finished = false;
  int64_t limit, claimed = 0; // steps that all will take; steps that some thread has begun
  std::function<void()> whenDone;
  std::chrono::steady_clock::time_point began;
  // Of groups that meet:
  std::unique_ptr<Barrier> barrier;
  std::vector<std::vector<RemoteEvent>> mail[2]; // from each thread to each, of this stretch and of the one before
  int64_t until = 0;                             // step at which all meet next; written while all wait
  std::vector<std::vector<RankEvent>> outbox;    // of each thread: firings of which other processes are to know
  std::vector<RankEvent> leaving;                // all of them, on their way
  std::unique_ptr<Team> team;                    // where all threads work on the same groups
  std::unique_ptr<LocalWindow> window;           // where each group goes by steps of its own
  std::atomic<bool> broken{false};               // some group cannot go on

  void divide(size_t threads);
  int64_t stretch(size_t thread) const;
  bool alone() const { return !barrier && (team || shares.size() == 1) && shares[0].size() == 1; }
  int64_t claim(int64_t from, int64_t to);
  bool runGroups(size_t thread, int64_t steps, double *registers);
  void runFreely(size_t thread, double *registers);
  // Groups that meet (meetingThreads.cc):
  void runMeeting(size_t thread, double *registers);
  void hear(size_t thread, size_t turn);
  void tell(size_t thread, size_t group, size_t turn);
  void callRanks(RankWord &word, size_t turn);
  void meetRanks(int64_t done, int64_t most, size_t turn);
  // Groups with steps of their own (localThreads.cc):
  void runLocally(size_t thread, double *registers);
  void runWindow(size_t thread, size_t turn, double *registers);
  void planWindow();
  void meetRanksWithin(size_t turn);
  void endLocally(size_t thread, double *registers);
  // All of them:
  bool meets() const { return owner->meetings().any() || owner->ranks().any() || owner->isLocal(); }
  void runShare(size_t thread);
  void lead(double *registers);
  bool isOneTeam(size_t threads) const;
  void report(size_t thread, int64_t steps);
  void finish();
};

} // namespace hillock
