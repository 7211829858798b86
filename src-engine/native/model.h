// The machine's own copy of a model (src-engine/kernel/abi.ts), and how it is read and verified.
#pragma once
#include <stdint.h>
#include <string>
#include <vector>

namespace hillock {

constexpr int32_t abiVersion = 10;
constexpr int32_t lanePadding = 8;
constexpr int32_t wordsPerOperation = 5;
constexpr int32_t nodeColumnCount = 7;

inline int64_t padded(int64_t count) { return (count + lanePadding - 1) / lanePadding * lanePadding; }

enum class Access : int32_t { read, write, both };
enum class OperandKind : int32_t { inRegister, scalar, column };

struct Operand {
  OperandKind kind;
  int32_t index;
};
inline Operand operandOf(int32_t word) { return {(OperandKind)(word >> 24), word & 0xffffff}; }

struct UniformSlot {
  std::string name;
  bool written;
};
struct ColumnSlot {
  std::string space, name;
  bool own;
  Access access;
  int32_t length;     // elements of an own array that is indexed at run time; else 1
  int32_t outOfRange; // the fault of an index out of range, or −1
  // Found out when the model is read:
  bool indexed;  // some operation takes a lane's index table
  bool elements; // some operation takes an index computed at run time
};

struct Program {
  std::string name;
  bool sequential, readsTime;
  int32_t registers, hoisted, faults;
  std::vector<double> constants;
  std::vector<UniformSlot> uniforms;
  std::vector<ColumnSlot> columns;
  std::vector<int32_t> prologue, body;

