import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NtscableOptions } from '../../../../../src-engine/morphology/ntscable/options.ts'
import { conversionPreview } from '../../../../../src-engine/morphology/ntscable/preview.ts'
import { defaultNtscableOptions } from '../../../../../src-engine/morphology/ntscable/options.ts'
import { bytesOf, convert } from './support.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240607, numRuns: 60 }

const place = fc.record({
  x: fc.integer({ min: -200, max: 200 }),
  y: fc.integer({ min: -200, max: 200 }),
  z: fc.integer({ min: -50, max: 50 }),
  diameter: fc.integer({ min: 1, max: 40 }),
  branches: fc.boolean(),
})

interface Place {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
  readonly branches: boolean
}

/** A Douglas file in µm, in which no column can be shifted: neurites that branch here and there. */
function fileOf(
  neurites: readonly (readonly Place[])[],
  shift: readonly number[] = [0, 0, 0],
  scale = [1, 1, 1],
) {
  const lines: string[] = []
  const add = (type: string, { x, y, z, diameter }: Place) => {
    const [i = 0, j = 0, k = 0] = [x, y, z].map((value, axis) => value * scale[axis]! + shift[axis]!)
    lines.push(`${type} ${i} ${j} ${k} ${diameter / 4}`)
  }
  for (const places of neurites) {
    let waiting = 0
    places.forEach((one, i) => {
      if (i === 0) add('mto', one)
      else if (i === places.length - 1) add('ne', one)
      else if (one.branches) {
        waiting++
        add('bp', one)
      } else add('dcp', one)
    })
    for (let i = 0; i < waiting; i++) add('ne', { ...places[0]!, x: 300 + 7 * i })
  }
  return `${lines.join('\n')}\n`
}

const neurites = fc.array(fc.array(place, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 3 })
const limits = fc.record({
  maxLengthUm: fc.integer({ min: 5, max: 300 }),
  maxDiameters: fc.constantFrom(0, 3),
})

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const expectEqual = (actual: number, wanted: number, within = 1e-9) => {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(wanted)))
}

describe('ntscable properties', () => {
  it('both styles and every accuracy of CABLE keep total length and area', () => {
    fc.assert(
      fc.property(neurites, limits, (cells, given) => {
        const text = fileOf(cells)
        for (const style of ['through', 'split'] as const) {
          const { sections, neurites: totals } = convert(text, { ...given, style }).report
          expectEqual(sumOf(sections.map(({ lengthUm }) => lengthUm)), totals.lengthUm)
          expectEqual(sumOf(sections.map(({ areaUm2 }) => areaUm2)), totals.areaUm2)
        }
        for (const accuracy of [0, 1, 2] as const) {
          for (const area of ['mean', 'cone'] as const) {
            const options: Partial<NtscableOptions> = { ...given, output: 'cable', accuracy, area }
            const { cableSegments, neurites: totals } = convert(text, options).report
            const [, ...segments] = cableSegments
            expectEqual(sumOf(segments.map(({ lengthUm }) => lengthUm)), totals.lengthUm)
            // A ring between two points at one place belongs to no segment of accuracy 2.
            if (area === 'cone' && accuracy === 2) continue
            const areas = segments.map(({ lengthUm, diameterUm }) => Math.PI * lengthUm * diameterUm)
            expectEqual(sumOf(areas), totals.areaUm2, 1e-6)
          }
        }
      }),
      seeded,
    )
  })
  it('no segment is longer than was asked for', () => {
    fc.assert(
      fc.property(neurites, limits, (cells, given) => {
        const { sections, cableSegments } = convert(fileOf(cells), { ...given, output: 'cable' }).report
        expect(sections).toEqual([])
        for (const { lengthUm } of cableSegments.slice(1))
          expect(lengthUm).toBeLessThanOrEqual(given.maxLengthUm * (1 + 1e-12))
      }),
      seeded,
    )
  })
  it('a shift of the whole cell changes no length, area or connection', () => {
    fc.assert(
      fc.property(
        neurites,
        limits,
        fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
        (cells, given, shift) => {
          const at = (offset: readonly number[]) => {
            const { sections, neurites: totals } = convert(fileOf(cells, offset), given).report
            return { sections, totals }
          }
          // Whole numbers: every difference of coordinates is exact.
          expect(at(shift)).toEqual(at([0, 0, 0]))
        },
      ),
      seeded,
    )
  })
  it('corrections of x, y and z do what scaled coordinates do', () => {
    fc.assert(
      fc.property(neurites, limits, (cells, given) => {
        const corrected = convert(fileOf(cells), { ...given, correctX: 2, correctY: 1.5, correctZ: 4 }).report
        const scaled = convert(fileOf(cells, [0, 0, 0], [2, 1.5, 4]), given).report
        expect(corrected.sections).toEqual(scaled.sections)
        expect(corrected.neurites).toEqual(scaled.neurites)
      }),
      seeded,
    )
  })
  it('the preview draws as many cylinders as there are segments, without gaps', () => {
    fc.assert(
      fc.property(neurites, limits, fc.constantFrom('neuron', 'cable'), (cells, given, output) => {
        const options = { ...defaultNtscableOptions, ...given, output } as NtscableOptions
        const { value } = conversionPreview({ name: 'cell', bytes: bytesOf(fileOf(cells)) }, options)
        if (!value) throw new Error('refused')
        const { cylinders, traced, report } = value
        expect(cylinders.count).toBe(report.segments.used - 1 + cylinders.somaCount)
        expect(traced.count).toBe(report.neurites.points)
        for (let i = 1; i < cylinders.count; i++) {
          if (cylinders.section[i] !== cylinders.section[i - 1]) continue
          const end = cylinders.geometry.subarray(7 * i - 4, 7 * i - 1)
          expect(cylinders.geometry.subarray(7 * i, 7 * i + 3)).toEqual(end)
        }
      }),
      seeded,
    )
  })
})
