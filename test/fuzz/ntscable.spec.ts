import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convertNtscable } from '../../src-engine/morphology/ntscable/convert.ts'
import { defaultNtscableOptions, type NtscableOptions } from '../../src-engine/morphology/ntscable/options.ts'
import { conversionPreview } from '../../src-engine/morphology/ntscable/preview.ts'
import { fixtureFolder } from '../support/fixtures.ts'
import { anywhere, placeOf } from '../support/textEdits.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240607, numRuns: 150 }
/** No input of this size takes longer, by far; a hang shows. */
const longestMs = 10_000

const optionSets: readonly Partial<NtscableOptions>[] = [
  {},
  {
    reading: 'corrected',
    style: 'split',
    points: 'inline',
    slices: 'merge',
    spines: 'sections',
    outline: 'stacked',
  },
  { output: 'cable', accuracy: 2, maxLengthUm: 10, area: 'cone', slices: 'drop', outline: 'largest' },
  { output: 'multi', accuracy: 0, maxDiameters: 0.5, averageOutlineZ: true },
]

/** Converts bytes in every way and checks all that must hold of the outcome, whatever the bytes. */
function check(name: string, bytes: Uint8Array): void {
  for (const set of optionSets) {
    const options = { ...defaultNtscableOptions, ...set }
    const start = performance.now()
    const { value, diagnostics } = convertNtscable(name, bytes, options)
    expect(performance.now() - start).toBeLessThan(longestMs)
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.length > 0).toBe(value === undefined)
    for (const { message } of diagnostics) expect(message).toMatch(/\.$/)
    if (!value) continue
    const { report, text } = value
    // The head has the source's own comment in it.
    expect(text.slice(text.indexOf('----*/'))).not.toMatch(/\bNaN\b|\binf\b|undefined/i)
    const numbers = [...Object.values(report.soma), ...Object.values(report.neurites)]
    for (const number of numbers) expect(Number.isFinite(number)).toBe(true)
    for (const { parentX, lengthUm } of report.sections) {
      expect(parentX >= 0 && parentX <= 1 + 1e-9).toBe(true)
      expect(lengthUm).toBeGreaterThan(0)
    }
    for (const { first, root } of report.cableRows) expect(root).toBeLessThan(first)
    const preview = conversionPreview({ name, bytes }, options).value
    expect(preview?.cylinders.geometry.every(Number.isFinite)).toBe(true)
  }
}

const seeds = [
  'malformed/x_valid_tagged.nts',
  'malformed/x_unmerged_tto.nts',
  'branches.douglas3d.txt',
  'branches.douglas2d.txt',
  'branches.nevin.txt',
  'neurom_simple.swc',
  'morphio_simple.asc',
].map(name => ({ name, text: readFileSync(join(fixtureFolder, 'morphology', name), 'latin1') }))

const seed = fc.constantFrom(...seeds)
const bytesOf = (text: string) => new TextEncoder().encode(text)
const words = fc.constantFrom(
  ...[
    'MTO',
    'TTO',
    'BTO',
    'BP',
    'NE',
    'TAE',
    'SOS',
    'SOE',
    'mto',
    'scp',
    'mae',
    'bp',
    'bto',
    'S',
    'B',
    'T',
    'P',
  ],
  ...[
    '0',
    '-1',
    '1e9',
    '1e300',
    '-1e-300',
    '.5',
    'nan',
    '1e',
    '\n',
    '\r',
    '\t',
    '3d',
    'end',
    'som',
    '*/',
    '\0',
  ],
)

describe('ntscable fuzz', () => {
  it('converts or refuses files with words put in anywhere', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.tuple(anywhere, words), { maxLength: 5 }), ({ name, text }, edits) => {
        let edited = text
        for (const [where, word] of edits) {
          const at = placeOf(where, edited.length)
          edited = `${edited.slice(0, at)} ${word} ${edited.slice(at)}`
        }
        check(name, bytesOf(edited))
      }),
      seeded,
    )
  })
  it('converts or refuses files whose lines are lost, repeated and out of order', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.tuple(anywhere, anywhere), { maxLength: 6 }), ({ name, text }, moves) => {
        const lines = text.split('\n')
        for (const [from, to] of moves) {
          const line = lines[placeOf(from, lines.length)]
          const at = placeOf(to, lines.length)
          if (line === undefined || at % 3 === 0) lines.splice(at, 1)
          else lines.splice(at, at % 2, line)
        }
        check(name, bytesOf(lines.join('\n')))
      }),
      seeded,
    )
  })
  it('converts or refuses files that are cut off anywhere', () => {
    fc.assert(
      fc.property(seed, anywhere, ({ name, text }, where) => {
        check(name, bytesOf(text.slice(0, placeOf(where, text.length))))
      }),
      seeded,
    )
  })
  it('takes time in proportion to the length of chains, combs and stars', () => {
    const count = 20_000
    const rows = (line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('\n')
    const comb = `mto 0 0 0 1\n${rows(i => `bp ${i + 1} 0 0 1`)}\nne ${count + 1} 0 0 1\n${rows(i => `ne ${count - i} 5 0 1`)}\n`
    const star = `1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n${rows(i => `${i + 3} 3 ${i} 20 0 1 2`)}\n`
    const flat = `branchID br.ord. seglth segdiam term\n${rows(i => `1.${i} 0 0.001 0.0001 bp`)}\n${rows(() => '1 0 0.001 0.0001 ne')}\n1 0 0.001 0.0001 ne\n`
    for (const text of [comb, star, flat]) {
      for (const set of optionSets) {
        const start = performance.now()
        convertNtscable('large', bytesOf(text), { ...defaultNtscableOptions, ...set })
        expect(performance.now() - start).toBeLessThan(longestMs)
      }
    }
  })
})
