// The state of a session between two advances as bytes: all that its next step depends on.
#pragma once
#include "session.h"

namespace hillock {

/** Why bytes are not taken; the order is that of `stateRefusals` in kernel/machine.ts. */
enum class StateRefusal : int32_t { none = -1, damaged, anotherVersion, anotherModel };

/**
 * Good for a session of any lanes, on any number of processes. This one must not have failed; where processes share it, all
 * save it together, and the arena has the numbers of all groups.
 */
RankFailure saveSession(Session &session, std::vector<uint8_t> &into);

/** Takes a state of a session of the same model over; changes nothing where the bytes are refused. */
StateRefusal restoreSession(Session &session, const uint8_t *bytes, size_t length);

} // namespace hillock
