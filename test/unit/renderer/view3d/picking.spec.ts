import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraAxes } from '../../../../src-renderer/view3d/camera.ts'
import { measureArcs, pointAt } from '../../../../src-renderer/view3d/geometry/arcs.ts'
import { createPicker } from '../../../../src-renderer/view3d/picking.ts'
import { largeCell, packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

const cell = packMorphology('small', smallCell())
const arcs = measureArcs(cell)
const picker = createPicker(cell, arcs)
const towards = cameraAxes({ azimuth: 0, elevation: 0 }).towards
const sectionOf = (name: string): number => cell.sections.name.indexOf(name)

describe('view3d picking', () => {
  it('finds the section and the place under the line of sight', () => {
    const at = pointAt(cell, arcs, sectionOf('apic[1]'), 0.6)!
    const pick = picker.pick({ ...at, z: 500 }, towards, 1)
    expect(pick?.section).toBe(sectionOf('apic[1]'))
    expect(pick?.x).toBeCloseTo(0.6, 6)
  })

  it('finds nothing beside the cell', () => {
    expect(picker.pick({ x: 300, y: 300, z: 0 }, towards, 5)).toBeUndefined()
  })

  it('reaches a little beside a thin branch, and no further', () => {
    const at = pointAt(cell, arcs, sectionOf('dend[1]'), 0.9)!
    const beside = { x: at.x, y: at.y + 4, z: at.z }
    expect(picker.pick(beside, towards, 5)?.section).toBe(sectionOf('dend[1]'))
    expect(picker.pick(beside, towards, 1)).toBeUndefined()
  })

  it('takes the branch in front where two cross', () => {
    const crossing = packMorphology('crossing', [
      { name: 'behind', type: 3, parent: -1, points: [[-10, 0, -20, 4], [10, 0, -20, 4]] },
      { name: 'before', type: 3, parent: -1, points: [[0, -10, 20, 2], [0, 10, 20, 2]] },
    ]) // prettier-ignore
    const both = createPicker(crossing, measureArcs(crossing))
    expect(both.pick({ x: 0, y: 0, z: 0 }, towards, 1)).toEqual({ section: 1, x: 0.5 })
    expect(both.pick({ x: 0, y: 0, z: 0 }, { x: 0, y: 0, z: -1 }, 1)?.section).toBe(0)
  })

  it('finds what is at the line of sight, never something behind, from any side of a large cell', () => {
    const large = packMorphology('large', largeCell(3000))
    const largeArcs = measureArcs(large)
    const indexed = createPicker(large, largeArcs)
    const angle = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    const section = fc.integer({ min: 0, max: large.sections.count - 1 })
    fc.assert(
      fc.property(
        angle,
        angle,
        section,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (azimuth, elevation, wanted, x) => {
          const sight = cameraAxes({ azimuth, elevation }).towards
          const at = pointAt(large, largeArcs, wanted, x)!
          const pick = indexed.pick(at, sight, 0.5)
          // Something is always found there; what is found lies on the line of sight.
          expect(pick).toBeDefined()
          const found = pointAt(large, largeArcs, pick!.section, pick!.x)!
          const away = { x: found.x - at.x, y: found.y - at.y, z: found.z - at.z }
          const along = away.x * sight.x + away.y * sight.y + away.z * sight.z
          const beside = Math.hypot(
            away.x - along * sight.x,
            away.y - along * sight.y,
            away.z - along * sight.z,
          )
          expect(beside).toBeLessThanOrEqual(10)
          // And nothing in front of the wanted point is passed over: it is the wanted one or nearer to the viewer.
          expect(along).toBeGreaterThanOrEqual(-10)
        },
      ),
      { numRuns: 100, seed: 5 },
    )
  })
})
