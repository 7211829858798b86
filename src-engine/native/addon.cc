// The machine as a Node addon. The only file that knows Node-API; binding.ts is the only one that calls it.
//
// Everything belongs to an environment (the main thread's or a worker's): there are no process globals.
#define NAPI_VERSION 9
#include <node_api.h>

#include "benchKernels.h"
#include "isa.h"
#include "threads.h"
#include <algorithm>
#include <set>
#include <string.h>

namespace hillock {
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

// ── values in and out ──

/** The arguments of one call. A wrong one throws and makes `failed` true. */
class Arguments {
public:
  Arguments(napi_env env, napi_callback_info info) : env(env) { napi_get_cb_info(env, info, &count, values, nullptr, nullptr); }

  bool failed = false;

  double number(size_t at) {
    double value = 0;
    check(at, napi_get_value_double(env, values[at], &value));
    return value;
  }
  int64_t whole(size_t at, int64_t least, int64_t most) {
    const double value = number(at);
    if (!failed && !(value >= (double)least && value <= (double)most && value == (double)(int64_t)value)) refuse(at);
    return failed ? least : (int64_t)value;
  }
  bool flag(size_t at) {
    bool value = false;
    check(at, napi_get_value_bool(env, values[at], &value));
    return value;
  }
  std::string text(size_t at) {
    char buffer[64];
    size_t length = 0;
    check(at, napi_get_value_string_utf8(env, values[at], buffer, sizeof buffer, &length));
    return std::string(buffer, failed ? 0 : length);
  }
  bool absent(size_t at) {
    napi_valuetype type = napi_undefined;
    if (at < count) napi_typeof(env, values[at], &type);
    return type == napi_undefined;
  }
  /** A typed array's memory, also where it is shared. */
  void *array(size_t at, napi_typedarray_type wanted, size_t &length) {
    napi_typedarray_type type;
    void *data = nullptr;
    napi_value buffer;
    size_t offset;
    length = 0;
    if (!check(at, at < count ? napi_get_typedarray_info(env, values[at], &type, &length, &data, &buffer, &offset) : napi_invalid_arg)) return nullptr;
    if (type != wanted) refuse(at);
    return failed ? nullptr : data;
  }
  Handle *handle(size_t at) {
    void *value = nullptr;
    check(at, napi_get_value_external(env, values[at], &value));
    return failed ? nullptr : (Handle *)value;
  }
  napi_value value(size_t at) const { return values[at]; }

private:
  napi_env env;
  size_t count = 12;
  napi_value values[12];

  bool check(size_t at, napi_status status) {
    if (at >= count || status != napi_ok) refuse(at);
    return !failed;
  }
  void refuse(size_t at) {
    if (!failed) napi_throw_type_error(env, nullptr, ("argument " + std::to_string(at) + " is not what the machine takes").c_str());
    failed = true;
  }
};

napi_value fail(napi_env env, const char *code, const std::string &why) {
  napi_throw_error(env, code, why.c_str());
  return nullptr;
}
napi_value numberValue(napi_env env, double value) {
  napi_value result;
  napi_create_double(env, value, &result);
  return result;
}
napi_value textValue(napi_env env, const std::string &value) {
  napi_value result;
  napi_create_string_utf8(env, value.c_str(), value.size(), &result);
  return result;
}
void set(napi_env env, napi_value object, const char *name, napi_value value) { napi_set_named_property(env, object, name, value); }

/** A new typed array and its memory. */
void *newArray(napi_env env, napi_typedarray_type type, size_t bytesEach, size_t length, napi_value &result) {
  void *data = nullptr;
  napi_value buffer;
  napi_create_arraybuffer(env, length * bytesEach, &data, &buffer);
  napi_create_typedarray(env, type, length, buffer, 0, &result);
  return data;
}

/** A fault as eight numbers, in the order in which binding.ts takes them. */
napi_value faultValue(napi_env env, const GroupRun &run, int32_t group) {
  const Fault &fault = run.fault;
  const double values[] = {(double)fault.kind, (double)group, fault.time, (double)fault.node, (double)fault.list, (double)(fault.kind == Fault::Kind::event ? fault.receiver : fault.call), (double)fault.lane, (double)fault.code};
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 8, result);
  std::copy(values, values + 8, data);
  return result;
}

