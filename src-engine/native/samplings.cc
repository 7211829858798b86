#include "samplings.h"
#include <limits>

namespace hillock {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

} // namespace

void SamplingRun::hold() {
  due = never;
  count = 0;
  rows.clear();
}

void SamplingRun::begin(double start) {
  hold();
  origin = start;
  due = start;
  plan();
}

/** Intervals are added up, as NEURON adds them. */
void SamplingRun::plan() {
  if (isAtSteps()) due = count == 0 ? origin : never;
  else if (sampling->interval > 0) due = count == 0 ? origin : due + sampling->interval;
  else due = (size_t)count < sampling->times.size() ? sampling->times[(size_t)count] : never;
}

void SamplingRun::add(double time, const double *values) {
  rows.push_back(time);
  for (int32_t address : sampling->addresses) rows.push_back(values[address]);
  count++;
  last = time;
  plan();
}

void SamplingRun::take(double until, const double *values) {
  while (due <= until) add(sampling->interval > 0 ? origin + (double)count * sampling->interval : due, values);
}

void SamplingRun::stand(double time, const double *values) {
  if (isAtSteps()) add(time, values);
}

void SamplingRun::end(double until, double now, const double *values) {
  take(until, values);
  if (isAtSteps() && last < now) add(now, values);
}

void SamplingRun::save(StateWriter &out) const {
  out.number(due);
  out.number(origin);
  out.number(last);
  out.wide(count);
  out.wide((int64_t)rows.size());
  out.put(rows.data(), rows.size() * sizeof(double));
}

bool SamplingRun::restore(StateReader &in) {
  due = in.number();
  origin = in.number();
  last = in.number();
  count = in.wideWithin(0, (int64_t)1 << 53);
  const size_t length = in.count(sizeof(double));
  const uint8_t *const from = in.part(length * sizeof(double));
  if (in.failed || length % width() != 0 || due != due || last != last) return false;
  if (isAtSteps()) {
    if (due != (count == 0 ? origin : never)) return false;
  } else if (sampling->interval > 0 ? !(due > origin || count == 0) : (size_t)count < sampling->times.size() ? due != sampling->times[(size_t)count] : due != never) return false;
  rows.resize(length);
  if (length > 0) memcpy(rows.data(), from, length * sizeof(double));
  return true;
}

} // namespace hillock
