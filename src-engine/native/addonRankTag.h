// How one addon knows another's `RankExchange` from any other pointer that JavaScript may hand it.
#pragma once
#define NAPI_VERSION 9
#include <node_api.h>

namespace hillock {

constexpr napi_type_tag rankExchangeTag = {0x6a1c52f0d3b84e97ULL, 0x9f27e4b1084d6ac3ULL};

} // namespace hillock
