#include "communicator.h"
#include <algorithm>
#include <chrono>
#include <dlfcn.h>
#include <mpi.h>
#include <string.h>
#include <thread>

namespace hillock::mpi {
namespace {

/** Looks so many times at whether the others have come before letting other processes have the processor. */
constexpr int32_t looks = 2000;
/** … and so many times before sleeping between looks. */
constexpr int32_t politeLooks = 20000;
/** MPI counts bytes in an int; longer messages go in parts of this size. */
constexpr int64_t longestPart = (int64_t)1 << 26;

std::string textOf(int error) {
  char text[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(error, text, &length);
  return std::string(text, (size_t)length);
}

} // namespace

std::string Communicator::open() {
  // Open MPI loads parts of itself that look for its symbols among those of the whole program.
  for (const char *name : {"libmpi.so.40", "libmpi.so"})
    if (dlopen(name, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD)) break;
  int provided = 0;
  const int error = MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  if (error != MPI_SUCCESS) return textOf(error);
  opened = true;
  // Sessions come together from their own threads, one at a time.
  if (provided < MPI_THREAD_SERIALIZED) return "this MPI cannot be called from several threads, even one after the other";
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  offered.version = rankExchangeVersion;
  MPI_Comm_rank(MPI_COMM_WORLD, &offered.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &offered.ranks);
  offered.context = this;
  offered.gather = [](void *context, int32_t what, const uint8_t *mine, int64_t length, const uint8_t **all, const int64_t **from) {
    return (int32_t)((Communicator *)context)->gather(what, mine, length, *all, *from);
  };
  return "";
}

/** Waits without keeping the processor from those who are waited for; they may be on the same one. */
template <class Request> RankFailure Communicator::wait(Request &request) {
  for (int32_t look = 0;; look++) {
    int done = 0;
    if (MPI_Test(&request, &done, MPI_STATUS_IGNORE) != MPI_SUCCESS) return RankFailure::broken;
    if (done) return RankFailure::none;
    if (left) return RankFailure::abandoned;
    if (look < looks) continue;
    if (look < politeLooks) std::this_thread::yield();
    else std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
}

RankFailure Communicator::gather(int32_t what, const uint8_t *mine, int64_t length, const uint8_t *&all, const int64_t *&from) {
  const std::lock_guard<std::mutex> lock(mutex);
  if (left) return RankFailure::abandoned;
  if (!opened || over) return RankFailure::broken;
  const Call call = {what, length};
  calls.resize((size_t)offered.ranks);
  MPI_Request request;
  if (MPI_Iallgather(&call, 2, MPI_INT64_T, calls.data(), 2, MPI_INT64_T, MPI_COMM_WORLD, &request) != MPI_SUCCESS) return RankFailure::broken;
  const RankFailure failure = wait(request);
  if (failure != RankFailure::none) return failure;
  starts.assign(1, 0);
  for (const Call &one : calls) starts.push_back(starts.back() + one.length);
  bytes.resize((size_t)starts.back());
  const RankFailure parts = gatherParts(mine, length);
  if (parts != RankFailure::none) return parts;
  all = bytes.data();
  from = starts.data();
  // What somebody else came for can be read all the same: it may be why it ends.
  for (const Call &one : calls)
    if (one.what != what) return RankFailure::apart;
  return RankFailure::none;
}

RankFailure Communicator::gatherParts(const uint8_t *mine, int64_t length) {
  const size_t ranks = (size_t)offered.ranks;
  int64_t longest = 0;
  for (const Call &one : calls) longest = std::max(longest, one.length);
  const int64_t part = longestPart / (int64_t)ranks;
  std::vector<uint8_t> received;
  for (int64_t done = 0; done < longest; done += part) {
    counts.resize(ranks);
    places.resize(ranks);
    int total = 0;
    for (size_t rank = 0; rank < ranks; rank++) {
      counts[rank] = (int)std::max<int64_t>(0, std::min(part, calls[rank].length - done));
      places[rank] = total;
      total += counts[rank];
    }
    const bool whole = longest <= part;
    if (!whole) received.resize((size_t)total);
    uint8_t *const into = whole ? bytes.data() : received.data();
    MPI_Request request;
    const uint8_t *const from = mine + std::min(done, length);
    if (MPI_Iallgatherv(from, counts[(size_t)offered.rank], MPI_BYTE, into, counts.data(), places.data(), MPI_BYTE, MPI_COMM_WORLD, &request) != MPI_SUCCESS) return RankFailure::broken;
    const RankFailure failure = wait(request);
    if (failure != RankFailure::none) return failure;
    for (size_t rank = 0; !whole && rank < ranks; rank++)
      if (counts[rank] > 0) memcpy(bytes.data() + starts[rank] + done, received.data() + places[rank], (size_t)counts[rank]);
  }
  return RankFailure::none;
}

void Communicator::close() {
  const std::lock_guard<std::mutex> lock(mutex);
  if (!opened || over) return;
  over = true;
  if (!left) MPI_Finalize();
}

} // namespace hillock::mpi
