#include "plays.h"
#include <limits>

namespace hillock {

double PlayRun::next() const { return waiting ? wave->times[bound] : std::numeric_limits<double>::infinity(); }

bool PlayRun::pass(double until, double *values) {
  bool touched = false;
  while (waiting && wave->times[bound] <= until) {
    const double time = wave->times[bound];
    const double own = wave->values[bound];
    last = bound;
    if (bound + 1 < wave->times.size()) bound++;
    else waiting = false;
    touched = write(play->stepped ? own : at(time), values) || touched;
  }
  return touched;
}

bool PlayRun::follow(double time, double *values) { return !play->stepped && write(at(time), values); }

double PlayRun::at(double time) {
  const std::vector<double> &t = wave->times, &y = wave->values;
  const size_t end = t.size() - 1;
  if (time >= t[bound]) {
    if (bound == 0 || (bound == end && !play->extrapolates)) return y[bound];
    last = bound; // not passed yet: the stretch before goes on
  } else if (time <= t[0]) {
    last = 0;
    return y[0];
  } else {
    while (time < t[last]) last--;
    while (time >= t[last]) last++;
  }
  const double t0 = t[last - 1], t1 = t[last], y0 = y[last - 1], y1 = y[last];
  // Two points of one time at the end have no line through them that could go on.
  if (t0 == t1) return (y0 + y1) / 2;
  return y0 + (y1 - y0) * ((time - t0) / (t1 - t0));
}

void PlayRun::save(StateWriter &out) const {
  out.wide((int64_t)bound);
  out.whole(waiting ? 1 : 0);
}

/** `last` is but where the search begins. */
bool PlayRun::restore(StateReader &in) {
  const int64_t most = (int64_t)wave->times.size() - 1;
  bound = (size_t)in.wideWithin(0, most);
  waiting = in.flag();
  last = bound;
  return !in.failed && (waiting || (int64_t)bound == most);
}

bool PlayRun::write(double value, double *values) const {
  for (size_t k = 0; k < play->addresses.size(); k++) values[play->addresses[k]] = play->scales[k] * value;
  return play->writesUniforms;
}

} // namespace hillock
