import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sectionAreas } from '../../../src-engine/morphology/measure/area.ts'
import { sectionLengths } from '../../../src-engine/morphology/measure/length.ts'
import { samplePathDistances } from '../../../src-engine/morphology/measure/pathDistance.ts'
import { summarise } from '../../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { storedPointsOfAll } from '../../../src-engine/morphology/storedPoints.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import type { ReferenceCell } from '../import3d/compareWithImport3d.ts'

/** Further files, beside the repository. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data/morphologies')
/** Points are rounded to eight digits and 32 bits before anything is computed. */
const tolerance = 1e-6

interface Sums {
  readonly lengthUm: number
  readonly areaUm2: number
  readonly volumeUm3: number
  readonly tips: number
  readonly tipDistancesUm: number
  readonly areaOfGroupUm2: Readonly<Record<string, number>>
}

const recorded = <Value>(file: string) =>
  Object.entries(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Record<string, Value>)

function read(path: string, cell = ''): Morphology {
  const { value, diagnostics } = readMorphology(path, readFileSync(path), { cell })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

function expectNear(ours: number, theirs: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(theirs)))
}

/** Ends on which nothing is attached, and the sum of their distances from the root. */
function tipsOf(cell: Morphology): { count: number; distance: number } {
  const { sections } = cell
  const distances = samplePathDistances(cell)
  const isGoneOn = new Set<number>()
  sections.parent.forEach((parent, section) => {
    if (sections.parentX[section] === 1) isGoneOn.add(parent)
  })
  const tips = sections.name.map((_, section) => section).filter(section => !isGoneOn.has(section))
  const distance = tips.reduce(
    (sum, tip) => sum + (distances[(sections.firstSample[tip + 1] ?? 0) - 1] ?? NaN),
    0,
  )
  return { count: tips.length, distance }
}

/** Rings where the diameter jumps inside a cable count as membrane (rule X21), which the sums over segments lack. */
const ringsUm2: Readonly<Record<string, number>> = {
  'two_cells.cell.nml: cabled': Math.PI * (1 + 0.5) * (1 - 0.5),
}

describe('morphology NeuroML 2 against sums over segments', () => {
  for (const [key, sums] of recorded<Sums>('neuroml.json')) {
    const [file = '', id = ''] = key.split(': ')
    const places = [join(fixtureFolder, 'morphology', file), join(corpus, 'neuroml', file)]
    const path = places.find(existsSync) ?? ''
    it.skipIf(path === '')(`measures ${key} as its segments`, () => {
      const cell = read(path, id)
      const totals = summarise(cell)
      expectNear(totals.totalLengthUm, sums.lengthUm)
      expectNear(totals.totalAreaUm2 - (ringsUm2[key] ?? 0), sums.areaUm2)
      expectNear(totals.totalVolumeUm3, sums.volumeUm3)
      const tips = tipsOf(cell)
      expect(tips.count).toBe(sums.tips)
      expectNear(tips.distance, sums.tipDistancesUm)
      const areas = sectionAreas(cell, storedPointsOfAll(cell))
      const areaOf = (types: readonly number[]) =>
        areas.reduce(
          (sum, area, section) => sum + (types.includes(cell.sections.type[section] ?? 0) ? area : 0),
          0,
        )
      const { soma_group: soma = 0, axon_group: axon = 0 } = sums.areaOfGroupUm2
      if (soma > 0) expectNear(areaOf([1]), soma)
      if (axon > 0) expectNear(areaOf([2]), axon)
    })
  }
})

describe('morphology NeuroML against the same cell as SWC', () => {
  const name = 'A9-May23-IR1-6-K.CNG'
  const [nml, swc] = [join(corpus, `neuroml/${name}.cell.nml`), join(corpus, `swc/${name}.swc`)]
  it.skipIf(!existsSync(nml))('gives the same sections, lengths and areas', () => {
    const shape = (cell: Morphology) => {
      const points = storedPointsOfAll(cell)
      const areas = sectionAreas(cell, points)
      const { type } = cell.sections
      return [...sectionLengths(cell, points)]
        .map((length, s) => [type[s] ?? 0, length.toFixed(3), (areas[s] ?? 0).toFixed(2)].join(' '))
        .sort()
    }
    expect(shape(read(nml))).toEqual(shape(read(swc)))
  })
})

describe('morphology MorphML against NEURON’s own reader', () => {
  for (const [file, reference] of recorded<ReferenceCell>('morphml.json')) {
    it(`gives the lengths, areas and points of the sections of ${file}, in file order`, () => {
      const cell = read(join(fixtureFolder, 'morphology', file))
      const points = storedPointsOfAll(cell)
      const lengths = sectionLengths(cell, points)
      const areas = sectionAreas(cell, points)
      const { firstSample, count } = cell.sections
      const line = (s: number) => cell.samples.line[firstSample[s] ?? 0] ?? 0
      const inFileOrder = Array.from({ length: count }, (_, s) => s).sort((a, b) => line(a) - line(b))
      const rows = reference.sections ?? []
      expect(count).toBe(rows.length)
      inFileOrder.forEach((section, place) => {
        const [name, length, , n3d, area] = rows[place] ?? ['', NaN, NaN, NaN, NaN]
        const n = (firstSample[section + 1] ?? 0) - (firstSample[section] ?? 0)
        expect([name, n]).toEqual([name, n3d])
        expectNear(lengths[section] ?? NaN, length)
        expectNear(areas[section] ?? NaN, area)
      })
    })
  }
})