/** Who ended the run: group, list, call, lane, time. */
napi_value haltValue(napi_env env, const GroupRun &run, int32_t group) {
  const Asking &by = run.haltedBy;
  const double values[] = {(double)group, (double)by.list, (double)by.call, (double)by.lane, by.time};
  napi_value result;
  std::copy(values, values + 5, (double *)newArray(env, napi_float64_array, 8, 5, result));
  return result;
}

napi_value outcomeValue(napi_env env, AdvanceJob &job) {
  const AdvanceOutcome &outcome = job.outcome();
  napi_value result;
  napi_create_object(env, &result);
  set(env, result, "steps", numberValue(env, (double)outcome.steps));
  napi_value stopped;
  napi_get_boolean(env, outcome.stopped, &stopped);
  set(env, result, "stopped", stopped);
  set(env, result, "seconds", numberValue(env, outcome.seconds));
  std::vector<GroupRun> &groups = job.session().groups();
  if (outcome.faultGroup >= 0) set(env, result, "fault", faultValue(env, groups[(size_t)outcome.faultGroup], outcome.faultGroup));
  if (outcome.haltGroup >= 0) set(env, result, "halt", haltValue(env, groups[(size_t)outcome.haltGroup], outcome.haltGroup));
  struct Entry {
    double timeMs;
    int32_t group, source;
  };
  std::vector<Entry> spikes;
  for (size_t g = 0; g < groups.size(); g++) {
    for (const Spike &spike : groups[g].spikes) spikes.push_back({spike.timeMs, (int32_t)g, spike.source});
    std::vector<Spike>().swap(groups[g].spikes);
  }
  std::sort(spikes.begin(), spikes.end(), [](const Entry &a, const Entry &b) {
    if (a.timeMs != b.timeMs) return a.timeMs < b.timeMs;
    return a.group != b.group ? a.group < b.group : a.source < b.source;
  });
  napi_value group, source, time;
  int32_t *groupData = (int32_t *)newArray(env, napi_int32_array, 4, spikes.size(), group);
  int32_t *sourceData = (int32_t *)newArray(env, napi_int32_array, 4, spikes.size(), source);
  double *timeData = (double *)newArray(env, napi_float64_array, 8, spikes.size(), time);
  for (size_t i = 0; i < spikes.size(); i++) {
    groupData[i] = spikes[i].group;
    sourceData[i] = spikes[i].source;
    timeData[i] = spikes[i].timeMs;
  }
  set(env, result, "group", group);
  set(env, result, "source", source);
  set(env, result, "timeMs", time);
  return result;
}

const char *const memoryShort = "the machine has not enough memory for this run, or a detector spikes without end";

// ── what binding.ts calls ──

napi_value info(napi_env env, napi_callback_info) {
  napi_value result, list;
  napi_create_object(env, &result);
  set(env, result, "abi", numberValue(env, abiVersion));
#if defined(__clang__)
  set(env, result, "compiler", textValue(env, "clang " __clang_version__));
#else
  set(env, result, "compiler", textValue(env, "g++ " __VERSION__));
#endif
  napi_create_array(env, &list);
  uint32_t next = 0;
  const struct {
    Isa isa;
    const char *name;
  } all[] = {{Isa::base, "base"}, {Isa::avx2, "avx2"}, {Isa::avx512, "avx512"}};
  for (const auto &entry : all)
    if (hasIsa(entry.isa)) napi_set_element(env, list, next++, textValue(env, entry.name));
  set(env, result, "available", list);
  return result;
}

/** An instruction set's name and a number of lanes, from two arguments. */
bool readKernels(napi_env env, Arguments &in, size_t at, LaneKernels &kernels) {
  const std::string name = in.text(at);
  const int64_t lanes = in.failed ? 0 : in.whole(at + 1, 2, 8);
  if (in.failed) return false;
  const Isa isa = name == "avx512" ? Isa::avx512 : name == "avx2" ? Isa::avx2 : Isa::base;
  if (!hasIsa(isa)) return fail(env, "MachineUnavailable", "this processor has no " + name), false;
  kernels = kernelsFor(isa, (int)lanes);
  return true;
}

/** Bytes by which the array's first element lies beyond a multiple of 64. */
napi_value misalignment(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  size_t length;
  const void *data = in.array(0, napi_float64_array, length);
  return in.failed ? nullptr : numberValue(env, (double)((uintptr_t)data & 63));
}

/** Writes twice the first element into the second, so that JavaScript can see that memory is shared. */
napi_value echo(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  size_t length;
  double *data = (double *)in.array(0, napi_float64_array, length);
  if (!in.failed && length >= 2) data[1] = 2 * data[0];
  return nullptr;
}

