import { describe, expect, it } from 'vitest'
import { samplePathDistances } from '../../../../../src-engine/morphology/measure/pathDistance.ts'
import { measureSections } from '../../../../../src-engine/morphology/measure/sectionTable.ts'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import {
  findSection,
  childrenOfSections,
  pathToRoot,
  rootSections,
} from '../../../../../src-engine/morphology/views.ts'
import { readCell } from '../support.ts'

/** A spherical soma of radius 5, a dendrite 4 wide and 30 long that splits in two: one tapers, one does not. */
const cell = readCell(`
1 1 0 0 0 5 -1
2 3 5 0 0 2 1
3 3 35 0 0 2 2
4 3 35 40 0 1 3
5 3 65 40 0 1 4
6 3 35 -20 0 2 3
7 2 -5 0 0 0.5 1
8 2 -105 0 0 0.5 7
`)
const table = measureSections(cell)
const row = (name: string) => findSection(cell, name)

describe('morphology measure', () => {
  it('measures lengths along the points', () => {
    expect(cell.sections.name).toEqual(['soma[0]', 'axon[0]', 'dend[0]', 'dend[1]', 'dend[2]'])
    expect([...table.lengthUm]).toEqual([10, 100, 30, 70, 20])
  })
  it('measures side areas of frusta', () => {
    expect(table.areaUm2[row('soma[0]')]).toBeCloseTo(4 * Math.PI * 25, 10)
    expect(table.areaUm2[row('dend[0]')]).toBeCloseTo(Math.PI * 4 * 30, 10)
    const cone = Math.PI * (2 + 1) * Math.sqrt(40 * 40 + 1)
    expect(table.areaUm2[row('dend[1]')]).toBeCloseTo(cone + Math.PI * 2 * 30, 10)
  })
  it('weights mean diameters with length', () => {
    expect(table.meanDiameterUm[row('dend[1]')]).toBeCloseTo((40 * 3 + 30 * 2) / 70, 12)
  })
  it('measures path distances through the soma’s middle', () => {
    expect([...table.pathDistanceUm]).toEqual([0, 5, 5, 35, 35])
    const distances = samplePathDistances(cell)
    const last = (name: string) => distances[(cell.sections.firstSample[row(name) + 1] ?? 0) - 1]
    expect([last('soma[0]'), last('axon[0]'), last('dend[1]'), last('dend[2]')]).toEqual([10, 105, 105, 55])
  })
  it('counts branch orders from what leaves the soma', () => {
    expect([...table.branchOrder]).toEqual([0, 0, 0, 1, 1])
  })
  it('summarises', () => {
    const totals = summarise(cell)
    expect(totals).toMatchObject({
      format: 'swc',
      points: cell.samples.count,
      sections: 5,
      sectionsByType: { soma: 1, axon: 1, dend: 3, apic: 0, other: 0 },
      totalLengthUm: 230,
    })
    const cone = (Math.PI * 40 * (4 + 2 + 1)) / 3
    const cylinders = Math.PI * (25 * 10 + 0.25 * 100 + 4 * 30 + 1 * 30 + 4 * 20)
    expect(totals.totalVolumeUm3).toBeCloseTo(cone + cylinders, 9)
  })
  it('counts types without a name as others', () => {
    const other = readCell('1 7 0 0 0 1 -1\n2 7 5 0 0 1 1\n')
    expect(summarise(other).sectionsByType.other).toBe(1)
  })
  it('orders parents first even where sections are not', () => {
    const late = readCell('1 3 0 0 0 1 -1\n2 3 10 0 0 1 1\n3 2 20 0 0 1 2\n4 2 30 0 0 1 3\n')
    expect(late.sections.name).toEqual(['axon[0]', 'dend[0]'])
    expect([...measureSections(late).pathDistanceUm]).toEqual([10, 0])
    expect([...measureSections(late).branchOrder]).toEqual([1, 0])
  })
  it('walks to the root and lists children and roots', () => {
    expect(pathToRoot(cell, row('dend[2]')).map(section => cell.sections.name[section])).toEqual([
      'dend[2]',
      'dend[0]',
      'soma[0]',
    ])
    expect(childrenOfSections(cell)[row('dend[0]')]).toEqual([3, 4])
    expect(rootSections(cell)).toEqual([0])
  })
})
