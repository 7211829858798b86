// The choice of the next step's order and length.
#include "bdf.h"
#include "bdfRoots.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

constexpr double leastGrowth = 1.5; // less is not worth a change
constexpr double growth = 10;

} // namespace

/** Which order allows the longest step, and how long that is. */
void Bdf::chooseNext(double error) {
  nextOrder = order;
  nextStep = h;
  if (mostGrowth == 1) { // a step that has failed is repeated before it grows
    untilOrderChange = std::max(untilOrderChange, 2);
    mostGrowth = growth;
    return;
  }
  const double mayGrow = mostGrowth;
  mostGrowth = growth;
  double factor = growthFor(biasNow, error, order + 1);
  if (untilOrderChange == 0) {
    untilOrderChange = 2;
    const double below = order > 1 ? growthFor(biasBelow, norm(history[order].data()) * errorBelow, order) : 0;
    double above = 0;
    if (order < settings.maximumOrder && savedRatio != 0) {
      double quotient = ratioConstant / savedRatio;
      for (int32_t k = 0; k <= order; k++) quotient *= h / steps[2];
      for (size_t i = 0; i < (size_t)size; i++) change[i] = correction[i] - quotient * saved[i];
      above = growthFor(biasAbove, norm(change.data()) * errorAbove, order + 2);
    }
    const double best = std::max(factor, std::max(below, above));
    if (best < leastGrowth) return;
    if (best != factor) {
      nextOrder = best == below ? order - 1 : order + 1;
      if (nextOrder > order) saved = correction;
    }
    factor = best;
  }
  if (factor < leastGrowth) return;
  factor = std::min(factor, mayGrow);
  nextStep = std::min(h * factor, settings.largestStep);
  if (nextStep < h) nextStep = h;
}

} // namespace hillock
