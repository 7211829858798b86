import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'
import { checkMorphologyReading } from '../support/checkMorphologyReading.ts'
import { fixtureFolder } from '../support/fixtures.ts'
import { anywhere, placeOf } from '../support/textEdits.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240607, numRuns: 250 }
const seedFiles = [
  'neurom_simple.swc',
  'three_point_soma.swc',
  'soma_cylinders.swc',
  'plus_types.swc',
  'fork_labels.swc',
  'malformed/x_polytomy.swc',
  'malformed/x_soma_not_root.swc',
  'morphio_simple.asc',
  'markers.asc',
  'annotations.asc',
  'malformed/x_soma_stack.asc',
  'malformed/x_commas_rgb.asc',
  'malformed/x_valid_tagged.nts',
  'malformed/x_unmerged_tto.nts',
  'parents.nl1.txt',
  'celldef.hoc',
  'digitised.nrn',
]

/** Small cells in the formats that no file here has. */
const seedTexts = [
  '3d\nmto 50 0 0 2\nscp 0 50 0 2\nscp -50 0 0 2\nmae 0 -40 0 2\nmto 50 0 0 20\nbp 200 0 0 10\nne 300 50 0 4\nne 250 -50 0 8\n',
  'branchID br.ord. seglth segdiam term\n2.1 0 0.0023 0.0017 som\n1.1 0 0.001 0.0003 bp\n1.11 1 0.002 0.0002 ne\n1.12 1 0.004 0.0001 mae\nend 1\n',
  '/* x\n */\n1 S 0 0 0 8\n2 S 9 0 0 8\n3 B 10 0 0 5\n4 T 12 0 0 4\n5 C 9 9 0 2\n6 B 9 20 0 2\n7 T 9 30 0 1\n8 T 0 30 0 1\n',
  '*relative\n*polar\nsoma none 0 0 0 10\nd soma 30 40 9 2 Na 1200\n*cartesian\ne . 9 0 0 1\nf d 0 9 0 1\n',
  'proc geometry() {\nfcbs(0)\nfcbs(1, 2, 0)\nfcbs(3, 3, 1)\ndx[0] = 20\ndiam[0] = 15\nfor (i=1; i<=3; i=i+1) { dx[i] = 10*i\ndiam[i] = i }\n}\n',
]

const seeds = [
  ...seedFiles.map(file => ({ file, bytes: readFileSync(join(fixtureFolder, 'morphology', file)) })),
  ...seedTexts.map(text => ({ file: 'cell', bytes: new TextEncoder().encode(text) })),
]

/** What a damaged file may have gained. */
const insertions = [
  '(',
  ')',
  '|',
  '<',
  '>',
  ',',
  '"',
  ';',
  '\n',
  '\r',
  ' ',
  '-',
  '.',
  '1e9',
  'nan',
  '0',
  '-1',
  '#',
  '\0',
  'é',
  'BP',
  'SOE',
  '[10,5]',
  'connect ',
  'fscan()',
  'pt3dadd(1,2,3,4)',
  '{',
  '}',
  '*absolute',
  'mto',
  '# SWC+ version 1\n',
  '# <marker id="17" key="a"/>\n',
]

const mutation = fc.record({
  seed: fc.nat(seeds.length - 1),
  edits: fc.array(
    fc.record({
      at: anywhere,
      kind: fc.constantFrom('delete', 'insert', 'repeat', 'cut', 'flip'),
      length: fc.nat(40),
      insertion: fc.constantFrom(...insertions),
    }),
    { minLength: 1, maxLength: 6 },
  ),
})

type Edit = { at: number; kind: string; length: number; insertion: string }

