#include "lanes.h"

namespace hillock {
HILLOCK_PROVIDE(lanes_avx512)
} // namespace hillock
