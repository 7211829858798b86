/** The largest of 1, 2, 5, 10, 20, 50 … that is not above a value, which must be greater than 0. */
export function niceLength(largest: number): number {
  let power = 1
  while (power * 10 <= largest) power *= 10
  while (power > largest) power /= 10
  return power * (5 * power <= largest ? 5 : 2 * power <= largest ? 2 : 1)
}

/** A length for people: µm, or mm from 1000 on. */
export function lengthLabel(um: number): string {
  return um >= 1000 ? `${um / 1000} mm` : `${Number(um.toPrecision(6))} µm`
}