function mutate(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  let current = [...bytes]
  for (const { at, kind, length, insertion } of edits) {
    const place = placeOf(at, current.length)
    const part = current.slice(place, place + length)
    if (kind === 'delete') current.splice(place, length)
    else if (kind === 'insert') current.splice(place, 0, ...new TextEncoder().encode(insertion))
    else if (kind === 'repeat') current.splice(place, 0, ...part)
    else if (kind === 'cut') current = current.slice(0, Math.max(1, place))
    else if (current[place] !== undefined) current[place] = (current[place] ?? 0) ^ (1 << (length % 8))
  }
  return Uint8Array.from(current)
}

describe('fuzz morphology', () => {
  it('reads or refuses damaged files, and what it reads is sound', () => {
    fc.assert(
      fc.property(mutation, ({ seed, edits }) => {
        const { file, bytes } = seeds[seed] ?? { file: '', bytes: new Uint8Array() }
        checkMorphologyReading(file, mutate(bytes, edits))
      }),
      { ...seeded, numRuns: 1200 },
    )
  })
  it('reads or refuses any bytes under any name', () => {
    const names = fc.constantFrom('x.swc', 'x.asc', 'x.nts', 'x')
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 400 }), (name, bytes) =>
        checkMorphologyReading(name, bytes),
      ),
      seeded,
    )
  })
  it('reads or refuses any SWC points', () => {
    const id = fc.integer({ min: -2, max: 12 })
    const value = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double(),
      fc.constantFrom('1,5', '', '1e400', 'x'),
    )
    const point = fc.tuple(id, fc.integer({ min: -1, max: 7 }), value, value, value, value, id)
    fc.assert(
      fc.property(fc.array(point, { maxLength: 14 }), points => {
        checkMorphologyReading(
          'x.swc',
          new TextEncoder().encode(points.map(point => point.join(' ')).join('\n')),
        )
      }),
      { ...seeded, numRuns: 800 },
    )
  })
  it('reads valid SWC trees in any order of lines as the same cell', () => {
    const tree = fc.array(fc.record({ up: fc.nat(), type: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat()), (points, order) => {
        const lines = points.map(({ up, type }, i) => {
          const parent = i === 0 ? -1 : (up % i) + 1
          return `${i + 1} ${type} ${i * 3} ${i % 5} ${type} 1 ${parent}`
        })
        const shuffled = lines.map(line => ({ line, key: order.next().value as number }))
        shuffled.sort((a, b) => a.key - b.key)
        const read = (text: string) => readMorphology('x.swc', new TextEncoder().encode(text)).value
        const ordered = read(lines.join('\n'))
        const mixed = read(shuffled.map(({ line }) => line).join('\n'))
        // The division into sections depends on the order, the points and what hangs together do not.
        const root = (cell: typeof ordered) => cell?.sections.parent.filter(parent => parent < 0).length
        expect([root(ordered), root(mixed)]).toEqual([1, 1])
      }),
      seeded,
    )
  })
  it('reads or refuses any Neurolucida tokens', () => {
    const token = fc.constantFrom(
      '(',
      '(',
      ')',
      ')',
      '|',
      '<',
      '>',
      ',',
      '1',
      '-2.5',
      '"CellBody"',
      '"x"',
      'Axon',
      'Set',
      '(1 2 3 4)',
      '(5 6 7 8)',
      '(Dendrite)',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), tokens =>
        checkMorphologyReading('x.asc', new TextEncoder().encode(`(${tokens.join(' ')}`)),
      ),
      { ...seeded, numRuns: 800 },
    )
  })
  it('reads or refuses any Eutectic points', () => {
    const type = fc.constantFrom(
      'MTO',
      'TTO',
      'CP',
      'BP',
      'NE',
      'SB',
      'SOS',
      'SCP',
      'SOE',
      'OS',
      'DCP',
      'mto',
    )
    const number = fc.integer({ min: -3, max: 3 })
    const point = fc.tuple(type, number, number, number, number, number)
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), points => {
        checkMorphologyReading(
          'x.nts',
          new TextEncoder().encode(points.map((point, i) => `${i + 1} ${point.join(' ')}`).join('\n')),
        )
      }),
      { ...seeded, numRuns: 800 },
    )
  })
})
