import { describe, expect, it } from 'vitest'
import { MorphologyBuilder } from '../../../../src-engine/morphology/builder.ts'
import { type Morphology, sectionType } from '../../../../src-engine/morphology/morphology.ts'
import { mapPlace } from '../../../../src-engine/morphology/reduction/locationMapping.ts'
import { uniformCable } from '../../../../src-engine/morphology/reduction/passiveCable.ts'
import {
  type ReducedCell,
  type ReductionMethod,
  reductionMethods,
} from '../../../../src-engine/morphology/reduction/reducedCell.ts'
import { reduceMorphology } from '../../../../src-engine/reduction/methods.ts'
import type { ReductionSettings } from '../../../../src-engine/reduction/optionTable.ts'
import { readSettings } from '../../../../src-engine/reduction/readSettings.ts'
import { bushyCell, cellOf } from '../../../support/cells.ts'
import { seeded } from '../../../support/seeded.ts'
import { inFullPrecision, rallTree } from './rallTree.ts'

const cableOf = (cell: Morphology) =>
  uniformCable(cell.sections.count, { raOhmCm: 140, cmUfCm2: 1, rmOhmCm2: 18_000 })

function reduce(cell: Morphology, method: ReductionMethod, settings: ReductionSettings = {}): ReducedCell {
  const reduction = readSettings(method, settings)
  if (!reduction.value) throw new Error(reduction.diagnostics.map(({ message }) => message).join('; '))
  const { value, diagnostics } = reduceMorphology(cell, cableOf(cell), reduction.value)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** A soma with random trees of basal and apical dendrites, branches attached anywhere. */
function randomCell(seed: number, shift = 0): Morphology {
  const random = seeded(seed)
  const builder = new MorphologyBuilder()
  builder.addSection({ type: sectionType.soma, parent: -1, parentX: 0 })
  builder.addSample(shift, shift, shift, 15, 0)
  builder.addSample(shift + 18, shift, shift, 15, 0)
  const count = 12 + Math.floor(random() * 30)
  const types = [sectionType.soma as number]
  const ends = [[18, 0, 0]]
  for (let section = 1; section < count; section++) {
    const parent = random() < 0.2 ? 0 : Math.floor(random() * section)
    const type = parent === 0 ? [2, 3, 3, 4][Math.floor(random() * 4)]! : types[parent]!
    types.push(type)
    builder.addSection({ type, parent, parentX: random() < 0.8 ? 1 : Math.round(random() * 10) / 10 })
    let at = ends[parent]!
    const samples = 2 + Math.floor(random() * 4)
    for (let sample = 0; sample < samples; sample++) {
      builder.addSample(shift + at[0]!, shift + at[1]!, shift + at[2]!, 0.3 + 3 * random(), 0)
      if (sample < samples - 1) at = at.map(place => place + 40 * (random() - 0.3))
    }
    ends.push(at)
  }
  return builder.build(`random ${seed}`, 'sections')
}

const seeds = Array.from({ length: 12 }, (_, seed) => seed)
const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-30)

