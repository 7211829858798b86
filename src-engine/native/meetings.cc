#include "meetings.h"
#include <algorithm>

namespace hillock {

void Meetings::layOut(const std::vector<GroupEvents *> &groups) {
  struct Owner {
    int32_t id, group, source;
  };
  events = groups;
  routes.assign(groups.size(), {});
  std::vector<Owner> owners;
  for (size_t g = 0; g < groups.size(); g++)
    if (groups[g])
      for (int32_t source = 0; source < groups[g]->firstForeign(); source++) owners.push_back({groups[g]->sourceIds()[(size_t)source], (int32_t)g, source});
  std::sort(owners.begin(), owners.end(), [](const Owner &a, const Owner &b) { return a.id < b.id; });
  for (size_t g = 0; g < groups.size(); g++) {
    if (!groups[g]) continue;
    const std::vector<int32_t> &ids = groups[g]->sourceIds();
    for (size_t remote = (size_t)groups[g]->firstRemote(); remote < ids.size(); remote++) {
      const auto owner = std::lower_bound(owners.begin(), owners.end(), ids[remote], [](const Owner &one, int32_t id) { return one.id < id; });
      if (owner == owners.end() || owner->id != ids[remote]) continue; // refused when the model was verified
      std::vector<std::vector<Target>> &from = routes[(size_t)owner->group];
      from.resize(groups[(size_t)owner->group]->sourceIds().size());
      from[(size_t)owner->source].push_back({(int32_t)g, (int32_t)remote});
      groups[(size_t)owner->group]->exports(owner->source);
    }
    shortest = std::min(shortest, groups[g]->shortestRemoteDelay());
    atOnce = atOnce || groups[g]->hearsAtOnce();
  }
}

int64_t Meetings::steps(double t, double dt, int64_t most) const {
  if (!any()) return most;
  const double due = t + shortest, half = 0.5 * dt;
  int64_t count = 0;
  for (; count < most; count++) {
    t += half;
    t += half;
    if (!(t < due)) break;
  }
  return count;
}

} // namespace hillock
