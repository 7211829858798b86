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
      for (int32_t source = 0; source < groups[g]->firstForeign(); source++) owners.push_back({groups[g]->sourceId(source), (int32_t)g, source});
  std::sort(owners.begin(), owners.end(), [](const Owner &a, const Owner &b) { return a.id < b.id; });
  for (size_t g = 0; g < groups.size(); g++) {
    if (!groups[g]) continue;
    for (int32_t remote = groups[g]->firstRemote(); remote < groups[g]->sourceCount(); remote++) {
      const int32_t id = groups[g]->sourceId(remote);
      const auto owner = std::lower_bound(owners.begin(), owners.end(), id, [](const Owner &one, int32_t wanted) { return one.id < wanted; });
      if (owner == owners.end() || owner->id != id) continue; // refused when the model was verified
      std::vector<std::vector<Target>> &from = routes[(size_t)owner->group];
      from.resize((size_t)groups[(size_t)owner->group]->sourceCount());
      from[(size_t)owner->source].push_back({(int32_t)g, remote});
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
