// Programs run outside a simulation, for tests and benches.
#pragma once
#include "addonValues.h"

namespace hillock::addon {

/** model, arena, group, state call, block, repeats, instruction set, lanes → seconds */
napi_value runMany(napi_env env, napi_callback_info info);

/**
 * model, arena, group, block, instruction set, lanes, lane or −1, row or −1 → fault or −1, its lane, and of each
 * emission kind, lane, time, flag. The call is the first of the group's list `state`.
 */
napi_value runOnce(napi_env env, napi_callback_info info);

/** which mechanism, count, steps, instruction set, lanes → seconds */
napi_value fused(napi_env env, napi_callback_info info);

} // namespace hillock::addon
