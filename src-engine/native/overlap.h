// Whether the lanes of a call touch each other's numbers.
#pragma once
#include "model.h"

namespace hillock {

/** Whether lanes may meet in memory: then they run one after the other, as if the program were sequential. */
bool lanesMeet(const Model &model, const Group &group, const ProgramCall &call);

} // namespace hillock
