// Values from and to JavaScript.
#pragma once
#define NAPI_VERSION 9
#include "machine.h"
#include <node_api.h>
#include <string>

namespace hillock::addon {

/** The arguments of one call. A wrong one throws and makes `failed` true. */
class Arguments {
public:
  Arguments(napi_env env, napi_callback_info info) : env(env) { napi_get_cb_info(env, info, &count, values, nullptr, nullptr); }

  bool failed = false;

  double number(size_t at);
  int64_t whole(size_t at, int64_t least, int64_t most);
  bool flag(size_t at);
  std::string text(size_t at);
  bool absent(size_t at);
  /** A typed array's memory, also where it is shared. */
  void *array(size_t at, napi_typedarray_type wanted, size_t &length);
  /** What an external value points to. */
  void *external(size_t at);
  napi_value value(size_t at) const { return values[at]; }

private:
  napi_env env;
  size_t count = 12;
  napi_value values[12];

  bool check(size_t at, napi_status status);
  void refuse(size_t at);
};

/** Throws; null, so that a function can end with it. */
napi_value fail(napi_env env, const char *code, const std::string &why);
napi_value numberValue(napi_env env, double value);
napi_value textValue(napi_env env, const std::string &value);
void set(napi_env env, napi_value object, const char *name, napi_value value);

/** A new typed array and its memory. */
void *newArray(napi_env env, napi_typedarray_type type, size_t bytesEach, size_t length, napi_value &result);

/** An instruction set's name and a number of lanes, from two arguments; false after having thrown. */
bool readKernels(napi_env env, Arguments &in, size_t at, LaneKernels &kernels);

} // namespace hillock::addon
