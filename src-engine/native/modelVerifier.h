// Verifies everything of a model that depends on the arena: its parts are in files of their own, named verify*.cc.
#pragma once
#include "model.h"
#include <utility>

namespace hillock {

class ModelVerifier {
public:
  explicit ModelVerifier(const Model &model) : model(model) {}

  /** What is wrong with the model, or an empty string. */
  std::string verify();

private:
  struct Range {
    int64_t from, to;
    size_t group;
    bool operator<(const Range &other) const { return from < other.from; }
  };
  const Model &model;
  std::string wrong;
  size_t group = 0;
  std::vector<Range> written;

  bool refuse(const std::string &why) {
    wrong = "group " + std::to_string(group) + ": " + why;
    return false;
  }
  bool within(int64_t address, int64_t length, const std::string &what) {
    if (address >= 0 && length >= 0 && address + length <= model.arenaLength) return true;
    return refuse(what + " lies outside the arena (" + std::to_string(address) + ", " + std::to_string(length) + " long)");
  }
  bool wholeVectors(int64_t address, int64_t count, const std::string &what) {
    if (address % lanePadding != 0) return refuse(what + " does not begin at a whole vector (" + std::to_string(address) + ")");
    return within(address, padded(count), what);
  }
  void writes(int64_t address, int64_t length) {
    if (length > 0) written.push_back({address, address + length, group});
  }

  // verifyModel.cc:
  bool verifyGroup(const Group &g);
  bool verifyCall(const Group &g, const ProgramCall &call);
  /** Threads own groups, so no two groups may write one number. */
  bool verifySeparation();

  // verifyCells.cc:
  bool verifyPacks(const Group &g);
  /** No row may depend on another part than its own. */
  bool verifyParts(const CellPack &pack, const std::string &name);
  bool verifyLayers(const Group &g);
  bool verifyDiffusion(const CableDiffusion &d);
  bool verifyNodes(const Group &g, const std::vector<int32_t> &nodes, const std::string &what);
  bool verifyMembrane(const Group &g);
  bool verifyCircuits(const Group &g);

  // verifyEvents.cc:
  bool verifyEvents(const Group &g);
  /** Every row of the space weight with which the machine can call a handler must be one. */
  bool verifyRows(const Group &g, const ProgramCall &call);
  /** Whether a source in another group has a connection without delay to this one. */
  static bool hears(const Group &g, int32_t id);
  /** What a group takes for a source in another one must be one there. */
  bool verifyRemoteSources();

  // verifyCourse.cc:
  bool verifyPlays(const Group &g);
  bool verifyTransfers(const Group &g);
  bool verifySamplings(const Group &g);
  bool verifyAdaptive(const Group &g);
  /** Groups either have each their own steps, or there is but one group in steps of adaptive length. */
  bool verifySteps();
};

} // namespace hillock
