// A model from bytes (serialiseModel.ts writes them).
#include "modelReader.h"

namespace hillock {
namespace {

Events readEvents(ModelReader &in) {
  Events events;
  events.flag = in.whole();
  events.detectorIds = in.wholes();
  events.detectorsRecorded = in.wholes();
  events.receivers.resize((size_t)in.count(12));
  int64_t instances = 0;
  for (EventReceiver &receiver : events.receivers) {
    receiver.sourceIds = in.wholes();
    receiver.recorded = in.wholes();
    receiver.rowWithoutConnection = in.whole();
    receiver.firstInstance = (int32_t)instances;
    instances += (int64_t)receiver.sourceIds.size();
  }
  if (instances > INT32_MAX / 2) in.failed = true;
  events.instances = (int32_t)instances;
  events.foreignIds = in.wholes();
  events.remoteIds = in.wholes();
  events.gids = in.wholes();
  events.gidSources = in.wholes();
  const int32_t order = in.whole();
  if (order < 0 || order > 2 || instances + (int64_t)events.foreignIds.size() + (int64_t)events.remoteIds.size() > INT32_MAX / 2) in.failed = true;
  events.neuronOrder = order > 0;
  events.binned = order == 2;
  events.connections.ids = in.wholes();
  events.connections.source = in.wholes();
  events.connections.target = in.wholes();
  events.connections.row = in.wholes();
  events.connections.delayMs = in.numbers();
  events.connections.leastDelayMs = in.numbers();
  events.connections.delays = in.whole();
  events.connections.active = in.whole();
  return events;
}

AdaptivePlan readAdaptive(ModelReader &in) {
  AdaptivePlan plan;
  plan.states = in.wholes();
  plan.rates = in.wholes();
  plan.counts = in.wholes();
  plan.scales = in.numbers();
  plan.quietReceivers = in.wholes();
  for (double *number : {&plan.voltageScale, &plan.absoluteTolerance, &plan.relativeTolerance, &plan.smallestStep, &plan.largestStep, &plan.stopTime, &plan.sampleInterval}) *number = in.number();
  plan.maximumOrder = in.whole();
  plan.interpolatesThresholds = in.flag();
  plan.isLocal = in.flag();
  return plan;
}

Group readGroup(ModelReader &in) {
  Group group;
  group.nodes = in.whole();
  group.nodeColumns = in.wholes();
  group.stepperUniforms = in.wholes();
  group.packs.resize((size_t)in.count(28));
  for (CellPack &pack : group.packs) {
    pack.firstNode = in.whole();
    pack.rows = in.whole();
    pack.lanes = in.whole();
    pack.liveLanes = in.whole();
    pack.order = in.wholes();
    pack.parent = in.wholes();
    pack.parts = in.wholes();
    pack.axial = in.whole();
  }
  group.tables.resize((size_t)in.count(8));
  for (IndexTable &table : group.tables) table = readIndexTable(in);
  group.cleared = in.wholes();
  group.forgotten = in.wholes();
  group.stateColumns = in.wholes();
  for (std::vector<ProgramCall> &list : group.calls) list = readCalls(in);
  group.diffusions.resize((size_t)in.count(20));
  for (CableDiffusion &diffusion : group.diffusions) {
    diffusion.states = in.wholes();
    diffusion.volumes = in.wholes();
    diffusion.conductivities = in.wholes();
    diffusion.parent = in.wholes();
    diffusion.length = in.numbers();
  }
  group.layers.resize((size_t)in.count(24));
  for (CableLayers &layers : group.layers) {
    layers.pack = in.whole();
    layers.instances = in.whole();
    layers.element = in.wholes();
    layers.inside = in.wholes();
    layers.columns = in.wholes();
    layers.axial = in.wholes();
  }
  group.detectors.resize((size_t)in.count(16));
  for (SpikeDetector &detector : group.detectors) {
    detector.address = in.whole();
    detector.threshold = in.number();
    detector.thresholdAddress = in.whole();
  }
  group.probes = in.wholes();
  group.plays.resize((size_t)in.count(28));
  for (Play &play : group.plays) {
    play.waveform = in.whole();
    play.stepped = in.flag();
    play.extrapolates = in.flag();
    play.writesUniforms = in.flag();
    play.writesConnections = in.flag();
    play.addresses = in.wholes();
    play.scales = in.numbers();
  }
  group.membrane.capacitive = in.whole();
  group.membrane.transmembrane = in.whole();
  group.membrane.electrodes.resize((size_t)in.count(8));
  for (Electrode &electrode : group.membrane.electrodes) {
    electrode.call = in.whole();
    electrode.nodes = in.wholes();
  }
  group.membrane.sums.resize((size_t)in.count(12));
  for (MembraneSum &sum : group.membrane.sums) {
    sum.address = in.whole();
    sum.nodes = in.wholes();
    sum.weights = in.numbers();
  }
  group.corrections.resize((size_t)in.count(12));
  for (IonCorrection &correction : group.corrections) {
    correction.current = in.whole();
    correction.slope = in.whole();
    correction.nodes = in.wholes();
  }
  group.samplings.resize((size_t)in.count(16));
  for (Sampling &sampling : group.samplings) {
    sampling.interval = in.number();
    sampling.times = in.numbers();
    sampling.addresses = in.wholes();
  }
  group.transfers.from = in.wholes();
  group.transfers.plus = in.wholes();
  group.transfers.to = in.wholes();
  group.circuits.resize((size_t)in.count(24));
  for (CircuitBorder &border : group.circuits) {
    border.nodes = in.wholes();
    border.unknowns = in.whole();
    border.right = in.whole();
    for (std::vector<double> *numbers : {&border.capacitance, &border.conductance, &border.initial}) *numbers = in.numbers();
  }
  group.hasEvents = in.flag();
  group.events = group.hasEvents ? readEvents(in) : Events();
  group.isAdaptive = in.flag();
  if (group.isAdaptive) group.adaptive = readAdaptive(in);
  return group;
}

} // namespace

std::string readModel(const uint8_t *bytes, size_t length, Model &model) {
  ModelReader in(bytes, length);
  const int32_t magic = in.whole(), version = in.whole();
  if (in.failed || magic != 0x4b434c48) return "this is not a model";
  if (version != abiVersion) return "the model is for version " + std::to_string(version) + " of the machine, this is " + std::to_string(abiVersion);
  model.arenaLength = in.whole();
  model.programs.resize((size_t)in.count(48));
  for (Program &program : model.programs) program = readProgram(in);
  model.waveforms.resize((size_t)in.count(8));
  for (Waveform &waveform : model.waveforms) {
    waveform.times = in.numbers();
    waveform.values = in.numbers();
  }
  model.groups.resize((size_t)in.count(48));
  for (Group &group : model.groups) group = readGroup(in);
  if (in.failed || !in.atEnd()) return "the model breaks off or goes on where it should not";
  return "";
}

} // namespace hillock
