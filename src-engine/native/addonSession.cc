#include "addonSession.h"
#include "addonOutcome.h"
#include "addonRanks.h"
#include "snapshot.h"
#include <algorithm>
#include <set>

namespace hillock::addon {
namespace {

struct Environment {
  std::set<std::shared_ptr<AdvanceJob>> underWay;
  napi_threadsafe_function ended = nullptr;
  std::unique_ptr<ThreadPool> pool{new ThreadPool};
};

/** What JavaScript holds of a loaded model. */
struct Handle {
  std::shared_ptr<Session> session;
  napi_ref arena = nullptr; // keeps the buffer
  bool busy = false, closed = false;
  std::shared_ptr<AdvanceJob> job;
};

/** An advance under way, until its promise is settled. */
struct Pending {
  std::shared_ptr<AdvanceJob> job;
  Handle *handle;
  napi_ref kept; // the handle and the buffers that the threads write to
  napi_deferred deferred;
};

Environment &environmentOf(napi_env env) {
  void *data = nullptr;
  napi_get_instance_data(env, &data);
  return *(Environment *)data;
}

void release(napi_env env, Handle &handle) {
  handle.session.reset();
  if (handle.arena) napi_delete_reference(env, handle.arena);
  handle.arena = nullptr;
}

/** The handle, if the session may be used now. */
Handle *usable(napi_env env, Arguments &in) {
  Handle *handle = (Handle *)in.external(0);
  if (in.failed) return nullptr;
  if (handle->closed) return fail(env, "SessionClosed", "the session is closed"), nullptr;
  if (handle->busy) return fail(env, "SessionBusy", "the session is advancing"), nullptr;
  return handle;
}

/** session, steps, dt, crankNicolson, threads, control, traces, capacity, first, every, agreement */
bool readRequest(napi_env env, Arguments &in, const Session &session, Advance &advance) {
  constexpr int64_t most = (int64_t)1 << 53;
  advance.steps = in.whole(1, 0, most);
  if (!in.failed) advance.dt = in.number(2);
  if (!in.failed) advance.crankNicolson = in.flag(3);
  if (!in.failed) advance.threads = (int32_t)in.whole(4, 1, 1024);
  size_t length = 0;
  if (!in.failed) advance.control = (int32_t *)in.array(5, napi_int32_array, length);
  if (!in.failed && !in.absent(10)) advance.agreement = (uint64_t)in.whole(10, 0, most);
  if (in.failed) return false;
  if (length < 2) return fail(env, nullptr, "the control buffer is too short"), false;
  if (in.absent(6)) return true;
  advance.traces = (double *)in.array(6, napi_float64_array, length);
  if (!in.failed) advance.capacity = in.whole(7, 0, most);
  if (!in.failed) advance.firstSample = in.whole(8, 0, most);
  if (!in.failed) advance.every = in.whole(9, 1, most);
  if (in.failed) return false;
  const int64_t samples = advance.steps / advance.every;
  if (session.probes() > 0 && (advance.capacity > (int64_t)length / session.probes() || advance.firstSample > advance.capacity || samples > advance.capacity - advance.firstSample))
    return fail(env, nullptr, "the trace buffer is too small for the samples of this advance"), false;
  return true;
}

/** On the JavaScript thread, when an advance's last thread has ended. */
void settle(napi_env env, napi_value, void *, void *data) {
  Pending *pending = (Pending *)data;
  if (env) {
    Environment &environment = environmentOf(env);
    environment.underWay.erase(pending->job);
    pending->handle->busy = false;
    pending->handle->job.reset();
    if (environment.underWay.empty()) napi_unref_threadsafe_function(env, environment.ended);
    if (pending->job->outcome().outOfMemory) {
      napi_value error;
      napi_create_error(env, textValue(env, "OutOfMemory"), textValue(env, memoryShort), &error);
      napi_reject_deferred(env, pending->deferred, error);
    } else napi_resolve_deferred(env, pending->deferred, outcomeValue(env, *pending->job));
    if (pending->handle->closed) release(env, *pending->handle);
    napi_delete_reference(env, pending->kept);
  }
  delete pending;
}

/** Stops and joins all threads, before the buffers that they use can go. */
void endEnvironment(void *data) {
  Environment *environment = (Environment *)data;
  for (const std::shared_ptr<AdvanceJob> &job : environment->underWay) job->stop();
  environment->pool.reset();
}

} // namespace

const char *const memoryShort = "the machine has not enough memory for this run, or a detector spikes without end";

std::shared_ptr<Session> sessionFrom(napi_env env, Arguments &in, const LaneKernels &kernels, int32_t block) {
  size_t bytes, doubles;
  const uint8_t *model = (const uint8_t *)in.array(0, napi_uint8_array, bytes);
  double *arena = (double *)in.array(1, napi_float64_array, doubles);
  if (in.failed) return nullptr;
  Model copy;
  std::string wrong = readModel(model, bytes, copy);
  if (wrong.empty() && ((uintptr_t)arena & 63) != 0) wrong = "the arena does not begin at a multiple of 64 bytes";
  if (wrong.empty() && (copy.arenaLength < 0 || (size_t)copy.arenaLength > doubles)) wrong = "the arena is shorter than the model says";
  if (wrong.empty()) wrong = verifyModel(copy);
  if (!wrong.empty()) {
    fail(env, "ProgramRefused", wrong);
    return nullptr;
  }
  return std::make_shared<Session>(std::move(copy), arena, kernels, block);
}

void openEnvironment(napi_env env) {
  Environment *environment = new Environment;
  napi_set_instance_data(env, environment, [](napi_env, void *data, void *) { delete (Environment *)data; }, nullptr);
  napi_create_threadsafe_function(env, nullptr, nullptr, textValue(env, "hillock advance"), 0, 1, nullptr, nullptr, nullptr, settle, &environment->ended);
  napi_unref_threadsafe_function(env, environment->ended);
  // Hooks run in reverse order: threads are joined before the function that they call goes.
  napi_add_env_cleanup_hook(env, endEnvironment, environment);
}

napi_value load(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  LaneKernels kernels;
  if (!readKernels(env, in, 2, kernels)) return nullptr;
  std::shared_ptr<Session> session = sessionFrom(env, in, kernels, 0);
  if (!session) return nullptr;
  Handle *handle = new Handle;
  handle->session = std::move(session);
  napi_create_reference(env, in.value(1), 1, &handle->arena);
  napi_value result;
  napi_create_external(env, handle, [](napi_env e, void *data, void *) {
    release(e, *(Handle *)data);
    delete (Handle *)data;
  }, nullptr, &result);
  return result;
}

/** Shares a model, before anything is done with it, with the processes that an exchange joins. The rank of each group. */
napi_value share(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  const RankExchange *exchange = handle ? exchangeFrom(env, in, 1) : nullptr;
  if (!exchange) return nullptr;
  handle->session->share(*exchange);
  const std::vector<int32_t> &owners = handle->session->ranks().ownerOfGroup();
  napi_value result;
  std::copy(owners.begin(), owners.end(), (int32_t *)newArray(env, napi_int32_array, sizeof(int32_t), owners.size(), result));
  return result;
}

napi_value initialise(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  const double dt = handle ? in.number(1) : 0;
  const bool crankNicolson = handle && in.flag(2);
  const double start = handle && !in.failed ? in.number(3) : 0;
  const Session::Part part = handle && !in.failed ? (Session::Part)in.whole(4, 0, 2) : Session::Part::whole;
  if (!handle || in.failed) return nullptr;
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(handle->session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  const int32_t faulty = handle->session->initialise(dt, crankNicolson, registers, start, part);
  return faulty < 0 ? nullptr : faultValue(env, handle->session->groups()[(size_t)faulty], faulty);
}

napi_value advanceNow(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  Advance advance;
  if (!handle || !readRequest(env, in, *handle->session, advance)) return nullptr;
  const std::shared_ptr<AdvanceJob> job = std::make_shared<AdvanceJob>(handle->session, advance);
  job->runHere(*environmentOf(env).pool);
  if (job->outcome().outOfMemory) return fail(env, "OutOfMemory", memoryShort);
  return outcomeValue(env, *job);
}

napi_value advance(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  Advance advance;
  if (!handle || !readRequest(env, in, *handle->session, advance)) return nullptr;
  Environment &environment = environmentOf(env);
  const std::shared_ptr<AdvanceJob> job = std::make_shared<AdvanceJob>(handle->session, advance);
  Pending *pending = new Pending{job, handle, nullptr, nullptr};
  napi_value promise, kept;
  napi_create_promise(env, &pending->deferred, &promise);
  napi_create_array(env, &kept);
  const size_t keep[] = {0, 5, 6};
  for (uint32_t k = 0; k < 3; k++)
    if (!in.absent(keep[k])) napi_set_element(env, kept, k, in.value(keep[k]));
  napi_create_reference(env, kept, 1, &pending->kept);
  handle->busy = true;
  handle->job = job;
  environment.underWay.insert(job);
  napi_ref_threadsafe_function(env, environment.ended);
  const napi_threadsafe_function ended = environment.ended;
  if (!job->start(*environment.pool, [ended, pending] { napi_call_threadsafe_function(ended, pending, napi_tsfn_nonblocking); }))
    job->runHere(*environment.pool), napi_call_threadsafe_function(ended, pending, napi_tsfn_nonblocking);
  return promise;
}

napi_value touch(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  if (Handle *handle = usable(env, in)) handle->session->touch();
  return nullptr;
}

napi_value sample(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = (Handle *)in.external(0);
  size_t length;
  double *into = in.failed ? nullptr : (double *)in.array(1, napi_float64_array, length);
  if (in.failed) return nullptr;
  if (handle->closed) return fail(env, "SessionClosed", "the session is closed");
  if ((int64_t)length < handle->session->probes()) return fail(env, nullptr, "the array is shorter than the probes");
  handle->session->sample(into);
  return nullptr;
}

napi_value printed(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  return handle ? printedValue(env, *handle->session) : nullptr;
}

/** A list of group, sampling and rows. */
napi_value sampled(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  const bool last = handle && !in.absent(1);
  const double until = last ? in.number(1) : 0;
  if (!handle || in.failed) return nullptr;
  napi_value result;
  napi_create_array(env, &result);
  uint32_t at = 0;
  std::vector<GroupRun> &groups = handle->session->groups();
  for (size_t g = 0; g < groups.size(); g++)
    for (size_t s = 0; s < groups[g].samplings.size(); s++) {
      SamplingRun &sampling = groups[g].samplings[s];
      if (last) sampling.end(until, handle->session->timeOf(g), handle->session->arena());
      std::vector<double> rows;
      rows.swap(sampling.taken());
      if (rows.empty()) continue;
      napi_value numbers;
      void *const to = newArray(env, napi_float64_array, sizeof(double), rows.size(), numbers);
      if (!to) return fail(env, "OutOfMemory", memoryShort);
      std::copy(rows.begin(), rows.end(), (double *)to);
      napi_set_element(env, result, at++, numberValue(env, (double)g));
      napi_set_element(env, result, at++, numberValue(env, (double)s));
      napi_set_element(env, result, at++, numbers);
    }
  return result;
}

/** The bytes; or why other processes that share the model do not save it. */
napi_value save(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  if (!handle) return nullptr;
  for (const GroupRun &run : handle->session->groups())
    if (run.faulty()) return fail(env, "SessionFailed", "a session that has failed has no state to go on from");
  std::vector<uint8_t> bytes;
  const RankFailure failure = saveSession(*handle->session, bytes);
  if (failure != RankFailure::none) return numberValue(env, (double)failure);
  napi_value result;
  void *const to = newArray(env, napi_uint8_array, 1, bytes.size(), result);
  if (!to) return fail(env, "OutOfMemory", memoryShort);
  std::copy(bytes.begin(), bytes.end(), (uint8_t *)to);
  return result;
}

/** The number of why the bytes are refused; −1 where they are not. */
napi_value restore(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  size_t length = 0;
  const uint8_t *bytes = handle ? (const uint8_t *)in.array(1, napi_uint8_array, length) : nullptr;
  if (!handle || in.failed) return nullptr;
  return numberValue(env, (double)restoreSession(*handle->session, bytes, length));
}

napi_value destruct(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  if (!handle) return nullptr;
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(handle->session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  const int32_t faulty = handle->session->destruct(registers);
  return faulty < 0 ? nullptr : faultValue(env, handle->session->groups()[(size_t)faulty], faulty);
}

napi_value closeSession(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = (Handle *)in.external(0);
  if (in.failed || handle->closed) return nullptr;
  handle->closed = true;
  if (handle->busy) handle->job->stop(); // the arena is let go when its threads have ended
  else release(env, *handle);
  return nullptr;
}

} // namespace hillock::addon
