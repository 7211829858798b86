// One fixed step, in NEURON's order (kernel/abi.ts, callLists):
//   thresholds at t → events until t + dt/2 → t += dt/2 → plays → matrix and currents at v(t) → solve → v → t += dt/2 →
//   plays → transfers → states with the new v → diffusion along the cable → record → events until t.
// t is added up by half steps, as NEURON's is, so that recorded times carry the same rounding.
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {
namespace {

/** A spike's time lies just after the step's start, so that events it causes come after those already due. */
constexpr double spikeOffsetMs = 1e-10;

/** Pieces kept of what a group prints between two times of asking. */
constexpr size_t mostPrinted = 20000;

bool holdsHalt(const Program &program) {
  for (size_t at = 0; at + wordsPerOperation <= program.body.size(); at += wordsPerOperation)
    if (program.body[at] == op_emit && program.body[at + 1] == (int32_t)EmissionKind::halt) return true;
  return false;
}

double weightOf(const std::vector<BoundCall> &calls) {
  double weight = 0;
  for (const BoundCall &call : calls) weight += (double)call.count * (double)(call.program->body.size() / wordsPerOperation);
  return weight;
}

} // namespace

Session::Session(Model &&model, double *arena, const LaneKernels &kernels, int32_t block) : copy(std::move(model)), values(arena), lanes(kernels) {
  runs.resize(copy.groups.size());
  for (const Program &program : copy.programs) halting = halting || holdsHalt(program);
  for (size_t g = 0; g < runs.size(); g++) {
    GroupRun &run = runs[g];
    const Group &group = copy.groups[g];
    run.group = &group;
    for (size_t list = 0; list < callListCount; list++) {
      run.calls[list].reserve(group.calls[list].size());
      for (const ProgramCall &call : group.calls[list]) {
        run.calls[list].push_back(bindCall(copy, group, call, lanes, block));
        run.scratchDoubles = std::max(run.scratchDoubles, run.calls[list].back().scratchDoubles);
      }
    }
    for (const CableDiffusion &diffusion : group.diffusions) run.diffusions.emplace_back(diffusion);
    run.carried.resize(group.transfers.from.size());
    for (const Sampling &sampling : group.samplings) run.samplings.emplace_back(sampling);
    if (group.membrane.capacitive >= 0 || group.membrane.transmembrane >= 0 || !group.corrections.empty()) run.membrane = std::make_unique<MembraneRun>(group);
    for (const CircuitBorder &border : group.circuits) run.circuits.emplace_back(border, group);
    for (const Play &play : group.plays) run.plays.emplace_back(play, copy.waveforms[(size_t)play.waveform]);
    if (group.hasEvents) run.events = std::make_unique<GroupEvents>(group);
    for (const auto list : {netInitial, netReceive}) {
      std::vector<int32_t> &handlers = run.handlers[list == netReceive];
      handlers.assign(group.events.receivers.size(), -1);
      for (size_t k = 0; k < group.calls[list].size(); k++)
        if (group.calls[list][k].receiver >= 0) handlers[(size_t)group.calls[list][k].receiver] = (int32_t)k;
    }
    layOutMatrix(run);
    if (group.isAdaptive) run.adaptive = std::make_unique<AdaptiveRun>(*this, run);
    run.above.assign(group.detectors.size(), 0);
    run.firstTraceRow = probeCount;
    run.weight = 10.0 * group.nodes + 50;
    for (const CableLayers &layers : group.layers) run.weight += 60.0 * (double)layers.element.size();
    for (const auto list : {watch, beforeBreakpoint, current, state, afterSolve, beforeStep}) run.weight += weightOf(run.calls[list]);
    for (const CircuitBorder &border : group.circuits) {
      const double rows = (double)(border.nodes.size() + border.initial.size());
      run.weight += rows * rows * rows;
    }
    for (const CableDiffusion &diffusion : group.diffusions) run.weight += 10.0 * (double)diffusion.states.size();
    probeCount += (int64_t)group.probes.size();
    largestScratch = std::max(largestScratch, run.scratchDoubles);
  }
  std::vector<GroupEvents *> events;
  for (GroupRun &run : runs) events.push_back(run.events.get());
  meeting.layOut(events);
}

void Session::share(const RankExchange &exchange) {
  std::vector<double> weights;
  for (const GroupRun &run : runs) weights.push_back(run.weight);
  dealt.deal(exchange, weights);
}

void Session::touch() {
  for (GroupRun &run : runs) {
    run.generation++;
    if (run.adaptive) run.adaptive->noteChange();
  }
}

void Session::sample(double *into) const {
  for (const GroupRun &run : runs)
    for (int32_t address : run.group->probes) *into++ = values[address];
}

bool Session::fail(GroupRun &run, const Fault &fault) {
  run.fault = fault;
  return false;
}

/** Does what the programs of a call asked for; `row` is that of the event that is handled. */
bool Session::take(GroupRun &run, CallList list, int32_t k, int32_t row, double now) {
  std::vector<Emission> &emissions = run.outcome.emissions;
  const int32_t receiver = run.calls[list][(size_t)k].call->receiver;
  for (const Emission &emission : emissions) {
    const Asking by = {(int32_t)list, k, emission.lane, now};
    if (emission.kind == EmissionKind::print) {
      // Of a text beyond, its last piece is counted.
      if (run.printed.size() < mostPrinted) run.printed.push_back({by, emission.flag, emission.time});
      else if (fmod(emission.flag, 2) != 0) run.notKept++;
      continue;
    }
    if (emission.kind == EmissionKind::halt) {
      run.halted = emission.time != 0;
      run.haltedBy = by;
      continue;
    }
    if (emission.kind == EmissionKind::stop) {
      if (run.adaptive) run.adaptive->noteStop(emission.time);
      continue;
    }
    if (receiver < 0) continue;
    const EventReceiver &of = run.group->events.receivers[(size_t)receiver];
    const int32_t own = row >= 0 ? row : of.rowWithoutConnection + emission.lane;
    const EventFault wrong = run.events->take(emission, of.firstInstance + emission.lane, own, now, run.spikes);
    if (wrong != EventFault::none) return fail(run, {Fault::Kind::event, now, -1, 0, 0, emission.lane, (int32_t)wrong, receiver});
  }
  emissions.clear();
  return true;
}

bool Session::run(GroupRun &run, CallList list, double *scratch) {
  std::vector<BoundCall> &calls = run.calls[list];
  MembraneRun *const membrane = list == current ? run.membrane.get() : nullptr;
  for (size_t k = 0; k < calls.size(); k++) {
    if (membrane) membrane->beforeCall(k, membraneColumns(run));
    if (run.team && calls[k].canBeShared) runTogether(calls[k], lanes, values, *run.team, run.generation, run.outcome);
    else runCall(calls[k], lanes, values, scratch, run.generation, run.outcome);
    if (membrane) membrane->afterCall(k, membraneColumns(run));
    const double now = values[run.group->stepperUniforms[0]];
    if (run.outcome.fault >= 0) return fail(run, {Fault::Kind::program, now, -1, (int32_t)list, (int32_t)k, run.outcome.faultLane, run.outcome.fault, 0});
    if (!run.outcome.emissions.empty() && !take(run, list, (int32_t)k, -1, now)) return false;
  }
  return true;
}

/** Lets an instance handle an event, at the event's own time. */
bool Session::handle(GroupRun &run, CallList list, const Arrival &arrival, double *scratch) {
  const int32_t k = run.handlers[list == netReceive][(size_t)arrival.receiver];
  if (k < 0) return true;
  BoundCall &call = run.calls[list][(size_t)k];
  values[run.group->stepperUniforms[0]] = arrival.time;
  values[run.group->events.flag] = arrival.flag;
  runOneLane(call, lanes, values, scratch, run.generation, arrival.lane, arrival.row, run.outcome);
  if (run.outcome.fault >= 0) return fail(run, {Fault::Kind::program, arrival.time, -1, (int32_t)list, k, arrival.lane, run.outcome.fault, 0});
  return run.outcome.emissions.empty() || take(run, list, k, arrival.row, arrival.time);
}

/** Takes the samples and passes the points of plays that are due. */
void Session::passTimes(GroupRun &run, double until) {
  for (SamplingRun &sampling : run.samplings) sampling.take(until, values);
  for (PlayRun &play : run.plays)
    if (play.next() <= until && play.pass(until, values)) run.generation++;
}

/** What goes along straight lines takes its number at t. */
void Session::followPlays(GroupRun &run) {
  for (PlayRun &play : run.plays)
    if (play.follow(values[run.group->stepperUniforms[0]], values)) run.generation++;
}

/** Delivers what is due, in order; t is as before afterwards. Samples and points of plays come before events of their time. */
bool Session::deliver(GroupRun &run, double until, double *scratch) {
  if (!run.events || !run.events->due(until)) {
    passTimes(run, until);
    return true;
  }
  GroupEvents &events = *run.events;
  const double now = values[run.group->stepperUniforms[0]];
  while (events.due(until)) {
    const Arrival arrival = events.next();
    passTimes(run, arrival.time);
    if (events.goesInCircles()) return fail(run, {Fault::Kind::event, arrival.time, -1, 0, 0, arrival.lane, (int32_t)EventFault::withoutEnd, arrival.receiver});
    if (run.adaptive) run.adaptive->noteEvent(arrival.receiver);
    if (!handle(run, netReceive, arrival, scratch)) return false;
  }
  events.stopHandling();
  values[run.group->stepperUniforms[0]] = now;
  passTimes(run, until);
  return true;
}

/** INITIAL of NET_RECEIVE, connection by connection. */
bool Session::connect(GroupRun &run, double *scratch) {
  const Connections &all = run.group->events.connections;
  for (size_t k = 0; k < all.ids.size(); k++) {
    const int32_t instance = all.target[k], receiver = run.events->receiverOfInstance(instance);
    const Arrival arrival = {0, 0, instance, receiver, instance - run.group->events.receivers[(size_t)receiver].firstInstance, all.row[k]};
    if (!handle(run, netInitial, arrival, scratch)) return false;
  }
  return true;
}

/** Makes the tables anew whose uniforms are not what they were made with. */
void Session::tabulate(GroupRun &run, double *scratch) {
  if (run.tabulated == run.generation) return;
  for (BoundCall &call : run.calls[CallList::tabulate]) {
    const double *made = call.scalars.data() + call.program->constants.size();
    bool stale = call.generation == 0;
    for (size_t u = 0; u < call.uniformAddresses.size(); u++) stale = stale || memcmp(&made[u], &values[call.uniformAddresses[u]], sizeof(double)) != 0;
    if (stale) runCall(call, lanes, values, scratch, run.generation, run.outcome);
    // What a routine says while its table is made belongs to no instance.
    run.outcome.emissions.clear();
  }
  run.tabulated = run.generation;
}

bool Session::begin(GroupRun &run, double dt, bool crankNicolson, double *scratch, double start) {
  const Group &group = *run.group;
  run.fault = Fault();
  run.outcome.clear();
  run.spikes.clear();
  std::fill(run.above.begin(), run.above.end(), 0);
  if (run.events) run.events->clear();
  prepare(run, dt, crankNicolson);
  beginLayers(run);
  for (const CircuitRun &circuit : run.circuits) circuit.begin(values, column(run, 0));
  if (run.adaptive) run.adaptive->begin(start);
  values[group.stepperUniforms[0]] = start;
  for (size_t k = 0; k + 1 < group.forgotten.size(); k += 2) memset(values + group.forgotten[k], 0, (size_t)group.forgotten[k + 1] * sizeof(double));
  if (!run.constructed && !this->run(run, construct, scratch)) return false;
  run.constructed = true;
  for (SamplingRun &sampling : run.samplings) sampling.hold();
  for (PlayRun &play : run.plays) play.begin();
  passTimes(run, start);
  transfer(run);
  tabulate(run, scratch);
  if (!this->run(run, beforeInitial, scratch)) return false;
  tabulate(run, scratch);
  if (!this->run(run, CallList::initialise, scratch)) return false;
  tabulate(run, scratch);
  if (run.events && !connect(run, scratch)) return false;
  return this->run(run, afterInitial, scratch);
}

bool Session::settle(GroupRun &run, double *scratch, double start) {
  tabulate(run, scratch);
  if (!deliver(run, start, scratch)) return false;
  if (!fillMatrix(run, scratch)) return false;
  followCircuits(run);
  if (run.adaptive && !run.adaptive->arriveAtStart(scratch)) return false;
  if (run.membrane && !run.adaptive) run.membrane->atStart(values, membraneColumns(run));
  if (!this->run(run, beforeStep, scratch)) return false;
  for (SamplingRun &sampling : run.samplings) {
    sampling.begin(start);
    sampling.take(start, values);
  }
  return true;
}

int32_t Session::initialise(double dt, bool crankNicolson, double *scratch, double start, Part part) {
  for (size_t g = 0; g < runs.size(); g++) {
    if (part != Part::fromStates && !begin(runs[g], dt, crankNicolson, scratch, start)) return (int32_t)g;
    if (part != Part::untilStates && !settle(runs[g], scratch, start)) return (int32_t)g;
  }
  meet();
  // Before the first step nobody can end the run.
  for (GroupRun &run : runs) run.halted = false;
  return -1;
}

int32_t Session::destruct(double *scratch) {
  int32_t first = -1;
  for (size_t g = 0; g < runs.size(); g++) {
    GroupRun &run = runs[g];
    if (run.destructed || !run.constructed || !dealt.mine(g)) continue;
    run.destructed = true;
    run.outcome.clear();
    if (!this->run(run, CallList::destruct, scratch) && first < 0) first = (int32_t)g;
  }
  return first;
}

bool Session::detect(GroupRun &run, double t) {
  const Group &group = *run.group;
  for (size_t d = 0; d < group.detectors.size(); d++) {
    const char above = values[group.detectors[d].address] > group.detectors[d].threshold;
    if (above && !run.above[d]) {
      const double time = t + spikeOffsetMs;
      if (!run.events || group.events.detectorsRecorded[d]) run.spikes.push_back({(int32_t)d, time});
      if (run.events && run.events->fire((int32_t)d, time) != EventFault::none) return fail(run, {Fault::Kind::event, t, -1, 0, 0, 0, (int32_t)EventFault::tooMany, 0});
    }
    run.above[d] = above;
  }
  return true;
}

bool Session::hear(GroupRun &run, const RemoteEvent &event) {
  const EventFault wrong = run.events->arrive(event.source, event.time, event.emission);
  if (wrong == EventFault::none || run.faulty()) return !run.faulty();
  return fail(run, {Fault::Kind::event, values[run.group->stepperUniforms[0]], -1, 0, 0, 0, (int32_t)wrong, 0});
}

void Session::meet() {
  for (size_t g = 0; g < runs.size(); g++) meeting.tell(g, [this](const RemoteEvent &event) { hear(runs[(size_t)event.group], event); });
}

void Session::record(GroupRun &run, const Advance &advance) {
  run.stepsDone++;
  if (!advance.traces || run.stepsDone % advance.every != 0) return;
  double *to = advance.traces + run.firstTraceRow * advance.capacity + advance.firstSample + run.stepsDone / advance.every - 1;
  for (int32_t address : run.group->probes) {
    *to = values[address];
    to += advance.capacity;
  }
}

bool Session::step(GroupRun &run, const Advance &advance, double *scratch) {
  if (run.adaptive) return run.adaptive->step(advance, scratch);
  const Group &group = *run.group;
  double &t = values[group.stepperUniforms[0]];
  const double half = 0.5 * advance.dt;
  tabulate(run, scratch);
  if (!detect(run, t) || !this->run(run, watch, scratch)) return false;
  if (!deliver(run, t + half, scratch)) return false;
  t += half;
  followPlays(run);
  if (!fillMatrix(run, scratch) || !solveCircuits(run, advance.dt)) return false;
  solve(run, advance.dt, advance.crankNicolson);
  followCircuits(run);
  t += half;
  followPlays(run);
  transfer(run);
  if (!this->run(run, state, scratch)) return false;
  for (DiffusionRun &diffusion : run.diffusions) diffusion.step(values, advance.dt);
  if (!this->run(run, afterSolve, scratch) || !this->run(run, beforeStep, scratch)) return false;
  record(run, advance);
  if (!deliver(run, t, scratch)) return false;
  return finite(run) || !findFault(run, t);
}

void Session::step(GroupRun &run, const Advance &advance, int64_t count, double *scratch, const std::atomic<bool> *stop) {
  for (int64_t taken = 0; taken < count; taken++) {
    if (stop && (stop->load(std::memory_order_relaxed) || advance.stopAsked())) return;
    if (!step(run, advance, scratch)) return;
  }
}

void Session::runOne(size_t group, size_t stateCall, int64_t repeats, double *scratch) {
  GroupRun &run = runs[group];
  for (int64_t repeat = 0; repeat < repeats; repeat++) runCall(run.calls[state][stateCall], lanes, values, scratch, run.generation, run.outcome);
}

} // namespace hillock
