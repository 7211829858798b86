#include "addonValues.h"
#include "isa.h"

namespace hillock::addon {

double Arguments::number(size_t at) {
  double value = 0;
  check(at, napi_get_value_double(env, values[at], &value));
  return value;
}

int64_t Arguments::whole(size_t at, int64_t least, int64_t most) {
  const double value = number(at);
  if (!failed && !(value >= (double)least && value <= (double)most && value == (double)(int64_t)value)) refuse(at);
  return failed ? least : (int64_t)value;
}

bool Arguments::flag(size_t at) {
  bool value = false;
  check(at, napi_get_value_bool(env, values[at], &value));
  return value;
}

std::string Arguments::text(size_t at) {
  char buffer[64];
  size_t length = 0;
  check(at, napi_get_value_string_utf8(env, values[at], buffer, sizeof buffer, &length));
  return std::string(buffer, failed ? 0 : length);
}

bool Arguments::absent(size_t at) {
  napi_valuetype type = napi_undefined;
  if (at < count) napi_typeof(env, values[at], &type);
  return type == napi_undefined;
}

void *Arguments::array(size_t at, napi_typedarray_type wanted, size_t &length) {
  napi_typedarray_type type;
  void *data = nullptr;
  napi_value buffer;
  size_t offset;
  length = 0;
  if (!check(at, at < count ? napi_get_typedarray_info(env, values[at], &type, &length, &data, &buffer, &offset) : napi_invalid_arg)) return nullptr;
  if (type != wanted) refuse(at);
  return failed ? nullptr : data;
}

void *Arguments::external(size_t at) {
  void *value = nullptr;
  check(at, napi_get_value_external(env, values[at], &value));
  return failed ? nullptr : value;
}

bool Arguments::check(size_t at, napi_status status) {
  if (at >= count || status != napi_ok) refuse(at);
  return !failed;
}

void Arguments::refuse(size_t at) {
  if (!failed) napi_throw_type_error(env, nullptr, ("argument " + std::to_string(at) + " is not what the machine takes").c_str());
  failed = true;
}

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

void *newArray(napi_env env, napi_typedarray_type type, size_t bytesEach, size_t length, napi_value &result) {
  void *data = nullptr;
  napi_value buffer;
  napi_create_arraybuffer(env, length * bytesEach, &data, &buffer);
  napi_create_typedarray(env, type, length, buffer, 0, &result);
  return data;
}

bool readKernels(napi_env env, Arguments &in, size_t at, LaneKernels &kernels) {
  const std::string name = in.text(at);
  const int64_t lanes = in.failed ? 0 : in.whole(at + 1, 2, 8);
  if (in.failed) return false;
  const Isa isa = name == "avx512" ? Isa::avx512 : name == "avx2" ? Isa::avx2 : Isa::base;
  if (!hasIsa(isa)) return fail(env, "MachineUnavailable", "this processor has no " + name), false;
  kernels = kernelsFor(isa, (int)lanes);
  return true;
}

} // namespace hillock::addon
