// Numbers recorded at times of their own (kernel/samplings.ts).
#pragma once
#include "model.h"
#include "stateBytes.h"

namespace hillock {

class SamplingRun {
public:
  explicit SamplingRun(const Sampling &of) : sampling(&of) {}

  /** Nothing is due until the run stands at its start. */
  void hold();
  void begin(double start);
  /** When the next sample is due; infinity where there is none. */
  double next() const { return due; }
  void take(double until, const double *values);
  /** Takes what is due by the end of the run; at steps, where the run stands. */
  void end(double until, double now, const double *values);
  /** Of a sampling at steps: the group stands at a time. */
  void stand(double time, const double *values);
  /** Time and numbers of each sample since they were last taken away. */
  std::vector<double> &taken() { return rows; }
  size_t width() const { return 1 + sampling->addresses.size(); }

  void save(StateWriter &out) const;
  bool restore(StateReader &in);

private:
  const Sampling *sampling;
  double due = 0, origin = 0, last = 0; // last: when the last sample was
  int64_t count = 0;
  std::vector<double> rows;

  bool isAtSteps() const { return sampling->interval < 0; }
  void add(double time, const double *values);
  void plan();
};

} // namespace hillock
