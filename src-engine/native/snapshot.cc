// Layout: magic, version, length of the arena, groups; the arena; of each group what it keeps outside of the arena;
// at the end a checksum of all before. What follows from the model alone (matrix, tables, hoisted values) is made anew.
#include "snapshot.h"
#include "stateBytes.h"

namespace hillock {
namespace {

/** `HLST` */
constexpr int32_t stateMagic = 0x54534c48;
/** Raised with every change of the layout. */
constexpr int32_t stateVersion = 3;
/** The least that one spike, one printed piece takes. */
constexpr size_t spikeBytes = 12, printedBytes = 36;

/** FNV-1a over words of 64 bits, with the last bits of each product brought back down. */
uint64_t checksum(const uint8_t *bytes, size_t length) {
  uint64_t hash = 1469598103934665603ULL;
  for (size_t at = 0; at < length; at += sizeof hash) {
    uint64_t word = 0;
    memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
    hash = (hash ^ word) * 1099511628211ULL;
    hash ^= hash >> 32;
  }
  return hash;
}

void saveAsking(StateWriter &out, const Asking &by) {
  for (const int32_t value : {by.list, by.call, by.lane}) out.whole(value);
  out.number(by.time);
}

/** Who asked must be there, or nobody could say whose words these are. */
Asking readAsking(StateReader &in, const GroupRun &run) {
  Asking by;
  by.list = in.wholeWithin(0, (int32_t)callListCount - 1);
  by.call = in.whole();
  by.lane = in.whole();
  by.time = in.number();
  const std::vector<BoundCall> &calls = run.calls[(size_t)by.list];
  if (by.call < 0 || (size_t)by.call >= calls.size() || by.lane < 0 || by.lane >= calls[(size_t)by.call].count) in.failed = true;
  return by;
}

void saveGroup(StateWriter &out, const GroupRun &run) {
  out.whole(run.constructed ? 1 : 0);
  out.whole(run.destructed ? 1 : 0);
  out.whole(run.halted ? 1 : 0);
  if (run.halted) saveAsking(out, run.haltedBy);
  for (const char above : run.above) out.whole(above);
  out.wide((int64_t)run.spikes.size());
  for (const Spike &spike : run.spikes) out.whole(spike.source), out.number(spike.timeMs);
  out.wide((int64_t)run.printed.size());
  for (const Printed &printed : run.printed) saveAsking(out, printed.by), out.number(printed.piece), out.number(printed.value);
  out.wide(run.notKept);
  for (const PlayRun &play : run.plays) play.save(out);
  for (const SamplingRun &sampling : run.samplings) sampling.save(out);
  if (run.adaptive)
    for (const double number : run.adaptive->save()) out.number(number);
  if (run.events) run.events->save(out);
}

/** What a group will keep, while it is not yet known whether all of the bytes are good. */
struct ReadGroup {
  bool constructed, destructed, halted;
  Asking haltedBy;
  std::vector<char> above;
  std::vector<Spike> spikes;
  std::vector<Printed> printed;
  int64_t notKept;
  std::vector<PlayRun> plays;
  std::vector<SamplingRun> samplings;
  std::vector<double> adaptive;
  std::unique_ptr<GroupEvents> events;
};

ReadGroup readGroup(StateReader &in, const GroupRun &run) {
  const Group &group = *run.group;
  ReadGroup read = {};
  read.constructed = in.flag();
  read.destructed = in.flag();
  read.halted = in.flag();
  if (read.halted) read.haltedBy = readAsking(in, run);
  for (size_t d = 0; d < group.detectors.size(); d++) read.above.push_back(in.flag());
  const int32_t sources = (int32_t)(group.detectors.size() + (size_t)group.events.instances + group.events.foreignIds.size());
  for (size_t left = in.count(spikeBytes); left > 0 && !in.failed; left--) {
    const int32_t source = in.wholeWithin(0, sources - 1);
    read.spikes.push_back({source, in.number()});
  }
  for (size_t left = in.count(printedBytes); left > 0 && !in.failed; left--) {
    const Asking by = readAsking(in, run);
    const double piece = in.number();
    read.printed.push_back({by, piece, in.number()});
  }
  read.notKept = in.wideWithin(0, (int64_t)1 << 53);
  read.plays = run.plays;
  for (PlayRun &play : read.plays)
    if (!play.restore(in)) in.failed = true;
  read.samplings = run.samplings;
  for (SamplingRun &sampling : read.samplings)
    if (!sampling.restore(in)) in.failed = true;
  if (run.adaptive) {
    for (size_t left = run.adaptive->savedNumbers(); left > 0 && !in.failed; left--) read.adaptive.push_back(in.number());
    if (in.failed || !run.adaptive->couldBeSaved(read.adaptive)) in.failed = true;
  }
  if (run.events) {
    read.events = std::make_unique<GroupEvents>(group);
    if (!read.events->restore(in)) in.failed = true;
  }
  return read;
}

void takeOver(GroupRun &run, ReadGroup &&read) {
  run.constructed = read.constructed;
  run.destructed = read.destructed;
  run.halted = read.halted;
  run.haltedBy = read.haltedBy;
  run.above = std::move(read.above);
  run.spikes = std::move(read.spikes);
  run.printed = std::move(read.printed);
  run.notKept = read.notKept;
  run.plays = std::move(read.plays);
  run.samplings = std::move(read.samplings);
  if (run.adaptive) run.adaptive->restore(read.adaptive);
  if (run.events) run.events->adopt(std::move(*read.events));
  run.fault = Fault();
  run.outcome.clear();
  run.generation++;
  // A table may lie in the arena that was made before its GLOBALs took their present values.
  for (BoundCall &call : run.calls[tabulate]) call.generation = 0;
}

} // namespace

RankFailure saveSession(Session &session, std::vector<uint8_t> &into) {
  const Model &model = session.model();
  session.meet(); // what groups have sent to each other waits where it will arrive
  std::vector<std::vector<uint8_t>> ofGroups;
  for (const GroupRun &run : session.groups()) {
    StateWriter own;
    saveGroup(own, run);
    ofGroups.push_back(std::move(own.bytes));
  }
  const RankFailure failure = session.ranks().any() ? session.ranks().complete(ofGroups) : RankFailure::none;
  if (failure != RankFailure::none) return failure;
  StateWriter out;
  out.bytes.reserve((size_t)model.arenaLength * sizeof(double) + 4096);
  for (const int32_t value : {stateMagic, stateVersion, model.arenaLength, (int32_t)model.groups.size()}) out.whole(value);
  out.put(session.arena(), (size_t)model.arenaLength * sizeof(double));
  for (const std::vector<uint8_t> &own : ofGroups) out.put(own.data(), own.size());
  out.wide((int64_t)checksum(out.bytes.data(), out.bytes.size()));
  into = std::move(out.bytes);
  return RankFailure::none;
}

StateRefusal restoreSession(Session &session, const uint8_t *bytes, size_t length) {
  const Model &model = session.model();
  uint64_t expected;
  if (length < sizeof expected) return StateRefusal::damaged;
  length -= sizeof expected;
  memcpy(&expected, bytes + length, sizeof expected);
  StateReader in(bytes, length);
  if (in.whole() != stateMagic) return StateRefusal::damaged;
  if (in.whole() != stateVersion) return StateRefusal::anotherVersion;
  if (checksum(bytes, length) != expected) return StateRefusal::damaged;
  if (in.whole() != model.arenaLength || in.whole() != (int32_t)model.groups.size()) return StateRefusal::anotherModel;
  const uint8_t *const arena = in.part((size_t)model.arenaLength * sizeof(double));
  std::vector<ReadGroup> read;
  for (const GroupRun &run : session.groups()) {
    double t = 0;
    if (arena) memcpy(&t, arena + (size_t)run.group->stepperUniforms[0] * sizeof t, sizeof t);
    if (!isfinite(t)) return StateRefusal::damaged;
  }
  for (const GroupRun &run : session.groups()) read.push_back(readGroup(in, run));
  if (in.failed || !in.atEnd()) return StateRefusal::damaged;
  if (model.arenaLength > 0) memcpy(session.arena(), arena, (size_t)model.arenaLength * sizeof(double));
  for (size_t g = 0; g < read.size(); g++) {
    GroupRun &run = session.groups()[g];
    takeOver(run, std::move(read[g]));
    if (run.events) run.events->setConnections(session.arena(), false);
  }
  return StateRefusal::none;
}

} // namespace hillock
