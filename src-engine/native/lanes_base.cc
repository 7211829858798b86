#include "lanes.h"

namespace hillock {
HILLOCK_PROVIDE(lanes_base)
} // namespace hillock
