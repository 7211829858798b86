// What joins this process with others, as another addon hands it over.
#pragma once
#include "addonValues.h"
#include "ranks.h"

namespace hillock::addon {

/** The exchange in an argument; null after having thrown where it is none, or of another version. */
const RankExchange *exchangeFrom(napi_env env, Arguments &in, size_t at);

} // namespace hillock::addon
