// Values carried from place to place: gap junctions, and whatever else one cell sees of another's last step.
#include "session.h"

namespace hillock {

/** All are read before the first is written, so that their order means nothing but where two write the same number. */
void Session::transfer(GroupRun &run) {
  const Transfers &transfers = run.group->transfers;
  std::vector<double> &carried = run.carried;
  for (size_t k = 0; k < carried.size(); k++) {
    carried[k] = values[transfers.from[k]];
    if (transfers.plus[k] >= 0) carried[k] += values[transfers.plus[k]];
  }
  for (size_t k = 0; k < carried.size(); k++) values[transfers.to[k]] = carried[k];
}

} // namespace hillock