describe('every method of reduction', () => {
  for (const method of reductionMethods) {
    it(`${method} maps every place of the cell onto the reduced one`, () => {
      for (const seed of seeds) {
        const cell = randomCell(seed)
        for (const axon of ['keep', 'drop', 'reduce'] as const) {
          const { morphology, mapping } = reduce(cell, method, { axon })
          for (let section = 0; section < cell.sections.count; section++) {
            const first = mapping.firstSpan[section]!
            const last = mapping.firstSpan[section + 1]! - 1
            expect([mapping.fromX[first], mapping.toX[last]]).toEqual([0, 1])
            for (let span = first + 1; span <= last; span++)
              expect(mapping.fromX[span]).toBe(mapping.toX[span - 1])
            for (const x of [0, 0.1, 0.5, 0.999, 1]) {
              const there = mapPlace(mapping, { section, x })
              expect(there.section).toBeGreaterThanOrEqual(0)
              expect(there.section).toBeLessThan(morphology.sections.count)
              expect(there.x).toBeGreaterThanOrEqual(0)
              expect(there.x).toBeLessThanOrEqual(1)
            }
          }
        }
      }
    })

    it(`${method} does not depend on where the cell lies`, () => {
      for (const seed of seeds.slice(0, 8)) {
        const [here, there] = [reduce(randomCell(seed), method), reduce(randomCell(seed, 1000), method)]
        expect(there.report.cables).toHaveLength(here.report.cables.length)
        here.report.cables.forEach((cable, index) => {
          const other = there.report.cables[index]!
          // Coordinates of 1000 µm have 13 decimals left.
          expect(relative(cable.lengthUm, other.lengthUm)).toBeLessThan(1e-9)
          expect(relative(cable.diameterUm, other.diameterUm)).toBeLessThan(1e-9)
          expect(relative(cable.membraneFactor, other.membraneFactor)).toBeLessThan(1e-9)
        })
      }
    })

    it(`${method} keeps what it says that it conserves`, () => {
      for (const seed of seeds) {
        const { comparisons, cables, sections } = reduce(randomCell(seed), method).report
        for (const { conserved, before, after } of comparisons)
          if (conserved) expect(relative(before, after)).toBeLessThan(1e-9)
        if (method !== 'analytic') expect(comparisons[0]?.conserved).toBe(true)
        expect(cables.length).toBeGreaterThan(0)
        expect(sections.before).toBeGreaterThan(0)
      }
    })

    it(`${method} keeps the soma, and the axon where it is to stay`, () => {
      const cell = inFullPrecision(bushyCell())
      const { morphology } = reduce(cell, method)
      expect(morphology.sections.name.slice(0, 1)).toEqual(['soma[0]'])
      expect(morphology.sections.name).toContain('axon[1]')
      const { morphology: without } = reduce(cell, method, { axon: 'drop' })
      expect(without.sections.name).not.toContain('axon[0]')
      const { morphology: all } = reduce(cell, method, { axon: 'reduce' })
      expect(all.sections.name).not.toContain('axon[1]')
    })

    it(`${method} refuses a cell that has nothing to reduce, and one without width`, () => {
      const soma = cellOf([{ type: sectionType.soma, lengthUm: 20, diameterUm: 20 }])
      const thin = cellOf([
        { type: sectionType.soma, lengthUm: 20, diameterUm: 20 },
        { parent: 0, lengthUm: 50, diameterUm: [1, 0] },
      ])
      const codes = (cell: Morphology) =>
        reduceMorphology(cell, cableOf(cell), readSettings(method, {}).value!).diagnostics.map(
          ({ code }) => code,
        )
      expect(codes(soma)).toEqual(['reduction/nothing-to-reduce'])
      expect(codes(thin)).toEqual(['reduction/no-width'])
    })
  }

  it('leaves trees that are not connected as they are, and says so', () => {
    const cell = cellOf([
      { type: sectionType.soma, lengthUm: 20, diameterUm: 20 },
      { parent: 0, lengthUm: 50, diameterUm: 2 },
      { lengthUm: 70, diameterUm: 1 },
    ])
    const { value, diagnostics } = reduceMorphology(cell, cableOf(cell), readSettings('rall', {}).value!)
    expect(diagnostics.map(({ code }) => code)).toEqual(['reduction/other-trees'])
    expect(value?.morphology.sections.name).toEqual(['soma[0]', 'dend[1]', 'dend[0]'])
  })
})

describe('reduction of what is reduced already', () => {
  const cylinders = inFullPrecision(
    cellOf([
      { type: sectionType.soma, lengthUm: 20, diameterUm: 20 },
      { parent: 0, lengthUm: 80, diameterUm: 4 },
      { parent: 1, lengthUm: 200, diameterUm: 1.5 },
    ]),
  )

  it('leaves cylinders of groups of one section as they are', () => {
    const { cables } = reduce(cylinders, 'collapse', { groups: ['near=dend[0]', 'far=dend[1]'] }).report
    expect(cables.map(({ name }) => name)).toEqual(['near', 'far'])
    const wanted = [
      [80, 4],
      [200, 1.5],
    ] as const
    cables.forEach((cable, index) => {
      expect(relative(cable.lengthUm, wanted[index]![0])).toBeLessThan(1e-12)
      expect(relative(cable.diameterUm, wanted[index]![1])).toBeLessThan(1e-12)
      expect(relative(cable.membraneFactor, 1)).toBeLessThan(1e-12)
    })
  })

  it('makes the same cable of a chain of cylinders twice over', () => {
    for (const method of ['collapse', 'rall'] as const) {
      const settings = method === 'collapse' ? { clusters: 1 } : {}
      const once = reduce(randomCell(5), method, { ...settings, axon: 'drop' })
      const twice = reduce(once.morphology, method, settings)
      const [first, second] = [once.report.cables[0]!, twice.report.cables[0]!]
      expect(relative(first.lengthUm, second.lengthUm)).toBeLessThan(1e-9)
      expect(relative(first.diameterUm, second.diameterUm)).toBeLessThan(1e-9)
    }
  })

  it('conserves axial resistance where branches follow one another', () => {
    const { comparisons } = reduce(cylinders, 'collapse', { clusters: 1 }).report
    const resistance = comparisons.find(({ unit }) => unit === 'MΩ')!
    const wanted = (4 * 140 * (80 / 16 + 200 / 2.25)) / (Math.PI * 100)
    expect(resistance.conserved).toBe(true)
    expect(relative(resistance.before, wanted)).toBeLessThan(1e-12)
    expect(relative(resistance.after, wanted)).toBeLessThan(1e-12)
  })
})

