// What a session is made of: each group with its calls bound and everything that it has besides.
#include "session.h"
#include <algorithm>

namespace hillock {
namespace {

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
    std::vector<BoundCall *> calls;
    for (std::vector<BoundCall> &list : run.calls)
      for (BoundCall &call : list) calls.push_back(&call);
    findHeard(calls);
    for (const CableDiffusion &diffusion : group.diffusions) run.diffusions.emplace_back(diffusion);
    run.carried.resize(group.transfers.from.size());
    for (const Sampling &sampling : group.samplings) run.samplings.emplace_back(sampling);
    if (group.membrane.capacitive >= 0 || group.membrane.transmembrane >= 0 || !group.corrections.empty()) run.membrane = std::make_unique<MembraneRun>(group);
    for (const CircuitBorder &border : group.circuits) run.circuits.emplace_back(border, group);
    for (const Play &play : group.plays) run.plays.emplace_back(play, copy.waveforms[(size_t)play.waveform]);
    if (group.hasEvents) run.events = std::make_unique<GroupEvents>(group);
    run.keepsTimes = run.events || !run.plays.empty() || !run.samplings.empty();
    for (const auto list : {netInitial, netReceive}) {
      std::vector<BoundCall *> &handlers = run.handlers[list == netReceive];
      handlers.assign(group.events.receivers.size(), nullptr);
      for (BoundCall &call : run.calls[list])
        if (call.call->receiver >= 0) handlers[(size_t)call.call->receiver] = &call;
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
    if (run.events) run.events->setConnections(values);
    if (run.adaptive) run.adaptive->noteChange();
  }
}

void Session::sample(double *into) const {
  for (const GroupRun &run : runs)
    for (int32_t address : run.group->probes) *into++ = values[address];
}

void Session::runOne(size_t group, size_t stateCall, int64_t repeats, double *scratch) {
  GroupRun &run = runs[group];
  for (int64_t repeat = 0; repeat < repeats; repeat++) runCall(run.calls[state][stateCall], lanes, values, scratch, run.generation, run.outcome);
}

} // namespace hillock
