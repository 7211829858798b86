// What comes of running a program, besides its numbers.
#pragma once
#include <stdint.h>
#include <vector>

namespace hillock {

/** The events of program/effects.ts, in the order of `eventKinds`. */
enum class EmissionKind : int32_t { send, move, fire, deliver, fireGid, fireForeign, print, halt, stop };

/** What a program asked for one of its lanes. */
struct Emission {
  EmissionKind kind;
  int32_t lane;
  double time, flag;
};

/** Calls add to it. */
struct CallOutcome {
  /** The first fault (index into the program's) of the first lane that has one; −1 where there is none. */
  int32_t fault = -1, faultLane = -1;
  /** In the order of lanes, then in the order in which each emitted them. */
  std::vector<Emission> emissions;

  bool empty() const { return fault < 0 && emissions.empty(); }
  void clear() {
    fault = faultLane = -1;
    emissions.clear();
  }
};

} // namespace hillock
