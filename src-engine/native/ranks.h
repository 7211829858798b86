// A model shared by several processes (ranks): who steps which group, and what they tell each other where groups meet.
#pragma once
#include "meetings.h"
#include <stdint.h>

namespace hillock {

/** Raised with every change of `RankExchange`, which is shared by two addons. */
constexpr uint32_t rankExchangeVersion = 1;

/** Why ranks have not come together; `none` where they have. The order is that of `rankFailures` in kernel/ranks.ts. */
enum class RankFailure : int32_t { none, apart, abandoned, broken, differ };

/** What ranks come together for; all must come for the same. JavaScript has further numbers (kernel/ranks.ts, `rankOccasions`). */
constexpr int32_t rankMeeting = 1, rankState = 6;

/**
 * How ranks exchange bytes: what the addon that knows MPI (mpi/) offers to this one, as plain C. Calls must not overlap;
 * any thread may make them.
 */
struct RankExchange {
  uint32_t version;
  int32_t rank, ranks;
  void *context;
  /**
   * Gives some bytes and gets those of all ranks, in their order: those of rank r lie from `starts[r]` to `starts[r + 1]`
   * of `all`, until the next call. Waits for all; a RankFailure where they will not come, or do something else.
   */
  int32_t (*gather)(void *context, int32_t what, const uint8_t *mine, int64_t length, const uint8_t **all, const int64_t **starts);
};

/** A firing in one group of which other ranks are to know. */
struct RankEvent {
  int32_t group, source;
  double time;
  int64_t emission;
};

/** What each rank says where all meet. */
struct RankWord {
  uint64_t agreement; // of what the advance is; the same for all
  double time;        // of its groups, or until when nothing happens in them; NaN where it has none
  double reach;       // how far it would go at most before the next meeting, with steps of its groups' own [ms]
  int64_t most;       // steps that it can take before the next meeting
  int64_t stop;       // whether it is to end here
  int64_t broken;     // whether it cannot go on
};

/** The groups of a session, dealt to ranks. */
class Ranks {
public:
  /** Deals by weight: the heaviest first, each to the rank with the least to do. The same on every rank. */
  void deal(const RankExchange &exchange, const std::vector<double> &weights);
  bool any() const { return exchange != nullptr; }
  bool mine(size_t group) const { return !exchange || owners[group] == exchange->rank; }
  const std::vector<int32_t> &ownerOfGroup() const { return owners; }
  /** Whether all have come and agree; then `word` is what all say together, and `hear` has got each event of the others. */
  template <class Hear> RankFailure meet(RankWord &word, const std::vector<RankEvent> &events, Hear hear) {
    const RankFailure failure = talk(word, events);
    if (failure == RankFailure::none)
      for (const RankEvent &event : heard) hear(event);
    return failure;
  }

  /** Completes what each rank knows of its own groups, one run of bytes for each, by what the others know of theirs. */
  RankFailure complete(std::vector<std::vector<uint8_t>> &ofGroups);

private:
  const RankExchange *exchange = nullptr;
  std::vector<int32_t> owners; // of each group
  std::vector<uint8_t> letter;
  std::vector<RankEvent> heard;

  RankFailure talk(RankWord &word, const std::vector<RankEvent> &events);
};

} // namespace hillock
