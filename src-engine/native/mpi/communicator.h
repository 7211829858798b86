// Ranks that come together over MPI: the only file, with its .cc, that knows it.
#pragma once
#include "../ranks.h"
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace hillock::mpi {

/** All processes that mpirun has started together. */
class Communicator {
public:
  /** Joins the others; what is wrong, or an empty string. */
  std::string open();
  /** See RankExchange::gather. */
  RankFailure gather(int32_t what, const uint8_t *mine, int64_t length, const uint8_t *&all, const int64_t *&starts);
  /** What each rank came for last; behind `gather`, whose bytes still stand. */
  int64_t occasion(size_t rank) const { return calls[rank].what; }
  size_t heard() const { return starts.empty() ? 0 : calls.size(); }
  const uint8_t *bytesOf(size_t rank) const { return bytes.data() + starts[rank]; }
  size_t lengthOf(size_t rank) const { return (size_t)(starts[rank + 1] - starts[rank]); }
  /** Lets whoever waits in `gather` go, with `abandoned`; there is no coming together after that. From any thread. */
  void abandon() { left = true; }
  /** Leaves for good; all ranks must do so. */
  void close();
  const RankExchange &exchange() const { return offered; }

private:
  struct Call {
    int64_t what, length;
  };
  RankExchange offered = {};
  std::mutex mutex;
  std::atomic<bool> left{false};
  bool opened = false, over = false;
  std::vector<Call> calls;
  std::vector<int64_t> starts;
  std::vector<uint8_t> bytes;
  std::vector<int> counts, places;

  RankFailure gatherParts(const uint8_t *mine, int64_t length);
  template <class Request> RankFailure wait(Request &request);
};

} // namespace hillock::mpi
