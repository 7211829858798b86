#include "parts.h"
#include "oneCell.h"
#include <algorithm>

namespace hillock {
PartsRun::PartsRun(const CellPack &of) : pack(&of) {
  std::vector<char> inTrunk((size_t)of.rows, 0);
  for (int32_t k = 0; k < trunk(); k++) inTrunk[(size_t)of.order[(size_t)k]] = 1;
  for (int32_t k = trunk(); k < of.rows; k++)
    if (inTrunk[(size_t)of.parent[(size_t)k]]) branches.push_back(k);
}

/** What a branch adds to the trunk waits until all parts have come as far. */
void PartsRun::eliminate(const PackView &view, int32_t from, int32_t to) const {
  size_t next = (size_t)(std::lower_bound(branches.begin(), branches.end(), to) - branches.begin());
  for (int32_t k = to - 1; k >= from;) {
    const int32_t stop = next > 0 && branches[next - 1] >= from ? branches[--next] : from - 1;
    eliminateOne(view, stop + 1, k + 1);
    k = stop - 1;
  }
}

void PartsRun::solve(const PackView &view, bool twice, Team &team) const {
  const auto stretch = [&](size_t member, auto act) { act(start(pack->parts.size() * member / team.size()), start(pack->parts.size() * (member + 1) / team.size())); };
  team.together([&](size_t member) { stretch(member, [&](int32_t from, int32_t to) { eliminate(view, from, to); }); });
  for (size_t b = branches.size(); b-- > 0;) eliminateOne(view, branches[b], branches[b] + 1);
  eliminateOne(view, 1, trunk());
  const int32_t root = view.order[0];
  const double value = view.rhs[root] * (1.0 / view.diagonal[root]);
  if (twice) view.v[root] = 2.0 * value - view.v[root];
  (twice ? view.rhs : view.v)[root] = value;
  (twice ? substituteOne<true> : substituteOne<false>)(view, 1, trunk());
  team.together([&](size_t member) { stretch(member, [&](int32_t from, int32_t to) { (twice ? substituteOne<true> : substituteOne<false>)(view, from, to); }); });
}

} // namespace hillock
