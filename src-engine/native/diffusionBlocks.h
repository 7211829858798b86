// States that diffuse along the cable and react within each compartment, solved for together in a step of Newton's method.
//
// With A = 1 − γ·J of the reactions alone, whose solution programs know, and D of diffusion,
//
//   (A − γ·D)·x = b.   D acts on the diffusing states d alone: with c = A⁻¹·b and S the inverse of the block [A⁻¹] of d,
//   (S − γ·D)·x_d = S·c_d,   x = A⁻¹·(b + S·(x_d − c_d))
//
// The first is a tree of small dense blocks. S is that of an earlier step of the same γ for some time: the reactions then
// are approximated, what flows along the cable is not.
#pragma once
#include "model.h"
#include <stddef.h>

namespace hillock {

/** The diffusing states of the compartments of one tree or more: those of `CableDiffusion`s with the same compartments. */
class DiffusionBlocks {
public:
  /** `states`: which of the group's diffusions; `rates`: the addresses of their rates, in the same order. */
  DiffusionBlocks(const Group &group, std::vector<size_t> states, std::vector<std::vector<int32_t>> rates);

  /** States of each compartment. */
  size_t width() const { return of.size(); }
  /** Whether so many are worth it. */
  static bool fits(size_t width, size_t compartments) { return width <= 32 && width * width * compartments <= 4000000; }

  /** Whether S must be found anew for γ. */
  bool isStale(double gamma) const { return gamma != knownGamma || uses >= mostUses; }
  /** Sets the rates of all states to 0, of one to 1. */
  void ask(double *values, size_t state) const;
  /** Takes what programs have made of them. */
  void hear(const double *values, size_t state);
  /** Once all have been heard: S for γ; false where it does not exist. */
  bool invert(double gamma);
  /** Finds x_d, where c is in the rates. False where there is none. */
  bool solve(const double *values, double gamma);
  /** Adds S·(x_d − c_d) to the rates. */
  void add(double *values) const;
  /** Forgets S. */
  void forget() { knownGamma = 0; }

  std::vector<double> save() const;
  size_t savedNumbers() const { return 2 + inverse.size(); }
  void restore(const double *from);

private:
  static constexpr int32_t mostUses = 20;
  std::vector<const CableDiffusion *> of;
  std::vector<std::vector<int32_t>> rates; // of each state, of each compartment
  size_t compartments;
  double knownGamma = 0;
  int32_t uses = 0;
  std::vector<double> inverse;               // S of each compartment, row by row; before that its inverse
  std::vector<double> blocks, right, toParent, fromParent, work;

  bool invertBlock(double *block);
};

} // namespace hillock
