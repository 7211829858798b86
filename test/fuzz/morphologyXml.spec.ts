import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'
import { checkMorphologyReading } from '../support/checkMorphologyReading.ts'
import { fixtureFolder } from '../support/fixtures.ts'
import { edit, textEdits } from '../support/textEdits.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20251122, numRuns: 300 }
const bytesOf = (text: string) => new TextEncoder().encode(text)

const seeds = ['nested_trees_spines.xml', 'tree_with_markers.xml', 'two_cells.cell.nml'].map(file => ({
  file,
  text: readFileSync(join(fixtureFolder, 'morphology', file), 'utf8'),
}))

/** What a damaged file may have gained. */
const insertion = fc.constantFrom(
  ...[
    '<',
    '>',
    '/>',
    '"',
    '&',
    '&amp;',
    '&x;',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?',
    '<!DOCTYPE a [',
    '=',
    '1e9',
    'nan',
    '-1',
  ],
  ...[
    '\0',
    'é',
    '<branch>',
    '</branch>',
    '<tree type="Axon">',
    '</tree>',
    '<spine>',
    '<point x="1" y="2" z="3" d="4"/>',
  ],
  ...['<parent segment="0"/>', '<segment id="9">', '</segment>', '<cell>', '</cell>', '</morphology>', ''],
)

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'x', '1,5', '0x1', '1e400', '-0.5'),
)

/** An element of one of the formats, with whatever in it. */
const element = fc.letrec<{ any: string; inside: string }>(tie => {
  const names = [
    'tree',
    'branch',
    'contour',
    'marker',
    'spine',
    'property',
    'mbf',
    'cell',
    'morphology',
    'segment',
  ]
  const more = ['segmentGroup', 'path', 'subTree', 'cable', 'cablegroup', 'cells', 'zsmear', 'vessel']
  const id = fc.integer({ min: 0, max: 5 })
  const point = fc
    .tuple(fc.constantFrom('point', 'proximal', 'distal'), number, number, number, number)
    .map(([name, x, y, z, d]) => `<${name} x="${x}" y="${y}" z="${z}" d="${d}" diameter="${d}"/>`)
  const leaf = fc
    .tuple(fc.constantFrom('parent', 'member', 'from', 'to', 'include'), id, number)
    .map(
      ([name, segment, f]) =>
        `<${name} segment="${segment}" segmentGroup="g${segment}" fractionAlong="${f}"/>`,
    )
  const nested = fc
    .tuple(
      fc.constantFrom(...names, ...more),
      id,
      fc.constantFrom('', 'type="Axon"', 'name="Soma 1"', 'name="Class"', 'parent="1" cable="1"'),
      fc.constantFrom('', 'neuroLexId="sao864921383"', 'fractAlongParent="0.5"'),
      tie('inside'),
    )
    .map(
      ([name, number, some, more, inside]) => `<${name} id="${number}" ${some} ${more}>${inside}</${name}>`,
    )
  return {
    any: fc.oneof({ maxDepth: 4 }, point, leaf, nested),
    inside: fc.array(tie('any'), { maxLength: 6 }).map(parts => parts.join('')),
  }
}).inside

/** Something that each format can read, beside whatever else there is. */
const sound = `<tree type="Axon"><point x="1" y="2" z="3" d="4"/><point x="9" y="2" z="3" d="4"/></tree>
<cell id="first"><segment id="7"><proximal x="1" y="2" z="3" diameter="4"/><distal x="9" y="2" z="3" diameter="4"/></segment></cell>`

describe('fuzz morphology XML', () => {
  it('reads or refuses damaged files, and what it reads is sound', () => {
    const edits = textEdits(insertion, { longest: 40, most: 5, repeats: true })
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), edits, (seed, changes) => {
        const { file, text } = seeds[seed] ?? { file: '', text: '' }
        checkMorphologyReading(file, bytesOf(edit(text, changes)))
      }),
      { ...seeded, numRuns: 400 },
    )
  })
  it('reads or refuses any elements in any order', () => {
    const root = fc.constantFrom('mbf', 'neuroml', 'morphology', 'cell')
    fc.assert(
      fc.property(root, element, (name, inside) =>
        checkMorphologyReading('cell.xml', bytesOf(`<${name}>${sound}${inside}</${name}>`)),
      ),
      { ...seeded, numRuns: 500 },
    )
  })
  it('reads or refuses any segments, groups and cables', () => {
    const id = fc.integer({ min: 0, max: 6 })
    // Mostly proper: each has an id of its own, the first is the root, and most hang on an earlier one.
    const clash = fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: id })
    const width = fc.constantFrom(1, 1, 2, 0)
    const fraction = fc.constantFrom(1, 1, 1, 0, 0.5, 0.25)
    const near = fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), width))
    const segment = fc.record({ clash, up: clash, cable: fc.option(id), x: id, width, fraction, near })
    const group = fc.tuple(
      fc.constantFrom('a', 'soma_group', 'axon_group'),
      fc.boolean(),
      fc.array(id, { maxLength: 4 }),
    )
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 12 }),
        fc.array(group, { maxLength: 4 }),
        (segments, groups) => {
          const parts = segments.map(
            ({ clash: other, up, cable, x, width: d, fraction: f, near: start }, row) => {
              const end = start ?? (row === 0 ? [x, d] : undefined)
              const proximal = end ? `<proximal x="${end[0]}" y="0" z="0" diameter="${end[1]}"/>` : ''
              const parent = up ?? (x * 7 + row) % Math.max(1, row)
              const hung = row === 0 ? '' : `<parent segment="${parent}" fractionAlong="${f}"/>`
              const run = cable === null ? '' : ` cable="${cable}"`
              return `<segment id="${other ?? row}"${run}>${hung}${proximal}<distal x="${x}" y="0" z="0" diameter="${d}"/></segment>`
            },
          )
          const sets = groups.map(([name, isCable, members]) => {
            const mark = isCable ? ' neuroLexId="sao864921383"' : ''
            return `<segmentGroup id="${name}"${mark}>${members.map(m => `<member segment="${m}"/>`).join('')}</segmentGroup>`
          })
          const cell = `<cell id="c"><morphology id="m">${parts.join('')}${sets.join('')}</morphology></cell>`
          checkMorphologyReading('cell.nml', bytesOf(cell))
        },
      ),
      { ...seeded, numRuns: 500 },
    )
  })
})

