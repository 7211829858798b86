import { describe, expect, it } from 'vitest'
import type { Camera } from '../../../../src-renderer/view3d/camera.ts'
import { measureBounds } from '../../../../src-renderer/view3d/geometry/bounds.ts'
import { samplesThatMove } from '../../../../src-renderer/view3d/geometry/movedSamples.ts'
import { createTubeMover } from '../../../../src-renderer/view3d/geometry/moveTubes.ts'
import { buildTubes } from '../../../../src-renderer/view3d/geometry/tubes.ts'
import { chooseHandles, planeMove } from '../../../../src-renderer/view3d/sampleHandles.ts'
import { applyEdit } from '../../../../src-engine/index.ts'
import { largeCell, packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

const cell = packMorphology('small', smallCell())
const camera: Camera = { target: { x: 0, y: 0, z: 0 }, azimuth: 0, elevation: 0, umPerPixel: 1 }
const viewport = { width: 400, height: 1000 }
const question = { morphology: cell, camera, viewport, always: undefined, moved: undefined }

describe('sample handles', () => {
  it('stand where the samples are drawn, and only in the picture', () => {
    const { handles, left } = chooseHandles({ ...question, sections: [1] })
    // axon[0]: (0, −10), (4, −60), (−6, −160), (0, −320) from the middle of 400 × 1000
    expect(handles.map(({ sample, x, y }) => [sample, x, y])).toEqual([
      [0, 200, 510],
      [1, 204, 560],
      [2, 194, 660],
      [3, 200, 820],
    ])
    expect(left).toBe(0)
    const low = chooseHandles({ ...question, viewport: { width: 400, height: 300 }, sections: [1] })
    expect(low.handles.map(({ sample }) => sample)).toEqual([0, 1])
  })

  it('are left out where they lie too close, but never the chosen one', () => {
    const far = { ...camera, umPerPixel: 20 }
    const few = chooseHandles({ ...question, camera: far, sections: [1] })
    expect(few.handles.length + few.left).toBe(4)
    expect(few.handles.length).toBeLessThan(4)
    const row = (cell.sections.firstSample[1] ?? 0) + 1
    const withChosen = chooseHandles({ ...question, camera: far, sections: [1], always: row })
    expect(withChosen.handles.map(one => one.row)).toContain(row)
  })

  it('are a few hundred at most, however large the cell', () => {
    const large = packMorphology('large', largeCell(20_000))
    const all = Array.from({ length: large.sections.count }, (_, section) => section)
    const fine = { ...camera, umPerPixel: 0.5 }
    const { handles } = chooseHandles({ ...question, morphology: large, camera: fine, sections: all })
    expect(handles.length).toBeGreaterThan(50)
    expect(handles.length).toBeLessThanOrEqual(250)
  })

  it('move in the plane that faces the viewer', () => {
    expect(planeMove({ ...camera, umPerPixel: 2 }, 3, -5)).toEqual({ x: 6, y: 10, z: -0 })
    const side = planeMove({ ...camera, azimuth: Math.PI / 2 }, 3, -5)
    expect(side.x).toBeCloseTo(0, 12)
    expect(side.y).toBe(5)
    expect(side.z).toBe(-3)
  })
})

describe('samples that move', () => {
  const by = { x: 3, y: -4, z: 5 }
  /** The rows that an edit of the engine moves. */
  function movedBy(edit: Parameters<typeof applyEdit>[1]): number[] {
    const after = applyEdit(cell, edit).value
    if (!after) throw new Error('refused')
    return Array.from({ length: cell.samples.count }, (_, row) => row).filter(
      row => after.samples.x[row] !== cell.samples.x[row],
    )
  }

  it.each([
    ['apic[0]', 4, 2],
    ['apic[1]', 5, 0],
    ['apic[2]', 6, 1],
    ['axon[0]', 1, 0],
  ] as const)('%s %i, sample %i, go along as in the edit', (section, index, sample) => {
    const vector = [by.x, by.y, by.z] as const
    const move = { kind: 'move-samples', samples: [{ section, sample }], by: vector } as const
    expect([...samplesThatMove(cell, index, sample, false)].toSorted((a, b) => a - b)).toEqual(movedBy(move))
    const subtree = { kind: 'move-subtree', section, from: sample, by: vector } as const
    expect([...samplesThatMove(cell, index, sample, true)].toSorted((a, b) => a - b)).toEqual(
      movedBy(subtree),
    )
  })

  it('are drawn as the edited cell is, and as before when moved by nothing', () => {
    const rows = samplesThatMove(cell, 4, 2, false)
    const before = buildTubes(cell)
    const drawn = buildTubes(cell)
    const mover = createTubeMover(drawn, cell, rows)
    expect(mover.move(by).length).toBe(3)
    const edited = applyEdit(cell, {
      kind: 'move-samples',
      samples: [{ section: 'apic[0]', sample: 2 }],
      by: [3, -4, 5],
    })
    expect(drawn.vertices).toEqual(buildTubes(edited.value ?? cell).vertices)
    mover.move({ x: 0, y: 0, z: 0 })
    expect(drawn.vertices).toEqual(before.vertices)
    expect(drawn.pieces).toEqual(before.pieces)
  })

  it('lie in the box of their sections', () => {
    expect(measureBounds(cell, [5, 6]).max[0]).toBeCloseTo(90.5, 12)
    expect(measureBounds(cell, [5]).max[0]).toBeCloseTo(-1.8, 12)
  })
})
