// Groups with steps of their own on several threads: from window to window (localWindow.h).
#include "threads.h"
#include <algorithm>

namespace hillock {

/** All groups of a thread do what happens within the window, those without nodes first where others hear them at once. */
void AdvanceJob::runWindow(size_t thread, size_t turn, double *registers) {
  const bool someGoAhead = owner->meetings().haveOnesAhead();
  for (const bool ahead : {true, false}) {
    if (ahead && !someGoAhead) continue;
    const size_t post = ahead ? turn ^ 1 : turn;
    for (size_t group : shares[thread]) {
      GroupRun &run = owner->groups()[group];
      if (someGoAhead && run.group->packs.empty() != ahead) continue;
      if (registers) run.adaptive->goUntil(window->horizon(), window->last(), advance, registers);
      if (run.spikes.size() > mostSpikes) memoryShort = true;
      if (run.faulty() || run.halted || memoryShort) broken = true;
      tell(thread, group, post);
    }
    barrier->meet([&] { meetRanksWithin(post); });
    hear(thread, post);
  }
}

/** Where all has gone well, every group stands at the last sample; else its samples so far are good. */
void AdvanceJob::endLocally(size_t thread, double *registers) {
  for (size_t group : shares[thread]) {
    GroupRun &run = owner->groups()[group];
    AdaptiveRun &steps = *run.adaptive;
    if (broken) {
      // Who records has counted; of others only those that cannot go on end the run, as it does not matter where they wait.
      if (steps.isRecording()) continue;
      const int64_t passed = run.faulty() || run.halted ? steps.samplesPassed() : window->lastSample();
      run.stepsDone = std::max<int64_t>(0, std::min(window->lastSample(), passed) - window->firstSample());
      continue;
    }
    steps.standAt(window->lastSample(), registers);
    run.stepsDone = window->lastSample() - window->firstSample();
  }
  if (thread > 0 || broken) return;
  for (size_t group = 0; group < owner->groups().size(); group++)
    if (!owner->ranks().mine(group)) owner->groups()[group].adaptive->passedElsewhere(window->lastSample());
}

/** On one thread while all others wait, as what follows: the next window, the same in all processes. */
void AdvanceJob::planWindow() {
  RankWord word = {advance.agreement, window->nothingBefore(), window->fittingReach(), INT64_MAX, stopAsked || advance.stopAsked(), broken || memoryShort};
  callRanks(word, 0); // of firings nothing is left to tell
  window->plan(word.time, word.reach, word.stop, word.broken);
  until = window->lastSample() - window->firstSample();
}

/** Between windows, or between those who go ahead in one and those who follow: nothing but firings. */
void AdvanceJob::meetRanksWithin(size_t turn) {
  RankWord word = {advance.agreement, NAN, INFINITY, INT64_MAX, 0, 0};
  callRanks(word, turn);
  if (word.broken) broken = true;
}

void AdvanceJob::runLocally(size_t thread, double *registers) {
  for (;;) {
    double next = INFINITY;
    for (size_t group : shares[thread]) next = std::min(next, owner->groups()[group].adaptive->nothingBefore());
    window->tell(thread, next);
    barrier->meet([&] { planWindow(); });
    if (window->over()) break;
    runWindow(thread, 0, registers);
    report(thread, window->done());
  }
  endLocally(thread, registers);
}

} // namespace hillock
