// A loaded model: its bound calls, and the stepping of its groups.
#pragma once
#include "adaptive.h"
#include "circuits.h"
#include "diffusion.h"
#include "events.h"
#include "layers.h"
#include "machine.h"
#include "meetings.h"
#include "membrane.h"
#include "parts.h"
#include "plays.h"
#include "ranks.h"
#include "samplings.h"
#include <atomic>
#include <memory>

namespace hillock {

/** What one advance wants, the same for all groups. */
struct Advance {
  int64_t steps = 0;
  double dt = 0;
  bool crankNicolson = false;
  int32_t threads = 1;
  double *traces = nullptr; // rows of `capacity`
  int64_t capacity = 0, firstSample = 0, every = 1;
  int32_t *control = nullptr; // [0] stop, [1] steps done
  uint64_t agreement = 0;     // of several processes: what the advance is, as a number that must be the same for all

  bool stopAsked() const { return control && __atomic_load_n(&control[0], __ATOMIC_RELAXED) != 0; }
};

/** Why a group cannot go on. */
struct Fault {
  enum class Kind : int32_t { none, voltage, program, event, integration, circuit, state } kind = Kind::none;
  double time = 0;
  int64_t node = -1;                               // of a voltage
  int32_t list = 0, call = 0, lane = 0, code = 0;  // of a program: which of its faults; of a state: call is its column, lane the instance; of integration: a state's column, its instance, why; of a circuit: call is its border, lane the unknown that is left open
  int32_t receiver = 0;                            // of an event: lane and code (EventFault) besides
};

/** A program of a group that asked for something, and the instance for which it did. */
struct Asking {
  int32_t list = 0, call = 0, lane = 0;
  double time = 0;
};

/** A piece of text that an instance prints (program/program.ts, PrintedPiece), with the number in it. */
struct Printed {
  Asking by;
  double piece, value;
};

/** One group under way. */
struct GroupRun {
  std::vector<std::vector<SolverStretch>> stretches; // of each pack
  std::vector<PackView> views;                       // of each pack
  const Group *group = nullptr;
  std::vector<BoundCall> calls[callListCount];
  std::vector<BoundCall *> handlers[2]; // of each receiver: its call in netInitial, and in netReceive; null for none
  std::vector<DiffusionRun> diffusions;
  std::vector<PlayRun> plays;
  std::vector<CircuitRun> circuits;
  std::vector<SamplingRun> samplings;
  bool keepsTimes = false; // something comes at times of its own: events, samples, points of plays
  std::unique_ptr<MembraneRun> membrane; // where somebody wants to know
  std::vector<double> carried; // by transfers, on their way
  std::vector<double> base, charge; // k·C/dt + Σ axial, and k·C/dt, of each node
  std::vector<LayersRun> layers;
  std::vector<int32_t> layersOfPack; // of each pack: which of `layers` solves it; −1 for none
  std::vector<int32_t> stateStretches; // columns of states that lie together: address, length, …
  std::vector<int32_t> fewFinite;      // instead, where there are few: all numbers that must stay finite
  std::vector<char> above;          // detectors that exceed their threshold
  std::unique_ptr<GroupEvents> events;
  std::unique_ptr<AdaptiveRun> adaptive; // where steps are of adaptive length
  std::vector<Spike> spikes;
  CallOutcome outcome;
  uint64_t generation = 1, tabulated = 0; // of the uniforms; of those that the tables were last compared with
  int64_t firstTraceRow = 0, stepsDone = 0, scratchDoubles = 0;
  Fault fault;
  std::vector<Printed> printed; // since it was last asked for
  int64_t notKept = 0;          // texts printed beyond what is kept
  bool halted = false;          // the run is to end after this step
  Asking haltedBy;
  bool constructed = false, destructed = false;
  double weight = 0; // rough cost of a step
  std::vector<std::unique_ptr<PartsRun>> parts; // of each pack that has any
  Team *team = nullptr;                         // of threads that share each step, during an advance

  bool faulty() const { return fault.kind != Fault::Kind::none; }
};

/** Everything that belongs to one model on one set of kernels. */
class Session {
public:
  /** `arena` is the first aligned double; the model must have been verified. */
  Session(Model &&model, double *arena, const LaneKernels &kernels, int32_t block);

  const Model &model() const { return copy; }
  double *arena() const { return values; }
  std::vector<GroupRun> &groups() { return runs; }
  int64_t probes() const { return probeCount; }
  int64_t scratchDoubles() const { return largestScratch; }
  const LaneKernels &kernels() const { return lanes; }

