/** A number in a sentence: three or four digits say enough. */
export function amount(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 5 : 4)))
}

/** A length in a sentence. */
export function micrometres(value: number): string {
  return `${amount(value)} µm`
}

/** `1 sample`, `3 samples`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
