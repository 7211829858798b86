// Of what goes on in time: plays, samplings, values carried, and steps of adaptive length.
#include "modelVerifier.h"
#include <algorithm>

namespace hillock {

using std::string;
using std::to_string;

bool ModelVerifier::verifyPlays(const Group &g) {
  for (const Play &play : g.plays) {
    if (play.waveform < 0 || (size_t)play.waveform >= model.waveforms.size()) return refuse("a play follows a waveform that does not exist");
    const Waveform &waveform = model.waveforms[(size_t)play.waveform];
    if (waveform.times.empty() || waveform.values.size() != waveform.times.size()) return refuse("a waveform has no points, or not as many times as numbers");
    for (size_t k = 0; k < waveform.times.size(); k++)
      if (!(waveform.times[k] >= waveform.times[k > 0 ? k - 1 : 0])) return refuse("a waveform’s times descend");
    if (play.writesConnections && !g.hasEvents) return refuse("a play sets connections, of which there are none");
    if (play.scales.size() != play.addresses.size()) return refuse("a play has not as many factors as addresses");
    for (int32_t address : play.addresses) {
      if (!within(address, 1, "a played number")) return false;
      writes(address, 1);
    }
  }
  return true;
}

bool ModelVerifier::verifyTransfers(const Group &g) {
  const Transfers &t = g.transfers;
  if (t.plus.size() != t.from.size() || t.to.size() != t.from.size()) return refuse("the lists of transfers differ in length");
  for (size_t k = 0; k < t.from.size(); k++) {
    if (!within(t.from[k], 1, "the source of a transfer") || !within(t.to[k], 1, "the target of a transfer")) return false;
    if (t.plus[k] >= 0 && !within(t.plus[k], 1, "what is added to a transfer")) return false;
    writes(t.to[k], 1);
  }
  return true;
}

bool ModelVerifier::verifySamplings(const Group &g) {
  for (const Sampling &sampling : g.samplings) {
    if (!(sampling.interval >= 0 || (sampling.interval == -1 && g.isAdaptive))) return refuse("a sampling has a negative interval");
    for (size_t k = 0; k < sampling.times.size(); k++)
      if (!(sampling.times[k] >= sampling.times[k > 0 ? k - 1 : 0])) return refuse("a sampling’s times descend");
    for (int32_t address : sampling.addresses)
      if (!within(address, 1, "a sampled number")) return false;
  }
  return true;
}

bool ModelVerifier::verifyAdaptive(const Group &g) {
  const AdaptivePlan &plan = g.adaptive;
  const size_t columns = plan.states.size();
  if (plan.rates.size() != columns || plan.counts.size() != columns || plan.scales.size() != columns) return refuse("not every state has a rate, a number of instances and a scale");
  for (size_t k = 0; k < columns; k++) {
    if (plan.counts[k] < 0) return refuse("a state has a negative number of instances");
    for (int32_t address : {plan.states[k], plan.rates[k]}) {
      if (!within(address, plan.counts[k], "a state in continuous time")) return false;
      writes(address, plan.counts[k]);
    }
    if (!(plan.scales[k] > 0)) return refuse("a state's tolerance is not positive");
  }
  for (int32_t receiver : plan.quietReceivers)
    if (!g.hasEvents || receiver < 0 || (size_t)receiver >= g.events.receivers.size()) return refuse("a receiver that changes nothing does not exist");
  if (!(plan.absoluteTolerance > 0) || !(plan.voltageScale > 0) || !(plan.relativeTolerance >= 0)) return refuse("a tolerance is not positive");
  if (plan.maximumOrder < 1 || plan.maximumOrder > 5) return refuse("the highest order is " + to_string(plan.maximumOrder));
  if (!(plan.smallestStep >= 0) || !(plan.largestStep > plan.smallestStep) || !(plan.sampleInterval >= 0) || !(plan.stopTime >= 0)) return refuse("the bounds of the step are none");
  for (const CableDiffusion &diffusion : g.diffusions)
    for (const int32_t address : diffusion.states) {
      bool flows = false;
      for (size_t k = 0; k < columns; k++) flows = flows || (address >= plan.states[k] && address < plan.states[k] + plan.counts[k]);
      if (!flows) return refuse("a diffusing state is not one in continuous time");
    }
  return true;
}

bool ModelVerifier::verifySteps() {
  const std::vector<Group> &groups = model.groups;
  for (group = 1; group < groups.size(); group++) {
    const Group &one = groups[group], &first = groups[0];
    if (one.isAdaptive != first.isAdaptive) return refuse("some groups have steps of adaptive length, and others have not");
    if (!one.isAdaptive) continue;
    if (!one.adaptive.isLocal || !first.adaptive.isLocal) return refuse("several groups in steps of adaptive length have none of their own");
    if (one.adaptive.sampleInterval != first.adaptive.sampleInterval) return refuse("its samples are not those of the others");
  }
  group = 0;
  return groups.empty() || !groups[0].isAdaptive || !groups[0].adaptive.isLocal || groups[0].adaptive.sampleInterval > 0 || refuse("groups with steps of their own have no samples");
}

} // namespace hillock
