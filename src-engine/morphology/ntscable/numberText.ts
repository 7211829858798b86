import { formatNumber } from '../../core/formatNumber.ts'

/**
 * A number with so many significant digits, as C's `%.5g` writes it.
 *
 * Digitised numbers have few digits; where the shortest decimal has no more than are asked for, it is the answer.
 */
export function shortNumber(value: number, digits: number): string {
  // hot
  const magnitude = Math.abs(value)
  // With more digits than 15 the shortest decimal is not that of the number's bits.
  if (digits <= 15 && magnitude >= 1e-4 && magnitude < 1e5) {
    const shortest = String(value)
    // Sign and point count as digits here, which only makes the long way more frequent.
    if (shortest.length <= digits) return shortest
    const rounded = value.toPrecision(digits)
    // C rounds ties to even, toPrecision away from zero. A tie has one digit more than asked for, with sign, point and
    // leading zeros seven characters more at most.
    const isPlain = !rounded.includes('e') && shortest.length > digits + 7
    if (isPlain) return String(Number(rounded))
  } else if (Object.is(value, 0)) return '0'
  return formatNumber(`%.${digits}g`, value)
}
