// One group in steps of adaptive length: the voltages of nodes with capacitance and the states of mechanisms as one
// system of differential equations.
#pragma once
#include "bdf.h"
#include "continuousCircuits.h"
#include "continuousLayers.h"
#include "diffusionBlocks.h"
#include "model.h"
#include <memory>

namespace hillock {

class Session;
struct GroupRun;
struct Advance;

class AdaptiveRun final : public ContinuousSystem {
public:
  AdaptiveRun(Session &session, GroupRun &run);

  /** A run begins at `start`. */
  void begin(double start);
  /** What the first sample sees. */
  bool arriveAtStart(double *scratch);
  /** Goes on to the next sample and records it; false where the run cannot go on. */
  bool step(const Advance &advance, double *scratch);
  // Where each group goes by steps of its own:
  /** Does all that happens before `horizon`, and by `last`; false where the run cannot go on. */
  bool goUntil(double horizon, double last, const Advance &advance, double *scratch);
  /** Nothing but samples happens, and no event leaves, before this. */
  double nothingBefore() const { return begun && isReady() ? nextPoint() : at; }
  /** All is done by the time of a sample: the model stands there. */
  bool standAt(int64_t sample, double *scratch);
  /** Another process has done all by the time of a sample. */
  void passedElsewhere(int64_t sample) { samples = sample; }
  double sampleTime(int64_t sample) const { return start + (double)sample * plan.sampleInterval; }
  /** How many samples there have been since the start, whether anything here was recorded or not. */
  int64_t samplesTaken() const { return samples; }
  /** How many samples lie before what is to come. */
  int64_t samplesPassed() const { return (int64_t)((at - start) / plan.sampleInterval); }
  bool isRecording() const { return records; }

  /** An instance says that its equations jump at a time. */
  void noteStop(double time);
  /** Numbers were changed from outside. */
  void noteChange();
  /** An event changed an instance. */
  void noteEvent(int32_t receiver);
  /** The stop time has been reached. */
  bool ended() const { return atEnd; }
  /** All that goes on from here depends on, besides the arena and the events; always as many numbers. */
  std::vector<double> save() const;
  size_t savedNumbers() const { return 9 + 2 * former.size() + 2 * freeDiagonal.size() + savedOfCoupled() + savedOfDiffusion() + integrator.savedNumbers(); }
  /** Whether so many numbers can be what `save` has written. */
  bool couldBeSaved(const std::vector<double> &numbers) const;
  void restore(const std::vector<double> &numbers);
  const BdfCounts &counts() const { return integrator.counts(); }

  bool evaluate(double t, const double *y, double *rates) override;
  bool solve(double gamma, double *b) override;
  // Of what is more than ordinary differential equations (adaptiveCoupled.cc):
  bool begin(double t, double *y, double *slopes) override;
  void weighByMass(double *b) override;
  const char *plainRows() const override { return isCoupled() ? plain.data() : nullptr; }

private:
  /** Numbers that lie together: in the arena, and in the state vector. */
  struct Stretch {
    int32_t address, length;
    int64_t offset;
  };
  /** Nodes without capacitance of one pack, and the conductances that lead to them (positions in its order). */
  struct FreeNodes {
    const CellPack *pack;
    std::vector<int32_t> positions, nodes;
  };

  /** Diffusing states of the same compartments, with the columns and calls of the mechanisms that they are of. */
  struct DiffusionPart {
    std::vector<size_t> states, columns, calls;
    std::unique_ptr<DiffusionBlocks> blocks; // none where they would be too large
    bool isTogether = false;                 // diffusion and reactions can be solved together
  };

  Session &session;
  GroupRun &run;
  const AdaptivePlan &plan;
  std::vector<Stretch> voltages, states; // of states: `address` is the state's
  std::vector<FreeNodes> freeNodes;
  std::vector<char> isFree;
  std::vector<char> quiet; // of each receiver
  std::vector<double> axialSum, net, freeDiagonal, freeRight, diagonalWork, rightWork, y;
  std::vector<double> former, crossings; // what each detector saw last; where it crosses its threshold within the step taken
  std::vector<DiffusionPart> diffusions;
  std::vector<ContinuousLayers> layers;
  std::vector<ContinuousCircuit> circuits;
  std::vector<char> plain; // of each number: whether it is known by an equation of its own
  std::vector<double> held, slopes;
  Bdf integrator;
  double *registers = nullptr;
  bool seesAtStops = false; // what is compared, or run where the model stops, needs currents
  bool isStill = false;     // nothing is integrated, and nobody waits for steps
  bool records = true;      // samples are taken

  double start = 0, at = 0; // where all is done up to; samples look beyond
  double nextStop = 0, nextSample = 0, nextCrossing = 0;
  int64_t samples = 0;
  bool begun = false, jumps = false, atEnd = false;

  static std::vector<double> tolerancesOf(const Group &group, const double *arena);
  double &clock() const;
  double *nodeColumn(size_t index) const;
  void layOut();
  void layOutFree();
  static std::vector<char> nodesWithNumbers(const Group &group, const double *arena);
  bool isCoupled() const { return !layers.empty() || !circuits.empty(); }
  size_t savedOfCoupled() const { return isCoupled() ? y.size() : 0; }
  int64_t layOutCoupled(int64_t offset);
  void weighCoupled();
  void scatterCoupled(const double *from);
  void layOutDiffusion();
  void findOwners(DiffusionPart &part) const;
  bool runOwners(const DiffusionPart &part);
  bool learnReactions(double gamma);
  bool solveDiffusion(double gamma, const double *b);
  size_t savedOfDiffusion() const;
  void flowThroughLayers();
  void addCoupledRates(const double *from, double *rates);
  bool putCoupled(double gamma, const double *b);
  void takeCoupled(double *b) const;
  void seeCoupled();
  void scatter(const double *from);
  void gather(double *into) const;
  void settle();
  bool membraneAtFreeNodes();
  bool membrane();
  void flow();
  bool see();
  bool arrive(double time, bool fully);
  bool arriveBeforeJump(double time, bool fully);
  double stepEnd() const;
  double nextPoint() const;
  double nextObservation() const;
  bool isReady() const { return !jumps && stepEnd() > at; }
  bool ready();
  bool runHooks();
  void planSample();
  void record(const Advance &advance);
  bool observe(double time);
  bool setOut();
  bool goOn(const Advance &advance, bool &isSample);
  bool restart();
  bool exceeds(size_t detector) const;
  bool foresee();
  bool look();
  bool spike(size_t detector, double time);
  double crossing(size_t detector, double from, double to);
  bool deliverDue();
  bool failed(BdfOutcome outcome);
};

} // namespace hillock
