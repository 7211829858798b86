import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findFeature } from '../../../src-engine/morphology/measure/features/registry.ts'
import { measureMorphology } from '../../../src-engine/morphology/measure/measureMorphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import type { ReferenceCell } from '../import3d/compareWithImport3d.ts'

const folder = resolve(import.meta.dirname, '../import3d')
const references = ['swc', 'asc', 'eutectic'].flatMap(format =>
  Object.entries(
    JSON.parse(readFileSync(join(folder, `${format}.json`), 'utf8')) as Record<string, ReferenceCell>,
  ),
)
const well = references.filter(([file, { sections }]) => sections && !file.startsWith('malformed/'))
const features = ['section-length', 'section-area', 'section-volume', 'fragmentation'].flatMap(
  id => findFeature(id) ?? [],
)

describe('morphology measure against NEURON', () => {
  it('M2 has cells to compare', () => {
    expect(well.length).toBeGreaterThan(15)
  })
  for (const [file, reference] of well) {
    it(`M2 gives NEURON’s length, area, volume and points of the neurites of ${file}`, () => {
      const bytes = readFileSync(join(fixtureFolder, 'morphology', file))
      const { value } = readMorphology(file, bytes, {
        extraRoots: 'neuron',
        damagedLines: 'skip',
        missingParents: 'root',
      })
      const { selection, features: measured } = measureMorphology(value!, features)
      const rows = reference.sections!.filter(([name]) => !name.startsWith('soma'))
      expect(Array.from(selection.sections, section => value!.sections.name[section])).toEqual(
        rows.map(([name]) => name),
      )
      const [lengths, areas, volumes, segments] = measured.map(({ values }) => values)
      rows.forEach(([name, length, , points, area, volume], k) => {
        // The reference has nine digits, and its areas are from coordinates in double precision. NEURON gives sections
        // without length 1e-9 µm.
        const close = (actual: number, wanted: number) =>
          expect(Math.abs(actual - wanted), `${name}: ${actual} ${wanted}`).toBeLessThanOrEqual(
            1e-7 * wanted + 1e-8,
          )
        close(lengths![k]!, length)
        close(areas![k]!, area)
        close(volumes![k]!, volume)
        expect(segments![k]).toBe(points - 1)
      })
    })
  }
})
