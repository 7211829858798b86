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

/**
 * system, absolute tolerance, relative tolerance, highest order, longest step, end, most steps → outcome; steps,
 * evaluations, failures of the error's test and of Newton's method; how many numbers; y at the end; of each step time and order
 */
napi_value integrate(napi_env env, napi_callback_info info);

} // namespace hillock::addon
