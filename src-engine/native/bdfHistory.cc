// The Nordsieck array: its prediction, its change with the length and the order of a step, the times between.
#include "bdf.h"
#include <algorithm>
#include <math.h>

namespace hillock {
namespace {

/** Pascal's triangle over the columns of one number: the polynomial is expanded one step later, or back. */
template <int32_t Q, int32_t side> void shiftColumns(int64_t size, double *const *column, double sign) {
  for (int64_t i = 0; i < size; i += side) {
    double z[Q + 1][side];
    for (int32_t j = 0; j <= Q; j++)
      for (int32_t l = 0; l < side; l++) z[j][l] = column[j][i + l];
    for (int32_t k = 1; k <= Q; k++)
      for (int32_t j = Q; j >= k; j--)
        for (int32_t l = 0; l < side; l++) z[j - 1][l] += sign * z[j][l];
    for (int32_t j = 0; j < Q; j++)
      for (int32_t l = 0; l < side; l++) column[j][i + l] = z[j][l];
  }
}

} // namespace

void Bdf::shift(double direction) {
  double *column[highestOrder + 1];
  for (int32_t j = 0; j <= highestOrder; j++) column[j] = history[j].data();
  switch (order) {
  case 1: return shiftColumns<1, side>(whole, column, direction);
  case 2: return shiftColumns<2, side>(whole, column, direction);
  case 3: return shiftColumns<3, side>(whole, column, direction);
  case 4: return shiftColumns<4, side>(whole, column, direction);
  default: return shiftColumns<5, side>(whole, column, direction);
  }
}

void Bdf::rescale(double factor) {
  double power = factor;
  for (int32_t j = 1; j <= order; j++, power *= factor)
    for (double &value : history[j]) value *= power;
  h *= factor;
}

/**
 * The correction e = y − predicted enters column j as λ_j·e, where Λ(x) = Σ λ_j·x^j = (1 + x/ξ*)·Π (1 + x/ξ_i) for
 * i = 1 … q − 1, ξ_i being the distances to the former times in units of h and ξ* such that λ_1 = Σ 1/j for j = 1 … q:
 * that keeps γ = h/λ_1 from depending on the former steps. Errors are constants times |e|; the constants follow from
 * the same distances.
 */
void Bdf::setCoefficients() {
  const int32_t q = order;
  std::fill(lambda, lambda + highestOrder + 1, 0.0);
  lambda[0] = lambda[1] = 1;
  double harmonic = 1;      // Σ 1/j up to q
  double inverses = 1;      // Σ 1/ξ_i up to q
  double sum = h, lastInverse = 1, star = 1;
  if (q > 1) {
    for (int32_t j = 2; j <= q; j++) {
      sum += steps[j - 1];
      lastInverse = h / sum;
      harmonic += 1.0 / j;
      if (j == q) {
        star = harmonic - lambda[1];
        inverses = lambda[1] + lastInverse;
      }
      const double factor = j == q ? star : lastInverse;
      for (int32_t i = j; i >= 1; i--) lambda[i] += lambda[i - 1] * factor;
    }
  }
  const double difference = 1 + inverses - harmonic, spread = 1 + q * difference;
  errorNow = fabs(difference / (harmonic * spread));
  ratioConstant = fabs(spread * star / (lambda[q] * lastInverse));
  if (untilOrderChange != 1) return;
  errorBelow = 1;
  if (q > 1) {
    const double shorter = harmonic - 1.0 / q, shorterInverses = inverses - lastInverse;
    errorBelow = fabs(star / lambda[q] * (1 + shorterInverses - shorter) / shorter);
  }
  sum += steps[q];
  const double furtherInverse = h / sum, longer = harmonic + 1.0 / (q + 1), longerInverses = inverses + furtherInverse;
  errorAbove = fabs((1 + longerInverses - longer) / spread / (furtherInverse * (q + 2) * longer));
}

/** Takes away the highest column: the polynomial of one order less goes through the same former values. */
void Bdf::lowerOrder() {
  if (order > 2) {
    // x²·Π (x + ξ_i), i = 1 … q − 2, in units of the last step
    double product[highestOrder + 1] = {0, 0, 1};
    double sum = 0;
    for (int32_t j = 1; j <= order - 2; j++) {
      sum += steps[j];
      const double distance = sum / h;
      for (int32_t i = j + 2; i >= 2; i--) product[i] = product[i] * distance + product[i - 1];
    }
    for (int32_t j = 2; j < order; j++)
      for (size_t i = 0; i < (size_t)size; i++) history[j][i] -= product[j] * history[order][i];
  }
  order--;
  nextOrder = order;
  untilOrderChange = order + 1;
}

/** Adds a column, which the last correction tells. */
void Bdf::raiseOrder() {
  double product[highestOrder + 2] = {0, 0, 1};
  double harmonic = 1, inverses = 1, distances = 1, distance = 1, sum = h;
  for (int32_t j = 1; j < order; j++) {
    sum += steps[j + 1];
    const double further = sum / h;
    distances *= further;
    harmonic += 1.0 / (j + 1);
    inverses += 1 / further;
    for (int32_t i = j + 2; i >= 2; i--) product[i] = product[i] * distance + product[i - 1];
    distance = further;
  }
  const double factor = (harmonic - inverses) / distances;
  order++;
  for (size_t i = 0; i < (size_t)size; i++) history[order][i] = factor * saved[i];
  for (int32_t j = 2; j < order; j++)
    for (size_t i = 0; i < (size_t)size; i++) history[j][i] += product[j] * history[order][i];
  nextOrder = order;
  untilOrderChange = order + 1;
}

void Bdf::interpolate(double t, double *into) const {
  const double s = (t - now) / lastStep;
  const double *column[highestOrder + 1];
  double powers[highestOrder + 1] = {1};
  for (int32_t j = 0; j <= highestOrder; j++) column[j] = history[j].data();
  for (int32_t j = 1; j <= order; j++) powers[j] = powers[j - 1] * s;
  if (lastStep == 0 || s == 0) std::copy(column[0], column[0] + size, into);
  else
    for (int64_t i = 0; i < size; i++) {
      double sum = column[order][i] * powers[order];
      for (int32_t j = order - 1; j >= 0; j--) sum += column[j][i] * powers[j];
      into[i] = sum;
    }
}

void Bdf::interpolateSlopes(double t, double *into) const {
  const double s = (t - now) / lastStep;
  for (int64_t i = 0; i < size; i++) {
    double sum = order * history[order][(size_t)i];
    for (int32_t j = order - 1; j >= 1; j--) sum = sum * s + j * history[j][(size_t)i];
    into[i] = sum / lastStep;
  }
}

} // namespace hillock
