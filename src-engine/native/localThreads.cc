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
    barrier->meet([] {});
    hear(thread, post);
  }
}

/** Where all has gone well, every group stands at the last sample; else its samples so far are good. */
void AdvanceJob::endLocally(size_t thread, double *registers) {
  for (size_t group : shares[thread]) {
    GroupRun &run = owner->groups()[group];
    AdaptiveRun &steps = *run.adaptive;
    if (broken) {
      if (!steps.isRecording()) run.stepsDone = std::max<int64_t>(0, std::min(window->lastSample(), steps.samplesPassed()) - window->firstSample());
      continue;
    }
    steps.standAt(window->lastSample(), registers);
    run.stepsDone = window->lastSample() - window->firstSample();
  }
}

void AdvanceJob::runLocally(size_t thread, double *registers) {
  for (;;) {
    double next = INFINITY;
    for (size_t group : shares[thread]) next = std::min(next, owner->groups()[group].adaptive->nothingBefore());
    window->tell(thread, next);
    barrier->meet([&] { window->plan(stopAsked || advance.stopAsked(), broken || memoryShort); });
    if (window->over()) break;
    runWindow(thread, 0, registers);
    report(thread, window->done());
  }
  endLocally(thread, registers);
}

} // namespace hillock
