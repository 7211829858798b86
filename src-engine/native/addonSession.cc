#include "addonHandle.h"
#include "addonOutcome.h"
#include "addonRanks.h"
#include "snapshot.h"
#include <algorithm>

namespace hillock::addon {

const char *const memoryShort = "the machine has not enough memory for this run, or a detector spikes without end";

void release(napi_env env, Handle &handle) {
  handle.session.reset();
  if (handle.arena) napi_delete_reference(env, handle.arena);
  handle.arena = nullptr;
}

Handle *usable(napi_env env, Arguments &in) {
  Handle *handle = (Handle *)in.external(0);
  if (in.failed) return nullptr;
  if (handle->closed) return fail(env, "SessionClosed", "the session is closed"), nullptr;
  if (handle->busy) return fail(env, "SessionBusy", "the session is advancing"), nullptr;
  return handle;
}

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
