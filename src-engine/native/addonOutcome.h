// What comes of a session, as values for binding.ts.
#pragma once
#include "addonValues.h"
#include "threads.h"

namespace hillock::addon {

/** A fault as eight numbers, in the order in which binding.ts takes them. */
napi_value faultValue(napi_env env, const GroupRun &run, int32_t group);

/** Steps, seconds, faults and spikes of an advance; the spikes leave the session. */
napi_value outcomeValue(napi_env env, AdvanceJob &job);

/**
 * What has been printed since the last call, and leaves the session: the number of texts not kept, then of each piece
 * group, list, call, lane, time, piece, value. Undefined where there is nothing.
 */
napi_value printedValue(napi_env env, Session &session);

} // namespace hillock::addon
