/**
 * Probabilities corrected for how many there are, by stepping down from the smallest: max over the smaller ones of
 * (count − rank) · p, at most 1 (Holm 1979, Scand J Stat 6:65). NaN stays NaN and does not count.
 */
export function holm(probabilities: readonly number[]): readonly number[] {
  const order = probabilities
    .map((p, index) => ({ p, index }))
    .filter(({ p }) => !Number.isNaN(p))
    .sort((a, b) => a.p - b.p)
  const corrected = probabilities.map(() => NaN)
  let largest = 0
  order.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * p))
    corrected[index] = largest
  })
  return corrected
}
