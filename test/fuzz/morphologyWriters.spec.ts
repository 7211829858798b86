import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'
import { ascWriter } from '../../src-engine/morphology/writers/asc/writeAsc.ts'
import { jsonWriter } from '../../src-engine/morphology/writers/json/writeJson.ts'
import { losses } from '../../src-engine/morphology/writers/losses.ts'
import { writeMorphology } from '../../src-engine/morphology/writers/writeMorphology.ts'
import { checkMorphologyReading } from '../support/checkMorphologyReading.ts'
import { randomTree } from '../support/randomTree.ts'
import { anywhere, placeOf } from '../support/textEdits.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240613, numRuns: 200 }

/** Trees without a soma stored depth first, on which every branch hangs at an end, with numbers of any length. */
const plainTree = fc
  .array(
    fc.record({
      up: fc.nat(),
      by: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.01, max: 9, noNaN: true }))),
      radius: fc.double({ min: 0.01, max: 3, noNaN: true }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map(points => {
    const at: number[][] = []
    const parents: number[] = []
    const lines = points.map(({ up, by, radius }, i) => {
      // A third of the points branch off from an ancestor of the one before, since ASC is depth first; never at the root.
      let parent = i - 1
      for (let steps = up % 3 === 0 ? up % 7 : 0; steps > 0 && parent > 1; steps--) parent = parents[parent]!
      parents.push(parent)
      const place = (at[parent] ?? [0, 0, 0]).map((value, axis) => value + by[axis]!)
      at.push(place)
      return `${i + 1} 3 ${place.join(' ')} ${radius} ${parent < 0 ? -1 : parent + 1}`
    })
    const { value } = readMorphology('tree.swc', new TextEncoder().encode(lines.join('\n')))
    if (!value) throw new Error(lines.join('\n'))
    return value
  })

function withoutLines({ line: _line, ...columns }: Morphology['samples']) {
  return columns
}

describe('fuzz morphology writers', () => {
  it('gives trees back from ASC to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(plainTree, async cell => {
        const { bytes, diagnostics } = await writeMorphology(cell, ascWriter)
        // SWC's numbers are rounded once more before computing (A7), which shows in the sums.
        const said = diagnostics.filter(({ code }) => !/^write\/(length|area)-differs$/.test(code))
        expect(said).toEqual([])
        const { value: again } = readMorphology('x.asc', bytes)
        expect(again?.sections).toEqual(cell.sections)
        expect(again && withoutLines(again.samples)).toEqual(withoutLines(cell.samples))
      }),
      seeded,
    )
  })
  it('gives any tree back from ASC, or says what differs', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, async cell => {
        const { bytes, diagnostics } = await writeMorphology(cell, ascWriter)
        const said = diagnostics.map(({ code }) => code)
        const { value: again } = readMorphology('x.asc', bytes)
        if (!again) expect(said).toContain('write/refused-again')
        else for (const { code } of losses(cell, again, 'ASC')) expect(said).toContain(code)
      }),
      seeded,
    )
  })
  it('gives any tree back from JSON, and reads or refuses the JSON however it is damaged', async () => {
    const pieces = [
      'null',
      '-1',
      '1e999',
      '"',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"parent": 0',
      '"x": 2',
      'true',
      '\\u',
    ]
    const edit = fc.record({ at: anywhere, cut: fc.nat(12), piece: fc.constantFrom('', ...pieces) })
    await fc.assert(
      fc.asyncProperty(randomTree, fc.array(edit, { minLength: 1, maxLength: 4 }), async (cell, edits) => {
        const { bytes, diagnostics } = await writeMorphology(cell, jsonWriter)
        expect(diagnostics).toEqual([])
        let text = new TextDecoder().decode(bytes)
        for (const { at, cut, piece } of edits) {
          const place = placeOf(at, text.length)
          text = text.slice(0, place) + piece + text.slice(place + cut)
        }
        checkMorphologyReading('x.json', new TextEncoder().encode(text))
      }),
      seeded,
    )
  })
  it('reads or refuses JSON whose values are anything', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, anywhere, fc.jsonValue({ maxDepth: 2 }), async (cell, at, value) => {
        const { bytes } = await writeMorphology(cell, jsonWriter)
        let count = 0
        const parse = (swap: number) =>
          JSON.parse(new TextDecoder().decode(bytes), (_, old: unknown) =>
            count++ === swap ? value : old,
          ) as unknown
        parse(-1)
        const swap = placeOf(at, count)
        count = 0
        checkMorphologyReading('x.json', new TextEncoder().encode(JSON.stringify(parse(swap)) ?? ''))
      }),
      seeded,
    )
  })
})