  /** t := start. Returns the first group that cannot begin, or −1. */
  enum class Part { whole, untilStates, fromStates };
  int32_t initialise(double dt, bool crankNicolson, double *scratch, double start = 0, Part part = Part::whole);
  /** Makes what depends on dt, capacitances and axial conductances. */
  void prepare(GroupRun &run, double dt, bool crankNicolson);
  /** Takes `count` steps of one group; fewer where it cannot go on, or where `stop`, if given, asks for it. */
  void step(GroupRun &run, const Advance &advance, int64_t count, double *scratch, const std::atomic<bool> *stop);
  /** How groups tell each other of events. */
  Meetings &meetings() { return meeting; }
  /** How groups are dealt to the processes that share the model. */
  Ranks &ranks() { return dealt; }
  const Ranks &ranks() const { return dealt; }
  /** Shares the model with other processes: from now on only groups of this one take steps and are given up here. */
  void share(const RankExchange &exchange);
  /** t, which is the same in all groups between two steps that all have taken. */
  double time() const { return runs.empty() ? 0 : timeOf(0); }
  double timeOf(size_t group) const { return values[runs[group].group->stepperUniforms[0]]; }
  /** Lets a group know what others have sent to it; false, with the fault, where that is too much. */
  bool hear(GroupRun &run, const RemoteEvent &event);
  /** Lets all groups know what others have sent, on the calling thread. */
  void meet();
  /** Uniforms or parameters were written from outside. */
  void touch();
  void sample(double *into) const;
  /** Whether each group goes by steps of its own. */
  bool isLocal() const { return !copy.groups.empty() && copy.groups[0].isAdaptive && copy.groups[0].adaptive.isLocal; }
  /** Whether some program may ask for the end of the run. */
  bool mayHalt() const { return halting; }
  /** Runs what comes when a run is given up, once. Returns the first group that cannot, or −1. */
  int32_t destruct(double *scratch);
  void runOne(size_t group, size_t stateCall, int64_t repeats, double *scratch);

private:
  friend class AdaptiveRun;
  Model copy;
  double *values;
  LaneKernels lanes;
  std::vector<GroupRun> runs;
  Meetings meeting;
  Ranks dealt;
  int64_t probeCount = 0, largestScratch = 0;
  bool halting = false;

  double *column(const GroupRun &run, size_t index) const { return values + run.group->nodeColumns[index]; }
  // What may end the run gives false, with the reason in `run.fault`.
  bool begin(GroupRun &run, double dt, bool crankNicolson, double *scratch, double start);
  bool settle(GroupRun &run, double *scratch, double start);
  bool step(GroupRun &run, const Advance &advance, double *scratch);
  bool run(GroupRun &run, CallList list, double *scratch) { return run.calls[list].empty() || runAll(run, list, scratch); }
  bool runAll(GroupRun &run, CallList list, double *scratch);
  bool handle(GroupRun &run, CallList list, const Arrival &arrival, double *scratch);
  void note(GroupRun &run, const Asking &by, const Emission &emission);
  bool take(GroupRun &run, CallList list, int32_t k, int32_t row, double now);
  bool take(GroupRun &run, CallList list, const BoundCall &call, int32_t row, double now);
  bool connect(GroupRun &run, double *scratch);
  bool deliver(GroupRun &run, double until, double *scratch);
  bool deliverBins(GroupRun &run, double dt, double *scratch);
  bool deliverOne(GroupRun &run, const Arrival &arrival, double *scratch);
  void passTimes(GroupRun &run, double until) {
    if (!run.samplings.empty() || !run.plays.empty()) passAll(run, until);
  }
  void passAll(GroupRun &run, double until);
  void followPlays(GroupRun &run);
  void transfer(GroupRun &run);
  bool fillMatrix(GroupRun &run, double *scratch);
  bool detect(GroupRun &run, double t);
  bool fail(GroupRun &run, const Fault &fault);
  void tabulate(GroupRun &run, double *scratch) {
    if (run.tabulated != run.generation) tabulateAll(run, scratch);
  }
  void tabulateAll(GroupRun &run, double *scratch);
  void layOutMatrix(GroupRun &run);
  LayerColumns layerColumns(const GroupRun &run) const;
  MembraneColumns membraneColumns(const GroupRun &run) const;
  void beginLayers(GroupRun &run);
  bool solveCircuits(GroupRun &run, double dt);
  void followCircuits(GroupRun &run);
  void solve(GroupRun &run, double dt, bool crankNicolson);
  void record(GroupRun &run, const Advance &advance);
  void layOutStates(GroupRun &run);
  bool finite(const GroupRun &run) const;
  void fillNodes(GroupRun &run);
  bool findFault(GroupRun &run, double t);
};

/** What came of an advance. */
struct AdvanceOutcome {
  int64_t steps = 0;
  bool stopped = false, outOfMemory = false;
  double seconds = 0;
  int32_t faultGroup = -1, haltGroup = -1;
  RankFailure apart = RankFailure::none; // why other processes have not gone along
};

} // namespace hillock