/** Reads, verifies and binds; null after having thrown. */
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

void release(napi_env env, Handle &handle) {
  handle.session.reset();
  if (handle.arena) napi_delete_reference(env, handle.arena);
  handle.arena = nullptr;
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

/** The handle, if the session may be used now. */
Handle *usable(napi_env env, Arguments &in) {
  Handle *handle = in.handle(0);
  if (in.failed) return nullptr;
  if (handle->closed) return fail(env, "SessionClosed", "the session is closed"), nullptr;
  if (handle->busy) return fail(env, "SessionBusy", "the session is advancing"), nullptr;
  return handle;
}

napi_value initialise(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  const double dt = handle ? in.number(1) : 0;
  const bool crankNicolson = handle && in.flag(2);
  const double start = handle && !in.failed ? in.number(3) : 0;
  if (!handle || in.failed) return nullptr;
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(handle->session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  const int32_t faulty = handle->session->initialise(dt, crankNicolson, registers, start);
  return faulty < 0 ? nullptr : faultValue(env, handle->session->groups()[(size_t)faulty], faulty);
}

/** session, steps, dt, crankNicolson, threads, control, traces, capacity, first, every */
bool readRequest(napi_env env, Arguments &in, const Session &session, Advance &advance) {
  constexpr int64_t most = (int64_t)1 << 53;
  advance.steps = in.whole(1, 0, most);
  if (!in.failed) advance.dt = in.number(2);
  if (!in.failed) advance.crankNicolson = in.flag(3);
  if (!in.failed) advance.threads = (int32_t)in.whole(4, 1, 1024);
  size_t length = 0;
  if (!in.failed) advance.control = (int32_t *)in.array(5, napi_int32_array, length);
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

napi_value touch(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  if (Handle *handle = usable(env, in)) handle->session->touch();
  return nullptr;
}

napi_value sample(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = in.handle(0);
  size_t length;
  double *into = in.failed ? nullptr : (double *)in.array(1, napi_float64_array, length);
  if (in.failed) return nullptr;
  if (handle->closed) return fail(env, "SessionClosed", "the session is closed");
  if ((int64_t)length < handle->session->probes()) return fail(env, nullptr, "the array is shorter than the probes");
  handle->session->sample(into);
  return nullptr;
}

/** What has been printed since the last call: the number of texts not kept, then of each piece group, list, call, lane, time, piece, value. */
napi_value printed(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  Handle *handle = usable(env, in);
  if (!handle) return nullptr;
  std::vector<GroupRun> &groups = handle->session->groups();
  size_t count = 0;
  int64_t notKept = 0;
  for (GroupRun &run : groups) count += run.printed.size(), notKept += run.notKept;
  if (count == 0) return nullptr;
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 1 + 7 * count, result);
  *data++ = (double)notKept;
  for (size_t g = 0; g < groups.size(); g++) {
    for (const Printed &one : groups[g].printed)
      for (const double value : {(double)g, (double)one.by.list, (double)one.by.call, (double)one.by.lane, one.by.time, one.piece, one.value}) *data++ = value;
    std::vector<Printed>().swap(groups[g].printed);
    groups[g].notKept = 0;
  }
  return result;
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
  Handle *handle = in.handle(0);
  if (in.failed || handle->closed) return nullptr;
  handle->closed = true;
  if (handle->busy) handle->job->stop(); // the arena is let go when its threads have ended
  else release(env, *handle);
  return nullptr;
}

/** model, arena, group, state call, block, repeats, instruction set, lanes → seconds */
napi_value runMany(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t group = in.whole(2, 0, INT32_MAX), call = in.failed ? 0 : in.whole(3, 0, INT32_MAX);
  const int64_t block = in.failed ? 0 : in.whole(4, 0, 1 << 20), repeats = in.failed ? 0 : in.whole(5, 1, INT32_MAX);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 6, kernels)) return nullptr;
  const std::shared_ptr<Session> session = sessionFrom(env, in, kernels, (int32_t)block);
  if (!session) return nullptr;
  if ((size_t)group >= session->groups().size() || (size_t)call >= session->groups()[(size_t)group].calls[state].size()) return fail(env, nullptr, "there is no such call");
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  const auto began = std::chrono::steady_clock::now();
  session->runOne((size_t)group, (size_t)call, repeats, registers);
  return numberValue(env, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
}

/**
 * model, arena, group, block, instruction set, lanes, lane or −1, row or −1 → fault or −1, its lane, and of each
 * emission kind, lane, time, flag. The call is the first of the group's list `state`.
 */
napi_value runOnce(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t group = in.whole(2, 0, INT32_MAX), block = in.failed ? 0 : in.whole(3, 0, 1 << 20);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 4, kernels)) return nullptr;
  const int64_t lane = in.whole(6, -1, INT32_MAX), row = in.failed ? -1 : in.whole(7, -1, INT32_MAX);
  if (in.failed) return nullptr;
  const std::shared_ptr<Session> session = sessionFrom(env, in, kernels, (int32_t)block);
  if (!session) return nullptr;
  if ((size_t)group >= session->groups().size() || session->groups()[(size_t)group].calls[state].empty()) return fail(env, nullptr, "there is no such call"), nullptr;
  GroupRun &run = session->groups()[(size_t)group];
  BoundCall &call = run.calls[state][0];
  for (size_t c = 0; c < call.program->columns.size(); c++)
    if (call.program->columns[c].space == "weight" && row >= run.group->tables[(size_t)call.call->tables[c]].extent) return fail(env, nullptr, "there is no such row"), nullptr;
  if (lane >= call.count) return fail(env, nullptr, "there is no such lane"), nullptr;
  const FloatingPoint floatingPoint;
  Scratch scratch;
  double *registers = scratch.reserve(session->scratchDoubles());
  if (!registers) return fail(env, "OutOfMemory", memoryShort);
  CallOutcome outcome;
  if (lane >= 0) runOneLane(call, kernels, session->arena(), registers, run.generation, (int32_t)lane, (int32_t)row, outcome);
  else runCall(call, kernels, session->arena(), registers, run.generation, outcome);
  napi_value result;
  double *data = (double *)newArray(env, napi_float64_array, 8, 2 + 4 * outcome.emissions.size(), result);
  *data++ = outcome.fault;
  *data++ = outcome.faultLane;
  for (const Emission &emission : outcome.emissions) {
    *data++ = (double)emission.kind;
    *data++ = emission.lane;
    *data++ = emission.time;
    *data++ = emission.flag;
  }
  return result;
}

