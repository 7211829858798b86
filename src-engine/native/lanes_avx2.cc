#include "lanes.h"

namespace hillock {
HILLOCK_PROVIDE(lanes_avx2)
} // namespace hillock
