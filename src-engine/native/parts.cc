#include "parts.h"
#include <algorithm>

namespace hillock {
namespace {

void eliminateRow(const PackView &view, int32_t k) {
  const int32_t r = view.order[k], above = view.parent[k];
  const double g = view.axial[k], q = 1.0 / view.diagonal[r], p = g * q;
  view.diagonal[above] -= p * g;
  view.rhs[above] += p * view.rhs[r];
  view.diagonal[r] = q;
}

template <bool twice> void substitute(const PackView &view, int32_t from, int32_t to) {
  double *const v = view.v, *const x = twice ? view.rhs : v;
  for (int32_t k = from; k < to; k++) {
    const int32_t r = view.order[k];
    const double value = (view.rhs[r] + view.axial[k] * x[view.parent[k]]) * view.diagonal[r];
    if (twice) v[r] = 2.0 * value - v[r];
    x[r] = value;
  }
}

} // namespace

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
    for (; k > stop; k--) eliminateRow(view, k);
    k--;
  }
}

void PartsRun::solve(const PackView &view, bool twice, Team &team) const {
  const auto stretch = [&](size_t member, auto act) { act(start(pack->parts.size() * member / team.size()), start(pack->parts.size() * (member + 1) / team.size())); };
  team.together([&](size_t member) { stretch(member, [&](int32_t from, int32_t to) { eliminate(view, from, to); }); });
  for (size_t b = branches.size(); b-- > 0;) eliminateRow(view, branches[b]);
  for (int32_t k = trunk() - 1; k > 0; k--) eliminateRow(view, k);
  const int32_t root = view.order[0];
  const double value = view.rhs[root] * (1.0 / view.diagonal[root]);
  if (twice) view.v[root] = 2.0 * value - view.v[root];
  (twice ? view.rhs : view.v)[root] = value;
  (twice ? substitute<true> : substitute<false>)(view, 1, trunk());
  team.together([&](size_t member) { stretch(member, [&](int32_t from, int32_t to) { (twice ? substitute<true> : substitute<false>)(view, from, to); }); });
}

} // namespace hillock