describe('reduction by groups', () => {
  it('hangs each group where most of its branches begin, and leaves the rest alone', () => {
    const cell = inFullPrecision(bushyCell())
    const { morphology, report } = reduce(cell, 'collapse', {
      groups: ['far=dend[2],dend[3]', 'near=dend[0],dend[1],dend[4]'],
    })
    expect(report.cables.map(({ name }) => name)).toEqual(['near', 'far'])
    const { name, parent } = morphology.sections
    const parentOf = (section: string) => name[parent[name.indexOf(section)]!]
    expect(parentOf(report.cables[0]!.section)).toBe('soma[0]')
    expect(parentOf(report.cables[1]!.section)).toBe(report.cables[0]!.section)
    expect(name).toContain('apic[1]')
  })

  it.each([
    [['a=dend[77]'], 'reduction/unknown-section'],
    [['a=dend', 'b=dend[0]'], 'reduction/in-two-groups'],
    [['nonsense'], 'reduction/bad-option'],
  ])('refuses %j', (groups, code) => {
    const cell = bushyCell()
    const reduction = readSettings('collapse', { groups })
    const found = reduction.value
      ? reduceMorphology(cell, cableOf(cell), reduction.value).diagnostics
      : reduction.diagnostics
    expect(found.map(one => one.code)).toContain(code)
  })
})

describe('reduction by Strahler order', () => {
  it('gives one cylinder for each band of orders', () => {
    // 15 branches of a fork within a fork within a fork: orders 1 (8), 2 (4), 3 (2), 4 (1).
    const { report, morphology } = reduce(rallTree(3), 'collapse', { strahler: [2, 4] })
    expect(report.cables.map(({ name, originalSections }) => [name, originalSections])).toEqual([
      ['order 4 and higher', 1],
      ['order 2 to 3', 6],
      ['order 1', 8],
    ])
    expect([...morphology.sections.parent]).toEqual([-1, 0, 1, 2])
  })
})

describe('settings of a reduction', () => {
  it.each<[ReductionMethod, ReductionSettings]>([
    ['rall', { clusters: 3 }],
    ['collapse', { clusters: 0 }],
    ['collapse', { clusters: 2.5 }],
    ['collapse', { cutoffs: [5, 3] }],
    ['collapse', { cutoffs: [] }],
    ['collapse', { cutoffs: [4], clusters: 2 }],
    ['collapse', { strahler: [4], clusters: 2 }],
    ['collapse', { length: 'shortest' }],
    ['collapse', { lengthRatioLimit: NaN }],
    ['stratford', { step: 0 }],
    ['analytic', { frequencyHz: -1 }],
    ['bush', { axon: 'perhaps' }],
  ])('%s refuses %j', (method, settings) => {
    const { value, diagnostics } = readSettings(method, settings)
    expect(value).toBeUndefined()
    expect(diagnostics[0]?.code).toBe('reduction/bad-option')
  })

  it('says where no section lies in a cluster', () => {
    const cell = bushyCell()
    const { value } = readSettings('collapse', { cutoffs: [1e9] })
    const { diagnostics } = reduceMorphology(cell, cableOf(cell), value!)
    expect(diagnostics.map(({ code }) => code)).toEqual(['reduction/one-cluster'])
  })
})
