#include "addonRanks.h"
#include "addonRankTag.h"

namespace hillock::addon {

const RankExchange *exchangeFrom(napi_env env, Arguments &in, size_t at) {
  bool isOurs = false;
  if (napi_check_object_type_tag(env, in.value(at), &rankExchangeTag, &isOurs) != napi_ok || !isOurs) return fail(env, nullptr, "this is no exchange between processes"), nullptr;
  const RankExchange *const exchange = (const RankExchange *)in.external(at);
  if (in.failed) return nullptr;
  if (exchange->version != rankExchangeVersion || exchange->ranks < 1) return fail(env, nullptr, "the exchange between processes is of another version"), nullptr;
  return exchange;
}

} // namespace hillock::addon
