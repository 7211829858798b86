import fc from 'fast-check'
import { gzipSync, zipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../support/fixtures.ts'
import { branch, contour, datFile, tree } from '../unit/engine/morphology/datFile.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240611 }
/** No input of this size takes longer, by far; a hang shows. */
const longestMs = 3000

const fixture = (path: string) => new Uint8Array(readFileSync(join(fixtureFolder, 'morphology', path)))
const swc = fixture('neurom_simple.swc')
/** Four branches within branches, and a soma. */
const dat = datFile([
  contour('CellBody', [
    [9, 5, 0, 1],
    [0, 9, 0, 1],
    [-10, 5, 0, 1],
    [0, -8, 0, 1],
  ]),
  tree(
    1,
    [5, 0, 0, 2],
    [branch([[9, 0, 0, 1]], [branch([[15, 5, 0, 1]]), branch([[15, -5, 0, 1]], [branch([])])])],
  ),
])
const seeds: readonly Uint8Array[] = [
  dat,
  fixture('h5/morphio_simple.h5'),
  fixture('h5/glia.h5'),
  fixture('malformed/empty.h5'),
  gzipSync(swc),
  zipSync({ 'a/one.swc': swc }),
  zipSync({ 'one.swc': [swc, { level: 0 }], 'notes.txt': swc }),
]

/** Numbers that headers are damaged with: small ones, and those at which widths end. */
const planted = fc.constantFrom(0, 1, 2, 8, 96, 127, 128, 255, 256, 0xffff, 0x7fffffff, 0xffffffff)

const edit = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.nat(7) }),
  fc.record({ kind: fc.constant('plant' as const), at: fc.nat(), value: planted }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), value: fc.constant(0) }),
  fc.record({ kind: fc.constant('copy' as const), at: fc.nat(), value: fc.nat() }),
)

type Edit = { readonly kind: 'flip' | 'plant' | 'cut' | 'copy'; readonly at: number; readonly value: number }

/** Headers stand at the beginning and are where damage tells: half of the edits go there. */
function place(at: number, length: number): number {
  return at % 2 === 0 ? at % length : at % Math.min(length, 2048)
}

function damage(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  let current = bytes.slice()
  for (const { kind, at, value } of edits) {
    const start = place(at, current.length)
    if (kind === 'flip') current[start]! ^= 1 << value
    else if (kind === 'plant')
      for (let i = 0; i < 4 && start + i < current.length; i++) current[start + i] = (value >>> (8 * i)) & 255
    else if (kind === 'copy')
      current.copyWithin(start, place(value, current.length), place(value, current.length) + 8)
    else current = current.slice(0, Math.max(1, start))
  }
  return current
}

describe('fuzz morphology bytes', () => {
  it('reads or refuses damaged binary files, in time, and what it reads is finite', () => {
    fc.assert(
      fc.property(
        fc.nat(seeds.length - 1),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (index, edits) => {
          const start = performance.now()
          const { value, diagnostics } = readMorphology('x', damage(seeds[index]!, edits))
          expect(performance.now() - start).toBeLessThan(longestMs)
          expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(value === undefined)
          if (!value) return
          const { x, y, z, diameter } = value.samples
          for (const column of [x, y, z, diameter]) expect(column.every(Number.isFinite)).toBe(true)
        },
      ),
      { ...seeded, numRuns: 6000 },
    )
  })
  it('never reads another cell out of a damaged gzip or zip file', () => {
    const whole = readMorphology('x', swc).value
    const packed = [gzipSync(swc), zipSync({ 'one.swc': swc })]
    fc.assert(
      fc.property(fc.nat(1), fc.array(edit, { minLength: 1, maxLength: 3 }), (index, edits) => {
        const { value } = readMorphology('x', damage(packed[index]!, edits))
        if (value) expect(value.samples).toEqual(whole?.samples)
      }),
      { ...seeded, numRuns: 2000 },
    )
  })
})
