import { describe, expect, it } from 'vitest'
import { frameAt } from '../../../../src-renderer/features/morphology/useVoltages.ts'
import { stackMarkers } from '../../../../src-renderer/view3d/cellMarker.ts'

describe('morphology voltages', () => {
  it.each([
    [-1, 0],
    [0, 0],
    [0.99, 1],
    [1, 2],
    [99, 3],
  ])('at %f ms show frame %i', (tMs, frame) => {
    expect(frameAt(Float64Array.of(0, 0.5, 1, 2), tMs)).toBe(frame)
  })
})

describe('morphology markers', () => {
  it('stand one above the other at the same place', () => {
    const at = (id: string, x: number) =>
      ({ marker: { id, kind: 'probe', section: 0, x: 0.5, label: id, selected: false }, x, y: 10 }) as const
    expect(
      stackMarkers([at('a', 10), at('b', 12), at('c', 100), at('d', 11)]).map(({ level }) => level),
    ).toEqual([0, 1, 0, 2])
  })
})
