/** Median of finite numbers, which it rearranges; NaN of none. Linear time on average (Hoare 1961, algorithm 65). */
export function medianInPlace(values: Float64Array): number {
  const { length } = values
  if (length === 0) return NaN
  const middle = length >> 1
  const upper = selectInPlace(values, middle)
  if (length % 2 === 1) return upper
  let lower = -Infinity
  for (let i = 0; i < middle; i++) if (values[i]! > lower) lower = values[i]!
  return (lower + upper) / 2
}

/** Puts the number of a rank [from 0] at its place, none larger before it, none smaller behind it. @returns that number */
export function selectInPlace(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1]
  // Unlucky pivots could make this quadratic; sorting what is left then keeps it short.
  for (let round = 0; low < high; round++) {
    if (round > 64) {
      values.subarray(low, high + 1).sort()
      break
    }
    const pivot = values[(low + high) >> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swapped = values[i]!
      values[i++] = values[j]!
      values[j--] = swapped
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else break
  }
  return values[rank]!
}
