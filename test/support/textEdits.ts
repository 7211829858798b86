import fc from 'fast-check'

/** A change of a text: a stretch taken out, doubled where it stays, and something put in. */
export interface TextEdit {
  /** Where, in parts of a million of the text (whole numbers: random doubles gather about zero). */
  readonly at: number
  readonly length: number
  readonly insert: string
  readonly repeat: boolean
}

/** Where a change falls in something of so many parts. */
export const placeOf = (at: number, size: number) => Math.floor((at / 1_000_000) * size)

/** A place anywhere in a thing, whatever its size: for `placeOf`. */
export const anywhere = fc.nat(999_999)

/** Changes of a text, with stretches of up to `longest` characters. */
export function textEdits(
  insert: fc.Arbitrary<string>,
  { longest, most, repeats = false }: { longest: number; most: number; repeats?: boolean },
): fc.Arbitrary<readonly TextEdit[]> {
  return fc.array(
    fc.record({
      at: anywhere,
      length: fc.nat(longest),
      insert,
      repeat: repeats ? fc.boolean() : fc.constant(false),
    }),
    { minLength: 1, maxLength: most },
  )
}

/** The text after the changes, one after the other. */
export function edit(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce((current, { at, length, insert, repeat }) => {
    const start = placeOf(at, current.length)
    const stretch = current.slice(start, start + length)
    return (
      current.slice(0, start) + insert + (repeat ? stretch + stretch : '') + current.slice(start + length)
    )
  }, text)
}
