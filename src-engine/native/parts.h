// The elimination of one large cell by parts (kernel/abi.ts, CellPack.parts): the same operations on every number, in the
// same order, as lanesSolver.h does them one after the other.
#pragma once
#include "kernels.h"
#include "model.h"
#include "team.h"

namespace hillock {

/** A pack that has parts, and where these hang on its trunk. */
class PartsRun {
public:
  explicit PartsRun(const CellPack &pack);
  /** Each member of the team does some of the parts, the leader the trunk. */
  void solve(const PackView &view, bool twice, Team &team) const;

private:
  const CellPack *pack;
  std::vector<int32_t> branches; // positions whose parents are in the trunk, ascending

  int32_t trunk() const { return pack->parts[0]; }
  int32_t start(size_t part) const { return part < pack->parts.size() ? pack->parts[part] : pack->rows; }
  void eliminate(const PackView &view, int32_t from, int32_t to) const;
};

} // namespace hillock
