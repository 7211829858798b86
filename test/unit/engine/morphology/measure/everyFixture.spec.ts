import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electrotonicAnatomy } from '../../../../../src-engine/electrotonic/electrotonicAnatomy.ts'
import { MeasuredCell } from '../../../../../src-engine/morphology/measure/cell/measuredCell.ts'
import { Selection } from '../../../../../src-engine/morphology/measure/cell/selection.ts'
import { morphologyFeatures } from '../../../../../src-engine/morphology/measure/features/registry.ts'
import { measureMorphology } from '../../../../../src-engine/morphology/measure/measureMorphology.ts'
import { persistenceBarcode } from '../../../../../src-engine/morphology/measure/persistence/barcode.ts'
import { shollProfile } from '../../../../../src-engine/morphology/measure/sholl/shollProfile.ts'
import { strahlerTable } from '../../../../../src-engine/morphology/measure/strahlerTable.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'

const folder = join(fixtureFolder, 'morphology')
const cells = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => statSync(join(folder, file)).isFile() && !file.endsWith('.md'))
  .flatMap(file => {
    const options = { damagedLines: 'skip', missingParents: 'root' } as const
    const { value } = readMorphology(file, readFileSync(join(folder, file)), options)
    return value ? [{ file, cell: value }] : []
  })

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

describe('morphology measure of every file', () => {
  it('M13 has files, damaged ones among them', () => {
    expect(cells.length).toBeGreaterThan(40)
    expect(cells.some(({ file }) => file.includes('malformed'))).toBe(true)
  })
  for (const { file, cell } of cells) {
    it(`M13 measures ${file}, and parts add up to the whole`, () => {
      const measured = new MeasuredCell(cell)
      const { selection, features } = measureMorphology(measured, morphologyFeatures)
      const values = new Map(features.map(({ feature, values: rows }) => [feature.id, rows]))
      for (const { feature, values: rows, summary } of features) {
        expect(rows.length, feature.id).toBe(selection.rows(feature.scope).length)
        expect(summary.n + summary.left, feature.id).toBe(rows.length)
      }
      const total = (id: string) => values.get(id)![0]!
      for (const what of ['sections', 'segments', 'leaves', 'length', 'area', 'volume'])
        expect(sum(values.get(`neurite-${what}`)!) / (total(`total-${what}`) || 1), what).toBeCloseTo(
          total(`total-${what}`) ? 1 : 0,
          10,
        )
      expect(sum(values.get('segment-length')!)).toBeCloseTo(total('total-length'), 6)
      expect(sum(values.get('section-area')!)).toBeCloseTo(total('total-area'), 5)
      expect(persistenceBarcode(selection, 'radial').length).toBe(total('total-leaves'))
      const orders = strahlerTable(selection)
      expect(sum(orders.map(({ sections }) => sections))).toBe(total('total-sections'))
      const types = [...new Set(selection.sections)].map(section => cell.sections.type[section]!)
      const byType = [...new Set(types)].map(
        type => new Selection(measured, { types: [type] }).sections.length,
      )
      expect(sum(byType)).toBe(total('total-sections'))
    })
    it(`M4 EL4 takes Sholl’s analysis and electrotonic lengths of ${file}`, () => {
      const selection = new Selection(new MeasuredCell(cell))
      const profile = shollProfile(selection, { stepUm: 25, centre: [0, 0, 0] })
      const found = electrotonicAnatomy(cell, { raOhmCm: 100, rmOhmCm2: 20_000, cmUfCm2: 1 }, 20)
      expect(profile?.crossings.every(count => Number.isInteger(count) && count >= 0) ?? true).toBe(true)
      expect(
        found.value !== undefined || found.diagnostics.some(({ severity }) => severity === 'error'),
      ).toBe(true)
      if (!found.value) return
      // No attenuation is negative but for rounding.
      for (const length of found.value.attenuations.inwardAtEnd)
        expect(length >= -1e-9 || Number.isNaN(length)).toBe(true)
    })
  }
})