  int32_t scalars() const { return (int32_t)(constants.size() + uniforms.size()) + hoisted; }
};

struct ProgramCall {
  int32_t program, count, receiver; // receiver: −1 where the instances take no part in events
  std::vector<int32_t> columns, tables, uniforms;
};

struct IndexTable {
  int32_t extent;
  std::vector<int32_t> indices;
  // Found out when the model is read:
  bool stretch;  // indices are first, first + 1, …
  bool distinct; // no index occurs twice
  int32_t lowest, highest;
};

struct CellPack {
  int32_t firstNode, rows, lanes, liveLanes;
  std::vector<int32_t> order, parent;
  std::vector<int32_t> parts; // positions at which parts of the order begin; what comes before is the trunk
  int32_t axial;
};

/** Circuits that hang together by cells: C·dy/dt + G·y = b, potentials of nodes first. */
struct CircuitBorder {
  std::vector<int32_t> nodes;
  int32_t unknowns, right; // addresses
  std::vector<double> capacitance, conductance, initial;
};

/** A state that diffuses along the cable; lists in order of compartments, parents before children. */
struct CableDiffusion {
  std::vector<int32_t> states, volumes, conductivities, parent;
  std::vector<double> length;
};

/** Layers outside the membrane of the cells of one pack; lists in its nodes, row by row. */
struct CableLayers {
  int32_t pack, instances;
  std::vector<int32_t> element; // node → instance with the layers' numbers; −1 for none
  std::vector<int32_t> inside;  // node → node that stands for the potential inside; −1 where the outside is ground
  std::vector<int32_t> columns; // addresses of xg[0], xg[1], xc[0], xc[1], e, vext[0], vext[1], i_membrane
  std::vector<int32_t> axial;   // addresses of the conductances to the parent, of each layer
};

struct SpikeDetector {
  int32_t address;
  double threshold;
  int32_t thresholdAddress; // where it can be set while a run goes on; −1 where it cannot
  double level(const double *values) const { return thresholdAddress < 0 ? threshold : values[thresholdAddress]; }
};

/** The lists of calls of a group, in the order of kernel/abi.ts. */
enum CallList : size_t { construct, tabulate, beforeInitial, initialise, netInitial, afterInitial, watch, netReceive, beforeBreakpoint, current, state, afterSolve, beforeStep, destruct, expose, rates, solveRates, stops, afterStep, callListCount };

/** The instances of one mechanism that take part in events. */
struct EventReceiver {
  std::vector<int32_t> sourceIds, recorded;
  int32_t rowWithoutConnection;
  int32_t firstInstance; // of those of the whole group; found out when the model is read
};

/**
 * Connections in ascending order of their ids: ids, sources, targets, rows of the space weight, delays, and the shortest
 * that these may become.
 */
struct Connections {
  std::vector<int32_t> ids, source, target, row;
  std::vector<double> delayMs, leastDelayMs;
  int32_t delays, active; // addresses of what can be set while a run goes on; −1 where nothing can
};

struct Events {
  std::vector<int32_t> detectorIds, detectorsRecorded;
  std::vector<EventReceiver> receivers;
  Connections connections;
  std::vector<int32_t> foreignIds;       // sources after the detectors and instances: gids that nothing else has
  std::vector<int32_t> remoteIds;        // sources after those: ids of sources in other groups
  std::vector<int32_t> gids, gidSources; // ascending, and the source of each
  bool neuronOrder = false, binned = false;
  int32_t flag = 0;
  int32_t instances = 0; // of all receivers
};

/** A course of numbers in time; times do not descend. */
struct Waveform {
  std::vector<double> times, values;
};

/** Numbers of a group that follow a waveform, each times a factor of its own. */
struct Play {
  int32_t waveform;
  bool stepped, extrapolates, writesUniforms, writesConnections;
  std::vector<int32_t> addresses;
  std::vector<double> scales;
};

/** Steps of adaptive length: what the state vector has behind the voltages, and what is asked of its accuracy. */
struct AdaptivePlan {
  std::vector<int32_t> states, rates, counts; // addresses of own columns, and how many instances they have
  std::vector<double> scales;                 // of the absolute tolerance
  std::vector<int32_t> quietReceivers;        // whose events change nothing that is integrated
  double voltageScale = 1, absoluteTolerance = 1e-3, relativeTolerance = 0;
  int32_t maximumOrder = 5;
  double smallestStep = 0, largestStep = 0, stopTime = 0;
  double sampleInterval = 0; // 0: a sample at every step
  bool interpolatesThresholds = false;
  bool isLocal = false; // the group goes by steps of its own, as all others do by theirs
};

/** Values carried from place to place: addresses; −1 in `plus` where nothing is added on the way. */
struct Transfers {
  std::vector<int32_t> from, plus, to;
};

/** Currents of whole compartments that are computed because they are recorded; addresses, −1 for none. */
struct Electrode {
  int32_t call;
  std::vector<int32_t> nodes;
};
struct MembraneSum {
  int32_t address;
  std::vector<int32_t> nodes;
  std::vector<double> weights;
};
struct Membrane {
  int32_t capacitive = -1, transmembrane = -1;
  std::vector<Electrode> electrodes;
  std::vector<MembraneSum> sums;
};

/** An ion's current that is carried to the middle of the step. */
struct IonCorrection {
  int32_t current, slope;
  std::vector<int32_t> nodes;
};

/** Numbers recorded at times of their own. */
struct Sampling {
  double interval;
  std::vector<double> times;
  std::vector<int32_t> addresses;
};

struct Group {
  int32_t nodes;
  std::vector<int32_t> nodeColumns, stepperUniforms;
  std::vector<CellPack> packs;
  std::vector<IndexTable> tables;
  std::vector<int32_t> cleared, forgotten, stateColumns;
  std::vector<ProgramCall> calls[callListCount];
  std::vector<CableDiffusion> diffusions;
  std::vector<CableLayers> layers;
  std::vector<SpikeDetector> detectors;
  std::vector<Play> plays;
  Membrane membrane;
  std::vector<IonCorrection> corrections;
  std::vector<Sampling> samplings;
  Transfers transfers;
  std::vector<CircuitBorder> circuits;
  bool hasEvents;
  Events events;
  bool isAdaptive;
  AdaptivePlan adaptive;
  std::vector<int32_t> probes;
};

struct Model {
  int32_t arenaLength;
  std::vector<Program> programs;
  std::vector<Waveform> waveforms;
  std::vector<Group> groups;
};

/** Reads what serialiseModel.ts wrote; returns what is wrong, or an empty string. Never reads beyond `bytes`. */
std::string readModel(const uint8_t *bytes, size_t length, Model &model);

/** Why a program may not run, or an empty string. */
std::string verifyProgram(const Program &program);
/** Why the model may not run, or an empty string. */
std::string verifyModel(const Model &model);

} // namespace hillock
