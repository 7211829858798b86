import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { measureSections } from '../../../../../src-engine/morphology/measure/sectionTable.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { hdf5Group } from '../../../../../src-engine/morphology/hdf5/hdf5Group.ts'
import { h5File } from '../h5File.ts'
import { readCell, sectionOf } from '../support.ts'

function read(name: string, bytes: Uint8Array): Morphology {
  const { value, diagnostics } = readMorphology(name, bytes)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

const fixture = (path: string) => read(path, readFileSync(join(fixtureFolder, 'morphology', path)))
const codes = (bytes: Uint8Array) => readMorphology('x', bytes).diagnostics.map(({ code }) => code)

const soma = [[0, 0, 0, 8]]
const branches = [
  [5, 0, 0, 2],
  [15, 0, 0, 2],
  [15, 0, 0, 2],
  [25, 5, 0, 1],
  [15, 0, 0, 2],
  [25, -5, 0, 1],
]
const rows = [
  [0, 1, -1],
  [1, 3, 0],
  [3, 3, 1],
  [5, 3, 1],
]

describe('morphology MorphIO HDF5', () => {
  it.each([
    ['h5/bio_neuron-000.h5', 'bio_neuron-000.asc'],
    ['h5/morphio_simple.h5', 'morphio_simple.asc'],
  ])('gives of %s the sections that %s gives', (file, twin) => {
    const [cell, other] = [fixture(file), fixture(twin)]
    // Both programs that wrote the pair kept 32 bits at times.
    const same = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Array.from(a, (value, i) => Math.abs(value - b[i]!)).every(difference => difference < 1e-4)
    expect(cell.sections.name).toEqual(other.sections.name)
    expect(cell.sections.parent).toEqual(other.sections.parent)
    expect(cell.sections.parentX).toEqual(other.sections.parentX)
    expect(cell.sections.firstSample).toEqual(other.sections.firstSample)
    const neurites = cell.sections.firstSample[1]!
    for (const column of ['x', 'y', 'z', 'diameter'] as const)
      expect(
        same(cell.samples[column].slice(neurites), other.samples[column].slice(neurites)),
        `samples differ in ${column}`,
      ).toBe(true)
    const [sizes, others] = [measureSections(cell), measureSections(other)]
    expect(same(sizes.lengthUm, others.lengthUm)).toBe(true)
    // The outlines of the small pair are squares, of different sizes.
    if (file === 'h5/bio_neuron-000.h5') expect(sizes.areaUm2[0]! / others.areaUm2[0]!).toBeCloseTo(1, 4)
  })
  it('gives of a file with an outline the neurites that its SWC twin has', () => {
    const cell = fixture('h5/neurom_Neuron.h5')
    const other = fixture('neurom_Neuron.swc')
    const lengths = (one: Morphology) =>
      Array.from(measureSections(one).lengthUm)
        .filter((_, section) => one.sections.type[section] !== 1)
        .reduce((sum, length) => sum + length, 0)
    expect(lengths(cell)).toBeCloseTo(lengths(other), 2)
  })
  it('B10 reads a soma of one point as a sphere, with branches at its middle', () => {
    const cell = read('x', h5File([...soma, ...branches], rows))
    expect(sectionOf(cell, 'soma[0]').points).toEqual([
      [-4, 0, 0, 8],
      [0, 0, 0, 8],
      [4, 0, 0, 8],
    ])
    expect(cell.sections.parentX[1]).toBe(0.5)
    expect(cell.sections.wire[1]).toBe(1)
  })
  it('B10 reads NeuroMorpho.Org’s three points as a sphere', () => {
    const three = [
      [0, 0, 0, 8],
      [0, -4, 0, 8],
      [0, 4, 0, 8],
    ]
    const shifted = rows.map(([first, type, parent]) => [first === 0 ? 0 : first! + 2, type!, parent!])
    const cell = read('x', h5File([...three, ...branches], shifted))
    expect(cell.samples.x).toEqual(read('x', h5File([...soma, ...branches], rows)).samples.x)
    expect(sectionOf(cell, 'soma[0]').points[0]).toEqual([-4, 0, 0, 8])
  })
  it('B11 attaches children to the end of their parent, with their own points', () => {
    const cell = read('x', h5File([...soma, ...branches], rows))
    expect(sectionOf(cell, 'dend[1]').points).toEqual([
      [15, 0, 0, 2],
      [25, 5, 0, 1],
    ])
    expect([...cell.sections.parent]).toEqual([-1, 0, 1, 1])
    expect(cell.sections.parentX[2]).toBe(1)
  })
  it('B8 reads a file without a soma, and says that its trees stand alone', () => {
    const bytes = h5File(branches, [
      [0, 3, -1],
      [2, 3, 0],
      [4, 3, 0],
    ])
    expect(read('x', bytes).sections.count).toBe(3)
    expect(codes(bytes)).toEqual(['h5/no-soma'])
  })
  it('B14 names points by their row', () => {
    const { diagnostics } = readMorphology('x', h5File([...soma, [5, 0, 0, 0], ...branches.slice(1)], rows))
    expect(diagnostics.find(({ code }) => code === 'morphology/zero-diameter')?.at?.line).toBe(2)
  })
  it('B12 refuses the versions that nobody writes', () => {
    const metadata = hdf5Group({ attributes: { version: [2, 0], cell_family: [0] } })
    expect(codes(h5File([...soma, ...branches], rows, { groups: { metadata } }))).toEqual(['h5/old-version'])
  })
  it('keeps the outline that a soma was made from', () => {
    expect(fixture('h5/bio_neuron-000.h5').annotations?.outlines[0]?.x.length).toBe(14)
  })
  it('reads the same cell as the ASC reader from the same numbers', () => {
    const asc =
      '("CellBody" (10 5 0 0) (0 9 0 0) (-10 5 0 0) (-11 -5 0 0) (0 -8 0 0) (9 -4 0 0))\n((Dendrite) (5 0 0 2) (50 0 0 2))'
    const outline = [
      [10, 5, 0, 0],
      [0, 9, 0, 0],
      [-10, 5, 0, 0],
      [-11, -5, 0, 0],
      [0, -8, 0, 0],
      [9, -4, 0, 0],
    ]
    const bytes = h5File(
      [...outline, [5, 0, 0, 2], [50, 0, 0, 2]],
      [
        [0, 1, -1],
        [6, 3, 0],
      ],
    )
    const [cell, other] = [read('x', bytes), readCell(asc, 'x.asc')]
    expect(cell.samples.x).toEqual(other.samples.x)
    expect(cell.samples.diameter).toEqual(other.samples.diameter)
    expect(cell.sections).toEqual(other.sections)
  })
})
