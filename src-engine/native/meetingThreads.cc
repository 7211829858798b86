// Groups that send events to each other, on several threads and in several processes (meetings.h, ranks.h).
#include "threads.h"
#include <algorithm>

namespace hillock {

/**
 * Groups that meet: all go as far as they can without each other's events. What a thread's groups send waits for the
 * meeting; then every thread takes what is for its own, while the others already write to the next stretch's mail.
 */
void AdvanceJob::runMeeting(size_t thread, double *registers) {
  const size_t threads = team ? 1 : shares.size();
  int64_t most = INT64_MAX;
  for (size_t other = 0; other < threads; other++) most = std::min(most, stretch(other));
  int64_t done = 0;
  for (size_t turn = 0;; turn ^= 1) {
    barrier->meet([&] {
      if (owner->ranks().any()) meetRanks(done, most, turn ^ 1);
      else until = claim(done, done + owner->meetings().steps(owner->time(), advance.dt, most));
    });
    hear(thread, turn ^ 1);
    if (until <= done) return;
    if (!runGroups(thread, until - done, registers)) stop();
    done = until;
    for (size_t group : shares[thread]) tell(thread, group, turn);
    report(thread, done);
  }
}

/** Takes what all threads have sent to a thread's groups. */
void AdvanceJob::hear(size_t thread, size_t turn) {
  const size_t threads = team ? 1 : shares.size();
  for (size_t from = 0; from < threads; from++) {
    std::vector<RemoteEvent> &letters = mail[turn][from * threads + thread];
    for (const RemoteEvent &letter : letters)
      if (!owner->hear(owner->groups()[(size_t)letter.group], letter)) stop();
    letters.clear();
  }
}

/** Puts what a group has sent where its receivers take it: threads of this process, and other processes. */
void AdvanceJob::tell(size_t thread, size_t group, size_t turn) {
  const size_t threads = team ? 1 : shares.size();
  const Ranks &ranks = owner->ranks();
  const std::unique_ptr<GroupEvents> &events = owner->groups()[group].events;
  if (ranks.any() && events)
    for (const Outgoing &one : events->outgoing()) outbox[thread].push_back({(int32_t)group, one.source, one.time, one.emission});
  owner->meetings().tell(group, [&](const RemoteEvent &event) {
    if (ranks.mine((size_t)event.group)) mail[turn][thread * threads + threadOf[(size_t)event.group]].push_back(event);
  });
}

/**
 * On one thread while all others wait: gives other processes the firings of this one, takes theirs, and makes of its word
 * that of all. So whoever must stop, for whatever reason, stops all at the same step.
 */
void AdvanceJob::callRanks(RankWord &word, size_t turn) {
  if (!owner->ranks().any()) return;
  leaving.clear();
  for (std::vector<RankEvent> &one : outbox) {
    leaving.insert(leaving.end(), one.begin(), one.end());
    one.clear();
  }
  const auto take = [&](const RankEvent &event) {
    const auto hear = [&](const RemoteEvent &letter) {
      if (owner->ranks().mine((size_t)letter.group)) mail[turn][threadOf[(size_t)letter.group]].push_back(letter);
    };
    if (!owner->meetings().spread((size_t)event.group, {event.source, event.time, event.emission}, hear)) word.broken = 1;
  };
  // Who has lost the others does not call them again.
  if (result.apart == RankFailure::none) result.apart = owner->ranks().meet(word, leaving, take);
  if (result.apart != RankFailure::none) word.broken = 1;
}

/** How far all processes go with fixed steps. */
void AdvanceJob::meetRanks(int64_t done, int64_t most, size_t turn) {
  const auto first = std::find_if(shares.begin(), shares.end(), [](const std::vector<size_t> &groups) { return !groups.empty(); });
  const double time = first == shares.end() ? NAN : owner->timeOf(first->front());
  RankWord word = {advance.agreement, time, INFINITY, most, stopAsked || advance.stopAsked(), 0};
  callRanks(word, turn);
  if (word.broken || word.stop) limit = std::min(limit, done);
  const int64_t steps = done < limit ? owner->meetings().steps(word.time, advance.dt, word.most) : 0;
  until = std::min(limit, done + steps);
}

} // namespace hillock
