// Numbers that follow a course given beforehand (kernel/plays.ts).
#pragma once
#include "model.h"
#include "stateBytes.h"

namespace hillock {

/** One play of a group under way. */
class PlayRun {
public:
  PlayRun(const Play &of, const Waveform &waveform) : play(&of), wave(&waveform) {}

  void begin() { bound = 0, last = 0, waiting = true; }
  /** When the next point is due; infinity where none is left. */
  double next() const;
  /** Passes all points due until a time, writing as it goes; whether it wrote uniforms. */
  bool pass(double until, double *values);
  /** Writes the number at a time, where it goes along straight lines; whether it wrote uniforms. */
  bool follow(double time, double *values);

  /** Whether it leads to the delay of a connection, or switches one on and off. */
  bool setsConnections() const { return play->writesConnections; }

  void save(StateWriter &out) const;
  bool restore(StateReader &in);

private:
  const Play *play;
  const Waveform *wave;
  size_t bound = 0, last = 0; // the point that is due next, or the last; the end of the stretch that was found last
  bool waiting = true;        // points are left

  double at(double time);
  bool write(double value, double *values) const;
};

} // namespace hillock