/** A branch: its points, and the branches at its end. */
interface Branch {
  readonly points: readonly (readonly number[])[]
  readonly branches: readonly Branch[]
}

const coordinate = fc.integer({ min: -99999, max: 99999 }).map(hundredths => hundredths / 100)
const width = fc.integer({ min: 1, max: 900 }).map(hundredths => hundredths / 100)
const branch = fc.letrec<{ branch: Branch }>(tie => ({
  branch: fc.record({
    points: fc.array(fc.tuple(coordinate, coordinate, coordinate, width), { minLength: 2, maxLength: 4 }),
    branches: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('branch'), { maxLength: 3 }),
    ),
  }),
})).branch

const asElement = ({ points, branches }: Branch, name: string): string =>
  `<${name} type="Apical">${points.map(([x, y, z, d]) => `<point x="${x}" y="${y}" z="${z}" d="${d}"/>`).join('')}${branches
    .map((one, index) => asElement(one, index % 2 === 0 ? 'branch' : 'tree'))
    .join('')}</${name}>`

const asAsc = ({ points, branches }: Branch): string => {
  const split = branches.length > 0 ? ` (${branches.map(asAsc).join(' | ')})` : ''
  return points.map(point => `(${point.join(' ')})`).join(' ') + split
}

/** What the cell is, without its lines and its format. */
function shapeOf(cell: Morphology | undefined) {
  const { sections, samples } = cell ?? { sections: undefined, samples: undefined }
  return { sections, x: samples?.x, y: samples?.y, z: samples?.z, diameter: samples?.diameter }
}

describe('properties of morphology XML', () => {
  it('Neurolucida XML and ASC of one tree are one cell', () => {
    fc.assert(
      fc.property(branch, tree => {
        const xml = readMorphology('a.xml', bytesOf(`<mbf>${asElement(tree, 'tree')}</mbf>`)).value
        const asc = readMorphology('a.asc', bytesOf(`((Apical) ${asAsc(tree)})`)).value
        expect(shapeOf(xml)).toEqual(shapeOf(asc))
        expect(xml?.sections.count).toBeGreaterThan(0)
      }),
      seeded,
    )
  })
  it('lengths, areas and volumes of NeuroML are sums over segments, in whatever order they come', () => {
    const segment = fc.record({
      up: fc.nat(),
      at: fc.constantFrom(1, 1, 1, 0.5, 0.25),
      near: fc.option(fc.tuple(coordinate, coordinate, coordinate, width)),
      far: fc.tuple(coordinate, coordinate, coordinate, width),
    })
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        (list, order) => {
          const ends: { near: readonly number[]; far: readonly number[] }[] = []
          const sums = { length: 0, area: 0, volume: 0 }
          const elements = list.map(({ up, at, near, far }, id) => {
            const parent = id === 0 ? undefined : up % id
            const above = parent === undefined ? undefined : ends[parent]
            const inherited = above?.near.map(
              (value, axis) => (1 - at) * value + at * (above.far[axis] ?? NaN),
            )
            const start = near ?? inherited ?? [0, 0, 0, 1]
            ends.push({ near: start, far })
            const [r, s] = [(start[3] ?? NaN) / 2, far[3] / 2]
            const along = Math.hypot(...[0, 1, 2].map(axis => (far[axis] ?? NaN) - (start[axis] ?? NaN)))
            sums.length += along
            sums.area += Math.PI * (r + s) * Math.hypot(along, r - s)
            sums.volume += (Math.PI / 3) * along * (r * r + r * s + s * s)
            const own = near || parent === undefined ? `<proximal ${attributes(start)}/>` : ''
            const hung = parent === undefined ? '' : `<parent segment="${parent}" fractionAlong="${at}"/>`
            return `<segment id="${id}">${hung}${own}<distal ${attributes(far)}/></segment>`
          })
          const mixed = elements.map(text => ({ text, key: order.next().value as number }))
          mixed.sort((a, b) => a.key - b.key)
          for (const texts of [elements, mixed.map(({ text }) => text)]) {
            const { value } = readMorphology('a.nml', bytesOf(`<morphology>${texts.join('')}</morphology>`))
            if (!value) throw new Error('refused')
            const totals = summarise(value)
            // Points are rounded to eight digits and 32 bits: half a unit of 2⁻²⁴ of up to 1000 µm at either end.
            const slack = 1e-3 * list.length
            expect(Math.abs(totals.totalLengthUm - sums.length)).toBeLessThan(slack)
            expect(Math.abs(totals.totalAreaUm2 - sums.area)).toBeLessThan(30 * slack)
            expect(Math.abs(totals.totalVolumeUm3 - sums.volume)).toBeLessThan(90 * slack)
          }
        },
      ),
      seeded,
    )
  })
})

function attributes([x, y, z, d]: readonly number[]): string {
  return `x="${x}" y="${y}" z="${z}" diameter="${d}"`
}
