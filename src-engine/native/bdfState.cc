// All that the next step depends on, as numbers.
#include "bdf.h"
#include <algorithm>
#include <iterator>
#include <math.h>

namespace hillock {

void Bdf::save(std::vector<double> &into) const {
  const double scalars[] = {(double)order, (double)nextOrder, (double)untilOrderChange, (double)sinceRestart, fresh ? 1.0 : 0.0, now, h, lastStep, nextStep, mostGrowth, savedRatio, convergence, convergenceGamma, (double)convergenceStep, (double)done.steps, (double)done.evaluations, (double)done.errorFailures, (double)done.newtonFailures, (double)done.restarts};
  into.insert(into.end(), std::begin(scalars), std::end(scalars));
  into.insert(into.end(), std::begin(steps), std::end(steps));
  for (const std::vector<double> &column : history) into.insert(into.end(), column.begin(), column.begin() + (std::ptrdiff_t)size);
  into.insert(into.end(), saved.begin(), saved.begin() + (std::ptrdiff_t)size);
}

bool Bdf::couldBeSaved(const double *numbers) {
  const auto within = [](double value, double least, double most) { return value >= least && value <= most && value == floor(value); };
  if (!within(numbers[0], 1, highestOrder) || !within(numbers[1], 1, highestOrder) || fabs(numbers[0] - numbers[1]) > 1) return false;
  if (!within(numbers[2], 0, 1000) || !within(numbers[4], 0, 1)) return false;
  for (const size_t k : {3, 13, 14, 15, 16, 17, 18})
    if (!within(numbers[k], 0, 9e15)) return false;
  for (size_t k = 5; k < 13; k++)
    if (!isfinite(numbers[k])) return false;
  return true;
}

void Bdf::restore(const double *numbers) {
  order = (int32_t)*numbers++;
  nextOrder = (int32_t)*numbers++;
  untilOrderChange = (int32_t)*numbers++;
  sinceRestart = (int64_t)*numbers++;
  fresh = *numbers++ != 0;
  for (double *scalar : {&now, &h, &lastStep, &nextStep, &mostGrowth, &savedRatio, &convergence, &convergenceGamma}) *scalar = *numbers++;
  for (int64_t *count : {&convergenceStep, &done.steps, &done.evaluations, &done.errorFailures, &done.newtonFailures, &done.restarts}) *count = (int64_t)*numbers++;
  for (double &length : steps) length = *numbers++;
  for (std::vector<double> &column : history) {
    std::copy(numbers, numbers + size, column.begin());
    numbers += size;
  }
  std::copy(numbers, numbers + size, saved.begin());
}

} // namespace hillock
