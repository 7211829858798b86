import fc from 'fast-check'
import { type Dataset, File, FS, type Group, ready } from 'h5wasm'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { h5Writer } from '../../../../../src-engine/morphology/writers/h5/writeH5.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import type { WriterOptions } from '../../../../../src-engine/morphology/writers/writer.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { readCell } from '../support.ts'
import { anyCoordinate, anyDiameter, randomCell } from './randomCell.ts'

async function written(cell: Morphology, options: WriterOptions = {}) {
  const { bytes, diagnostics } = await writeMorphology(cell, h5Writer, options)
  const again = readMorphology('again.h5', bytes).value
  if (!again) throw new Error('refused')
  return { bytes, again, codes: diagnostics.map(({ code }) => code) }
}

/** What the HDF5 library reads in a file. */
function byLibrary(bytes: Uint8Array) {
  FS!.writeFile('/written.h5', bytes)
  const file = new File('/written.h5', 'r')
  const table = (name: string) => {
    const dataset = file.get(name) as Dataset
    return { shape: dataset.shape, values: [...(dataset.value as Float64Array)] }
  }
  const metadata = file.get('metadata') as Group
  const version = [...(metadata.attrs['version']!.value as Uint32Array)]
  const outcome = { points: table('points'), structure: table('structure'), version }
  file.close()
  return outcome
}

describe('morphology writing MorphIO HDF5', () => {
  beforeAll(async () => {
    await ready
  })
  it('W30 writes what the HDF5 library reads', async () => {
    const cell = readCell('1 1 0 0 0 4 -1\n2 3 5 0 0 1 1\n3 3 9.1 0 0 1 2\n4 3 9 2 0 1 3\n5 4 9 -3 0 0.3 3')
    const { points, structure, version } = byLibrary((await written(cell)).bytes)
    expect(points.shape).toEqual([7, 4])
    expect(points.values.slice(0, 12)).toEqual([0, 0, 0, 8, 5, 0, 0, 2, 9.1, 0, 0, 2])
    expect(structure.values).toEqual([0, 1, -1, 1, 3, 0, 3, 3, 1, 5, 4, 1])
    expect(version).toEqual([1, 3])
  })
  const folder = join(fixtureFolder, 'morphology')
  const files = [
    ...readdirSync(folder).filter(name => /\.(swc|asc|nts)$/.test(name)),
    ...readdirSync(join(folder, 'h5')).map(name => `h5/${name}`),
  ]
  it.each(files)('W30 writes %s, and says whatever differs when it is read again', async file => {
    const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
    if (!cell) return
    const { again, codes } = await written(cell)
    const [before, after] = [summarise(cell), summarise(again)]
    if (codes.includes('write/area-differs')) return
    expect(after.totalAreaUm2 / before.totalAreaUm2).toBeCloseTo(1, 5)
    if (codes.length === 0) expect(again.sections).toEqual({ ...cell.sections })
  })
  it('W31 gives a soma the outline that it was read from', async () => {
    const cell = readMorphology('x', readFileSync(join(folder, 'bio_neuron-000.asc'))).value!
    const { again, codes } = await written(cell)
    expect(codes).toEqual([])
    expect(again.samples.x).toEqual(cell.samples.x)
    expect(again.samples.diameter).toEqual(cell.samples.diameter)
    expect(again.sections).toEqual(cell.sections)
  })
  it('W32 cuts a section on which a branch hangs in its middle', async () => {
    const sections = JSON.stringify({
      format: 'hillock-sections',
      version: 1,
      sections: [
        { name: 'dend', lengthUm: 100, diameterUm: 2 },
        { name: 'twig', parent: 'dend', parentX: 0.25, lengthUm: 10, diameterUm: 1 },
      ],
    })
    const cell = readCell(sections, 'cell.json')
    const { again, codes } = await written(cell)
    expect(codes).toContain('write/sections-differ')
    expect(again.sections.count).toBe(3)
    expect(summarise(again).totalLengthUm).toBeCloseTo(summarise(cell).totalLengthUm, 4)
  })
  it('W33 has types up to 19', async () => {
    const { codes } = await written(readCell('1 1 0 0 0 4 -1\n2 25 5 0 0 1 1\n3 25 9 0 0 1 2'))
    expect(codes).toContain('write/types-differ')
  })
  it('W30 keeps the membrane of random cells whose soma is one', async () => {
    const free = randomCell({
      coordinate: anyCoordinate,
      diameter: anyDiameter,
      parentX: fc.constantFrom(0, 0.25, 0.5, 1, 1),
      gaps: true,
    })
    await fc.assert(
      fc.asyncProperty(free, async cell => {
        const { again, codes } = await written(cell)
        if (!codes.includes('write/area-differs'))
          expect(summarise(again).totalAreaUm2 / summarise(cell).totalAreaUm2).toBeCloseTo(1, 5)
      }),
      { seed: 20240607, numRuns: 60 },
    )
  })
})
