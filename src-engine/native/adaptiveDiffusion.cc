// Diffusion along the cable in Newton's method: together with the reactions of each compartment, or, where that would be
// too large, one after the other.
#include "adaptive.h"
#include "session.h"
#include <algorithm>
#include <string.h>

namespace hillock {

/** Columns of the state vector, and calls, of the mechanisms that have some rates. */
void AdaptiveRun::findOwners(DiffusionPart &part) const {
  const auto within = [&](int32_t address, size_t column) { return address >= plan.rates[column] && address < plan.rates[column] + plan.counts[column]; };
  const std::vector<ProgramCall> &calls = run.group->calls[solveRates];
  for (size_t k = 0; k < calls.size(); k++) {
    const std::vector<int32_t> &columns = calls[k].columns;
    const bool owns = std::any_of(part.states.begin(), part.states.end(), [&](size_t state) {
      const int32_t address = run.diffusions[state].rateAddresses()[0];
      return std::any_of(columns.begin(), columns.end(), [&](int32_t column) { return column <= address && address < column + calls[k].count; });
    });
    if (!owns) continue;
    part.calls.push_back(k);
    for (size_t c = 0; c < plan.rates.size(); c++)
      if (std::any_of(columns.begin(), columns.end(), [&](int32_t column) { return within(column, c); })) part.columns.push_back(c);
  }
}

/** States with the same compartments go together. */
void AdaptiveRun::layOutDiffusion() {
  const std::vector<CableDiffusion> &all = run.group->diffusions;
  std::vector<char> taken(all.size(), 0);
  for (size_t first = 0; first < all.size(); first++) {
    run.diffusions[first].findRates(plan);
    if (taken[first] || all[first].states.empty()) continue;
    DiffusionPart part;
    std::vector<std::vector<int32_t>> rates;
    for (size_t s = first; s < all.size(); s++) {
      if (taken[s] || all[s].parent != all[first].parent || all[s].length != all[first].length) continue;
      taken[s] = 1;
      part.states.push_back(s);
      run.diffusions[s].findRates(plan);
      rates.push_back(run.diffusions[s].rateAddresses());
    }
    findOwners(part);
    if (DiffusionBlocks::fits(part.states.size(), all[first].states.size())) part.blocks = std::make_unique<DiffusionBlocks>(*run.group, part.states, std::move(rates));
    diffusions.push_back(std::move(part));
  }
}

size_t AdaptiveRun::savedOfDiffusion() const {
  size_t count = 0;
  for (const DiffusionPart &part : diffusions) count += part.blocks ? 1 + part.blocks->savedNumbers() : 0;
  return count;
}

bool AdaptiveRun::runOwners(const DiffusionPart &part) {
  for (const size_t k : part.calls) {
    runCall(run.calls[solveRates][k], session.lanes, session.values, registers, run.generation, run.outcome);
    if (run.outcome.fault >= 0) return session.fail(run, {Fault::Kind::program, clock(), -1, (int32_t)solveRates, (int32_t)k, run.outcome.faultLane, run.outcome.fault, 0});
  }
  return true;
}

/** Asks the programs how each diffusing state answers to each; the rates mean nothing afterwards. */
bool AdaptiveRun::learnReactions(double gamma) {
  for (DiffusionPart &part : diffusions) {
    if (!part.blocks || !part.blocks->isStale(gamma)) continue;
    for (size_t state = 0; state < part.blocks->width(); state++) {
      for (const size_t c : part.columns) std::fill_n(session.values + plan.rates[c], plan.counts[c], 0.0);
      part.blocks->ask(session.values, state);
      if (!runOwners(part)) return false;
      part.blocks->hear(session.values, state);
    }
    part.isTogether = part.blocks->invert(gamma);
  }
  return true;
}

/** The rates hold what the reactions alone make of b; they take the solution. */
bool AdaptiveRun::solveDiffusion(double gamma, const double *b) {
  for (DiffusionPart &part : diffusions) {
    if (!part.isTogether || !part.blocks->solve(session.values, gamma)) {
      for (const size_t state : part.states) run.diffusions[state].solveRates(session.values, gamma);
      continue;
    }
    for (const size_t c : part.columns) memcpy(session.values + plan.rates[c], b + states[c].offset, (size_t)plan.counts[c] * sizeof(double));
    part.blocks->add(session.values);
    if (!runOwners(part)) return false;
  }
  return true;
}

} // namespace hillock
