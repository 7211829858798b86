import { describe, expect, it } from 'vitest'
import { measureMorphology } from '../../../../../src-engine/morphology/measure/measureMorphology.ts'
import { morphologyFeatures } from '../../../../../src-engine/morphology/measure/features/registry.ts'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { moved, randomCell } from './cells.ts'

const cells = [1, 2, 3].map(seed => randomCell(seed))

/** Rotation by 40° about an axis that is none of the coordinate axes (Rodrigues). */
const turn = (() => {
  const axis = [2 / 7, 3 / 7, 6 / 7]
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  const cross = [
    [0, -axis[2]!, axis[1]!],
    [axis[2]!, 0, -axis[0]!],
    [-axis[1]!, axis[0]!, 0],
  ]
  return cross.map((row, i) =>
    row.map((value, j) => (i === j ? c : 0) + s * value + (1 - c) * axis[i]! * axis[j]!),
  )
})()

const valuesOf = (cell: Morphology, id: string) => {
  const feature = morphologyFeatures.find(one => one.id === id)!
  return measureMorphology(cell, [feature]).features[0]!.values
}

/** Rounding of sums and products of some hundred numbers; angles near 0 and π lose half of their digits. */
function expectEqual(actual: Float64Array, expected: Float64Array, id: string): void {
  expect(actual.length, id).toBe(expected.length)
  const size = Math.max(1e-6, ...[...expected].filter(Number.isFinite).map(Math.abs))
  actual.forEach((value, row) => {
    const wanted = expected[row]!
    if (!Number.isFinite(wanted)) expect(value, `${id} ${row}`).toBe(wanted)
    else expect(Math.abs(value - wanted), `${id} ${row}: ${value} ${wanted}`).toBeLessThan(2e-7 * size)
  })
}

describe('morphology measure laws', () => {
  it('M3 measures something of every feature in one of the cells', () => {
    for (const { id } of morphologyFeatures) {
      const finite = cells.flatMap(cell => [...valuesOf(cell, id)]).filter(Number.isFinite)
      expect(finite.length, id).toBeGreaterThan(0)
    }
  })
  for (const { id, scaling, frame } of morphologyFeatures) {
    it(`M3 ${id} grows with the power ${scaling} of the cell’s size`, () => {
      for (const cell of cells) {
        const bigger = valuesOf(moved(cell, { scale: 3 }), id)
        expectEqual(
          bigger,
          valuesOf(moved(cell, {}), id).map(value => value * 3 ** scaling),
          id,
        )
      }
    })
    it(`M3 ${id} ${frame.length === 1 ? 'moves with' : 'does not depend on'} where the cell lies`, () => {
      const shift = [37, -21, 14] as const
      const added = frame === 'x' ? 37 : frame === 'y' ? -21 : frame === 'z' ? 14 : 0
      for (const cell of cells) {
        const there = valuesOf(moved(cell, { shift }), id)
        expectEqual(
          there,
          valuesOf(moved(cell, {}), id).map(value => value + added),
          id,
        )
      }
    })
    if (frame === 'free')
      it(`M3 ${id} does not depend on how the cell is turned`, () => {
        for (const cell of cells)
          expectEqual(valuesOf(moved(cell, { turn }), id), valuesOf(moved(cell, {}), id), id)
      })
    if (frame === 'axes')
      it(`M3 ${id} depends on how the cell is turned`, () => {
        const [before, after] = [moved(cells[0]!, {}), moved(cells[0]!, { turn })].map(cell => [
          ...valuesOf(cell, id),
        ])
        const largest = Math.max(
          ...before!.map((value, row) => Math.abs(value - after![row]!)).filter(Number.isFinite),
        )
        expect(largest).toBeGreaterThan(1e-3)
      })
  }
})
