// Advances: on the calling thread, or under way with a promise of what comes of them.
#include "addonHandle.h"
#include "addonOutcome.h"
#include <set>

namespace hillock::addon {
namespace {

struct Environment {
  std::set<std::shared_ptr<AdvanceJob>> underWay;
  napi_threadsafe_function ended = nullptr;
  std::unique_ptr<ThreadPool> pool{new ThreadPool};
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

void openEnvironment(napi_env env) {
  Environment *environment = new Environment;
  napi_set_instance_data(env, environment, [](napi_env, void *data, void *) { delete (Environment *)data; }, nullptr);
  napi_create_threadsafe_function(env, nullptr, nullptr, textValue(env, "hillock advance"), 0, 1, nullptr, nullptr, nullptr, settle, &environment->ended);
  napi_unref_threadsafe_function(env, environment->ended);
  // Hooks run in reverse order: threads are joined before the function that they call goes.
  napi_add_env_cleanup_hook(env, endEnvironment, environment);
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

} // namespace hillock::addon
