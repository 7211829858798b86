// The machine as a Node addon: what binding.ts calls, under its names. Only the files named addon* know Node-API.
//
// Everything belongs to an environment (the main thread's or a worker's): there are no process globals.
#include "addonSession.h"
#include "addonTrials.h"
#include "isa.h"

namespace hillock::addon {
namespace {

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

napi_value start(napi_env env, napi_value exports) {
  openEnvironment(env);
  const struct {
    const char *name;
    napi_callback run;
  } functions[] = {{"info", info}, {"misalignment", misalignment}, {"echo", echo}, {"load", load}, {"share", share}, {"initialise", initialise}, {"advance", advance}, {"advanceNow", advanceNow}, {"touch", touch}, {"sample", sample}, {"printed", printed}, {"sampled", sampled}, {"save", save}, {"restore", restore}, {"destruct", destruct}, {"close", closeSession}, {"runMany", runMany}, {"runOnce", runOnce}, {"fused", fused}, {"integrate", integrate}};
  for (const auto &entry : functions) {
    napi_value function;
    napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, entry.run, nullptr, &function);
    set(env, exports, entry.name, function);
  }
  return exports;
}

} // namespace
} // namespace hillock::addon

NAPI_MODULE_INIT() { return hillock::addon::start(env, exports); }
