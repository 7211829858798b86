// Sessions as JavaScript holds them: loaded models, and their advances under way.
#pragma once
#include "addonValues.h"
#include "session.h"

namespace hillock::addon {

extern const char *const memoryShort;

/** Reads, verifies and binds a model and its arena, the first two arguments; null after having thrown. */
std::shared_ptr<Session> sessionFrom(napi_env env, Arguments &in, const LaneKernels &kernels, int32_t block);

/** Gives an environment (the main thread's or a worker's) its threads, which end with it. */
void openEnvironment(napi_env env);

napi_value load(napi_env env, napi_callback_info info);
napi_value share(napi_env env, napi_callback_info info);
napi_value initialise(napi_env env, napi_callback_info info);
napi_value advanceNow(napi_env env, napi_callback_info info);
napi_value advance(napi_env env, napi_callback_info info);
napi_value touch(napi_env env, napi_callback_info info);
napi_value sample(napi_env env, napi_callback_info info);
napi_value printed(napi_env env, napi_callback_info info);
napi_value sampled(napi_env env, napi_callback_info info);
napi_value save(napi_env env, napi_callback_info info);
napi_value restore(napi_env env, napi_callback_info info);
napi_value destruct(napi_env env, napi_callback_info info);
napi_value closeSession(napi_env env, napi_callback_info info);

} // namespace hillock::addon
