import { expect } from 'vitest'
import { measureSegments, roundedPoints } from '../../src-engine/cable/geometry.ts'
import type { ReadOptions } from '../../src-engine/morphology/formats/format.ts'
import { measureSections } from '../../src-engine/morphology/measure/sectionTable.ts'
import { summarise } from '../../src-engine/morphology/measure/summary.ts'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'

/** No input of this size takes longer, by far; a hang shows. */
const longestMs = 5000

const optionSets: readonly ReadOptions[] = [
  {},
  { extraRoots: 'neuron', damagedLines: 'skip', missingParents: 'root' },
]

/** Reads bytes in every way and checks all that must hold of the outcome, whatever the bytes. */
export function checkMorphologyReading(name: string, bytes: Uint8Array): void {
  for (const options of optionSets) {
    const start = performance.now()
    const { value, diagnostics } = readMorphology(name, bytes, options)
    expect(performance.now() - start).toBeLessThan(longestMs)
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.length > 0).toBe(value === undefined)
    for (const { message } of diagnostics) expect(message).toMatch(/\.$/)
    if (!value) continue
    const { sections, samples } = value
    expect(new Set(sections.name).size).toBe(sections.count)
    const finite = [samples.x, samples.y, samples.z, samples.diameter, sections.wireX, sections.parentX]
    for (const column of finite) expect(column.every(Number.isFinite)).toBe(true)
    for (let section = 0; section < sections.count; section++) {
      let steps = 0
      for (let at = section; at >= 0; at = sections.parent[at] ?? NaN) {
        expect(at < sections.count && steps++ <= sections.count).toBe(true)
      }
      const { areaUm2, nearResistance } = measureSegments(roundedPoints(value, section), 3)
      for (const number of [...areaUm2, ...nearResistance]) expect(number).not.toBeNaN()
    }
    expect(summarise(value).sections).toBe(measureSections(value).lengthUm.length)
  }
}
