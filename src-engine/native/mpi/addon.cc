// Ranks as a Node addon of their own (ranks.ts): loaded only in processes that mpirun has started, and that ask for it.
#include "../addonRankTag.h"
#include "communicator.h"
#include <string.h>

namespace hillock::mpi {
namespace {

/** One for the process: MPI can be begun and ended once. */
Communicator &communicator() {
  static Communicator *const only = new Communicator; // never freed: threads may wait in it to the very end
  return *only;
}

void set(napi_env env, napi_value object, const char *name, napi_value value) { napi_set_named_property(env, object, name, value); }

napi_value number(napi_env env, int32_t value) {
  napi_value result;
  napi_create_int32(env, value, &result);
  return result;
}

/** What is wrong, as a text; or rank, ranks and the exchange that the engine takes. */
napi_value open(napi_env env, napi_callback_info) {
  const std::string wrong = communicator().open();
  napi_value result, external;
  if (!wrong.empty()) {
    napi_create_string_utf8(env, wrong.data(), wrong.size(), &result);
    return result;
  }
  const RankExchange &exchange = communicator().exchange();
  napi_create_external(env, (void *)&exchange, nullptr, nullptr, &external);
  napi_type_tag_object(env, external, &rankExchangeTag);
  napi_create_object(env, &result);
  set(env, result, "rank", number(env, exchange.rank));
  set(env, result, "ranks", number(env, exchange.ranks));
  set(env, result, "exchange", external);
  return result;
}

/** The bytes of all ranks when they came together last, and what each of them came for. */
napi_value heard(napi_env env, napi_callback_info) {
  const Communicator &ranks = communicator();
  napi_value result, all, occasions;
  napi_create_object(env, &result);
  napi_create_array(env, &all);
  napi_create_array(env, &occasions);
  for (size_t rank = 0; rank < ranks.heard(); rank++) {
    napi_value buffer, bytes;
    void *data = nullptr;
    const size_t size = ranks.lengthOf(rank);
    if (napi_create_arraybuffer(env, size, &data, &buffer) != napi_ok) {
      napi_throw_error(env, "OutOfMemory", "there is not enough memory for what other processes send");
      return nullptr;
    }
    if (size > 0) memcpy(data, ranks.bytesOf(rank), size);
    napi_create_typedarray(env, napi_uint8_array, size, buffer, 0, &bytes);
    napi_set_element(env, all, (uint32_t)rank, bytes);
    napi_set_element(env, occasions, (uint32_t)rank, number(env, (int32_t)ranks.occasion(rank)));
  }
  set(env, result, "all", all);
  set(env, result, "occasions", occasions);
  return result;
}

/** into: the bytes of all ranks when they came together last, one after the other. */
napi_value copy(napi_env env, napi_callback_info info) {
  size_t count = 1, length = 0, total = 0;
  napi_value into;
  napi_get_cb_info(env, info, &count, &into, nullptr, nullptr);
  napi_typedarray_type type;
  void *data = nullptr;
  const Communicator &ranks = communicator();
  for (size_t rank = 0; rank < ranks.heard(); rank++) total += ranks.lengthOf(rank);
  if (count < 1 || napi_get_typedarray_info(env, into, &type, &length, &data, nullptr, nullptr) != napi_ok || type != napi_uint8_array || length < total) {
    napi_throw_type_error(env, nullptr, "what other processes send does not fit");
    return nullptr;
  }
  if (total > 0) memcpy(data, ranks.bytesOf(0), total);
  return nullptr;
}

/** occasion, bytes: a failure's number; what others gave is `heard`. */
napi_value gather(napi_env env, napi_callback_info info) {
  size_t count = 2, length = 0;
  napi_value values[2];
  napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
  int32_t occasion = 0;
  napi_typedarray_type type;
  void *mine = nullptr;
  if (count < 2 || napi_get_value_int32(env, values[0], &occasion) != napi_ok || napi_get_typedarray_info(env, values[1], &type, &length, &mine, nullptr, nullptr) != napi_ok || type != napi_uint8_array) {
    napi_throw_type_error(env, nullptr, "ranks gather a number and bytes");
    return nullptr;
  }
  const uint8_t *all = nullptr;
  const int64_t *starts = nullptr;
  return number(env, (int32_t)communicator().gather(occasion, (const uint8_t *)mine, (int64_t)length, all, starts));
}

napi_value abandon(napi_env, napi_callback_info) {
  communicator().abandon();
  return nullptr;
}

napi_value close(napi_env, napi_callback_info) {
  communicator().close();
  return nullptr;
}

} // namespace
} // namespace hillock::mpi

NAPI_MODULE_INIT() {
  const struct {
    const char *name;
    napi_callback run;
  } functions[] = {{"open", hillock::mpi::open}, {"gather", hillock::mpi::gather}, {"heard", hillock::mpi::heard}, {"copy", hillock::mpi::copy}, {"abandon", hillock::mpi::abandon}, {"close", hillock::mpi::close}};
  for (const auto &entry : functions) {
    napi_value function;
    napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, entry.run, nullptr, &function);
    napi_set_named_property(env, exports, entry.name, function);
  }
  return exports;
}