/** which mechanism, count, steps, instruction set, lanes → seconds */
napi_value fused(napi_env env, napi_callback_info info) {
  Arguments in(env, info);
  const int64_t which = in.whole(0, 0, fusedMechanisms - 1);
  const int64_t count = in.failed ? 1 : in.whole(1, 1, 1 << 24), steps = in.failed ? 1 : in.whole(2, 1, INT32_MAX);
  LaneKernels kernels;
  if (in.failed || !readKernels(env, in, 3, kernels)) return nullptr;
  const FloatingPoint floatingPoint;
  return numberValue(env, benchFused((FusedMechanism)which, kernels, count, steps));
}

/** Stops and joins all threads, before the buffers that they use can go. */
void endEnvironment(void *data) {
  Environment *environment = (Environment *)data;
  for (const std::shared_ptr<AdvanceJob> &job : environment->underWay) job->stop();
  environment->pool.reset();
}

napi_value start(napi_env env, napi_value exports) {
  Environment *environment = new Environment;
  napi_set_instance_data(env, environment, [](napi_env, void *data, void *) { delete (Environment *)data; }, nullptr);
  napi_create_threadsafe_function(env, nullptr, nullptr, textValue(env, "hillock advance"), 0, 1, nullptr, nullptr, nullptr, settle, &environment->ended);
  napi_unref_threadsafe_function(env, environment->ended);
  // Hooks run in reverse order: threads are joined before the function that they call goes.
  napi_add_env_cleanup_hook(env, endEnvironment, environment);
  const struct {
    const char *name;
    napi_callback run;
  } functions[] = {{"info", info}, {"misalignment", misalignment}, {"echo", echo}, {"load", load}, {"initialise", initialise}, {"advance", advance}, {"advanceNow", advanceNow}, {"touch", touch}, {"sample", sample}, {"printed", printed}, {"destruct", destruct}, {"close", closeSession}, {"runMany", runMany}, {"runOnce", runOnce}, {"fused", fused}};
  for (const auto &entry : functions) {
    napi_value function;
    napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, entry.run, nullptr, &function);
    set(env, exports, entry.name, function);
  }
  return exports;
}

} // namespace
} // namespace hillock

NAPI_MODULE_INIT() { return hillock::start(env, exports); }
