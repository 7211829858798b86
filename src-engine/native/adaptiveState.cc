// All that goes on from a moment on depends on, as numbers.
#include "adaptive.h"
#include "session.h"
#include <algorithm>
#include <math.h>

namespace hillock {

std::vector<double> AdaptiveRun::save() const {
  std::vector<double> numbers = {start, at, nextCrossing, nextStop, nextSample, (double)samples, begun ? 1.0 : 0.0, jumps ? 1.0 : 0.0, atEnd ? 1.0 : 0.0};
  for (const std::vector<double> *each : {&former, &crossings, &freeDiagonal, &freeRight}) numbers.insert(numbers.end(), each->begin(), each->end());
  if (isCoupled()) numbers.insert(numbers.end(), y.begin(), y.end());
  for (const DiffusionPart &part : diffusions)
    if (part.blocks) {
      const std::vector<double> own = part.blocks->save();
      numbers.push_back(part.isTogether ? 1 : 0);
      numbers.insert(numbers.end(), own.begin(), own.end());
    }
  integrator.save(numbers);
  return numbers;
}

bool AdaptiveRun::couldBeSaved(const std::vector<double> &numbers) const {
  if (numbers.size() != savedNumbers() || !(numbers[5] >= 0 && numbers[5] < 9e15) || std::any_of(numbers.begin(), numbers.begin() + 5, [](double number) { return number != number; })) return false;
  if (!isfinite(numbers[0]) || !isfinite(numbers[1])) return false;
  return Bdf::couldBeSaved(numbers.data() + savedNumbers() - integrator.savedNumbers());
}

void AdaptiveRun::restore(const std::vector<double> &numbers) {
  const double *from = numbers.data();
  for (double *number : {&start, &at, &nextCrossing, &nextStop, &nextSample}) *number = *from++;
  samples = (int64_t)*from++;
  for (bool *flag : {&begun, &jumps, &atEnd}) *flag = *from++ != 0;
  for (std::vector<double> *each : {&former, &crossings, &freeDiagonal, &freeRight}) {
    std::copy(from, from + each->size(), each->begin());
    from += each->size();
  }
  if (isCoupled()) {
    std::copy_n(from, y.size(), y.begin());
    from += y.size();
    weighCoupled();
  }
  for (DiffusionPart &part : diffusions)
    if (part.blocks) {
      part.isTogether = *from++ != 0;
      part.blocks->restore(from);
      from += part.blocks->savedNumbers();
    }
  integrator.restore(from);
  planSample();
  atEnd = at >= start + plan.stopTime; // the stop time is this run's own
}

} // namespace hillock
