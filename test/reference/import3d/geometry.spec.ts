import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  lambdaUm,
  measureSegments,
  roundedPoints,
  sectionLengthUm,
} from '../../../src-engine/cable/geometry.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { findSection } from '../../../src-engine/morphology/views.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

interface Segments {
  readonly area: readonly number[]
  readonly diameter: readonly number[]
  readonly resistance: readonly number[]
}
interface SectionGeometry {
  readonly length: number
  readonly lambda: number
  readonly segments: Readonly<Record<string, Segments>>
}
type Reference = Readonly<Record<string, Readonly<Record<string, SectionGeometry>>>>

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'geometry.json'), 'utf8')) as Reference

/** Both sides compute in double precision from the same 32-bit points; only the order of a few operations differs. */
const tolerance = 1e-12

function largestError(ours: ArrayLike<number>, theirs: readonly number[]): number {
  expect(ours.length).toBe(theirs.length)
  return Math.max(...theirs.map((value, i) => Math.abs((ours[i] ?? NaN) - value) / Math.abs(value)))
}

describe('cable geometry against NEURON', () => {
  for (const [file, sections] of Object.entries(reference)) {
    const { value: morphology } = readMorphology(file, readFileSync(join(fixtureFolder, 'morphology', file)))
    for (const [name, expected] of Object.entries(sections)) {
      it(`gives length, area, diameter, axial resistance and length constant of ${name} in ${file}`, () => {
        if (!morphology) throw new Error(`${file} is refused`)
        // NEURON names the first section of an array of one without its index.
        const points = roundedPoints(
          morphology,
          findSection(morphology, name.includes('[') ? name : `${name}[0]`),
        )
        expect(Math.abs(sectionLengthUm(points) / expected.length - 1)).toBeLessThan(tolerance)
        expect(Math.abs(lambdaUm(points, 100, 1, 0.75) / expected.lambda - 1)).toBeLessThan(tolerance)
        for (const [nseg, segments] of Object.entries(expected.segments)) {
          const { areaUm2, diameterUm, nearResistance, farResistance } = measureSegments(points, Number(nseg))
          const resistance = [...nearResistance, 0].map((near, i) => near + (farResistance[i - 1] ?? 0))
          expect(largestError(areaUm2, segments.area)).toBeLessThan(tolerance)
          expect(largestError(diameterUm, segments.diameter)).toBeLessThan(tolerance)
          expect(largestError(resistance, segments.resistance)).toBeLessThan(tolerance)
        }
      })
    }
  }
})
