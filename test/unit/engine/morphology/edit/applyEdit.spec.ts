import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../../../src-engine/morphology/edit/applyEdit.ts'
import { mapPlace } from '../../../../../src-engine/morphology/edit/sectionMapping.ts'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { readCell, sectionOf } from '../support.ts'
import { afterwards, edited, forked, refusalOf, treeOf } from './support.ts'

const pointsOf = (cell: typeof forked, name: string) => sectionOf(cell, name).points
const indexOf = (cell: typeof forked, name: string) => cell.sections.name.indexOf(name)

describe('morphology edit of samples', () => {
  it('E4 moves a branch point with all its copies, once each', () => {
    const moved = afterwards(forked, {
      kind: 'move-samples',
      samples: [
        { section: 'dend[0]', sample: 3 },
        { section: 'dend[1]', sample: 0 },
      ],
      by: [0, 0, 4],
    })
    for (const name of ['dend[1]', 'dend[2]'])
      expect(pointsOf(moved, name)[0]?.slice(0, 3)).toEqual([32, 0, 4])
    expect(pointsOf(moved, 'dend[0]')[3]?.slice(0, 3)).toEqual([32, 0, 4])
    expect(pointsOf(moved, 'axon[0]')).toEqual(pointsOf(forked, 'axon[0]'))
  })
  it('E4 finds the branch point from a child’s copy of it', () => {
    const moved = afterwards(forked, { kind: 'place-sample', section: 'dend[2]', sample: 0, at: [33, 1, 2] })
    expect(pointsOf(moved, 'dend[0]')[3]).toEqual([33, 1, 2, 2])
    expect(pointsOf(moved, 'dend[1]')[0]?.slice(0, 3)).toEqual([33, 1, 2])
  })
  it('E5 moves a subtree whole, or all but its branch point', () => {
    const by = [0, 0, 8] as const
    const whole = afterwards(forked, { kind: 'move-subtree', section: 'dend[0]', by })
    expect(pointsOf(whole, 'dend[2]').map(([, , z]) => z)).toEqual([8, 8, 8])
    expect(pointsOf(whole, 'axon[0]')[0]?.[2]).toBe(0)
    const kept = afterwards(forked, { kind: 'move-subtree', section: 'dend[2]', keepStart: true, by })
    expect(pointsOf(kept, 'dend[2]').map(([, , z]) => z)).toEqual([0, 8, 8])
    const partly = afterwards(forked, { kind: 'move-subtree', section: 'dend[0]', from: 2, by })
    expect(pointsOf(partly, 'dend[0]').map(([, , z]) => z)).toEqual([0, 0, 8, 8])
    expect(pointsOf(partly, 'dend[1]')[0]?.[2]).toBe(8)
  })
  it('E5 carries the wires of what hangs on a moved soma', () => {
    const moved = afterwards(forked, { kind: 'move-subtree', section: 'soma[0]', by: [1, 2, 3] })
    const dendrite = indexOf(moved, 'dend[0]')
    const { wireX, wireY, wireZ } = moved.sections
    expect([wireX[dendrite], wireY[dendrite], wireZ[dendrite]]).toEqual([1, 2, 3])
  })
  it('E6 deletes samples; branches then leave the new end', () => {
    const shorter = afterwards(forked, { kind: 'delete-samples', section: 'dend[0]', samples: [1, 3] })
    expect(pointsOf(shorter, 'dend[0]').map(([x]) => x)).toEqual([8, 24])
    expect(pointsOf(shorter, 'dend[1]')[0]?.slice(0, 3)).toEqual([24, 0, 0])
    expect(refusalOf(forked, { kind: 'delete-samples', section: 'dend[0]', samples: [0, 1, 2] })).toEqual([
      'edit/too-few-samples',
    ])
    expect(refusalOf(forked, { kind: 'delete-samples', section: 'dend[1]', samples: [0] })).toEqual([
      'edit/shared-sample',
    ])
  })
  it('inserts and deletes a sample to the same cell', () => {
    const longer = afterwards(forked, {
      kind: 'insert-sample',
      section: 'dend[0]',
      before: 2,
      point: [20, 3, 0, 1.5],
    })
    expect(pointsOf(longer, 'dend[0]').map(([x]) => x)).toEqual([8, 16, 20, 24, 32])
    const back = afterwards(longer, { kind: 'delete-samples', section: 'dend[0]', samples: [2] })
    expect(back).toEqual(forked)
    expect(
      refusalOf(forked, { kind: 'insert-sample', section: 'dend[1]', before: 0, point: [1, 1, 1, 1] }),
    ).toEqual(['edit/shared-sample'])
    const extended = afterwards(forked, {
      kind: 'insert-sample',
      section: 'axon[0]',
      before: 2,
      point: [-20, 0, 0, 1],
    })
    expect(pointsOf(extended, 'axon[0]').map(([x]) => x)).toEqual([-8, -16, -20])
  })
  it('E14 replaces points, with zero diameters if need be', () => {
    const set = afterwards(forked, {
      kind: 'set-points',
      section: 'axon[0]',
      points: [
        [-8, 0, 0, 0],
        [-9, 0, 0, 1],
      ],
    })
    expect(pointsOf(set, 'axon[0]')).toEqual([
      [-8, 0, 0, 0],
      [-9, 0, 0, 1],
    ])
    expect(refusalOf(forked, { kind: 'set-points', section: 'axon[0]', points: [[1, 1, 1, 1]] })).toEqual([
      'edit/too-few-samples',
    ])
  })
})

describe('morphology edit of trees', () => {
  it('E7 cuts at a sample; what followed hangs on the far part', () => {
    const { morphology, mapping } = edited(forked, { kind: 'cut', section: 'dend[0]', sample: 1 })
    expect(treeOf(morphology)).toEqual([
      'soma[0]',
      'axon[0] < soma[0](0.5) by wire',
      'dend[0] < soma[0](0.5) by wire',
      'dend[1] < dend[3](1)',
      'dend[2] < dend[3](1)',
      'dend[3] < dend[0](1)',
    ])
    const trunk = indexOf(forked, 'dend[0]')
    expect(mapPlace(mapping, trunk, 0.25)?.section).toBe(indexOf(morphology, 'dend[0]'))
    expect(mapPlace(mapping, trunk, 0.25)?.x).toBeCloseTo(0.75, 12)
    expect(mapPlace(mapping, trunk, 2 / 3)?.section).toBe(indexOf(morphology, 'dend[3]'))
    expect(mapPlace(mapping, trunk, 2 / 3)?.x).toBeCloseTo(0.5, 12)
  })
  it('E7 cuts between samples at a point of its own', () => {
    const cut = afterwards(forked, { kind: 'cut', section: 'dend[0]', x: 0.5 })
    expect(pointsOf(cut, 'dend[0]')).toEqual([
      [8, 0, 0, 4],
      [16, 0, 0, 4],
      [20, 0, 0, 3],
    ])
    expect(pointsOf(cut, 'dend[3]')[0]).toEqual([20, 0, 0, 3])
    expect(refusalOf(forked, { kind: 'cut', section: 'dend[0]', x: 1 })).toEqual(['edit/cut-at-end'])
    expect(refusalOf(forked, { kind: 'cut', section: 'dend[0]', sample: 0 })).toEqual(['edit/cut-at-end'])
  })
  it('E8 merges what was cut to the same cell', () => {
    const cut = { kind: 'cut', section: 'dend[0]', sample: 2 } as const
    expect(afterwards(forked, cut, { kind: 'merge', section: 'dend[0]' })).toEqual(forked)
  })
  it('E8 keeps places when it merges', () => {
    const cell = readCell('1 3 0 0 0 1 -1\n2 3 6 0 0 1 1\n3 2 8 0 0 1 2\n')
    const merged = edited(
      cell,
      {
        kind: 'retype',
        section: cell.sections.name.find(name => name.startsWith('axon'))!,
        type: 3,
        scope: 'section',
      },
      { kind: 'merge', section: 'dend[0]' },
    )
    expect(merged.morphology.sections.name).toEqual(['dend[0]'])
    expect(mapPlace(merged.mapping, 0, 0.5)?.x).toBeCloseTo(0.875, 12)
    expect(mapPlace(merged.mapping, 1, 1)?.x).toBeCloseTo(0.75, 12)
  })
  it('E8 merges only what is one cable', () => {
    expect(refusalOf(forked, { kind: 'merge', section: 'dend[0]' })).toEqual(['edit/forks'])
    expect(refusalOf(forked, { kind: 'merge', section: 'dend[1]' })).toEqual(['edit/nothing-to-merge'])
    const mixed = readCell('1 3 0 0 0 1 -1\n2 3 6 0 0 1 1\n3 2 8 0 0 1 2\n')
    expect(refusalOf(mixed, { kind: 'merge', section: 'dend[0]' })).toEqual(['edit/types-differ'])
    const wiredAtEnd = [
      { kind: 'delete-subtree', section: 'dend[1]' },
      { kind: 'delete-subtree', section: 'dend[2]' },
      { kind: 'detach', section: 'axon[0]' },
      { kind: 'attach', section: 'axon[0]', to: 'dend[0]', x: 1, by: 'wire' },
      { kind: 'merge', section: 'dend[0]' },
    ] as const
    expect(refusalOf(forked, ...wiredAtEnd)).toEqual(['edit/wired'])
  })
  it('E9 cuts off and attaches to the same cell', () => {
    const off = { kind: 'detach', section: 'dend[0]' } as const
    expect(treeOf(afterwards(forked, off))[2]).toBe('dend[0]')
    const on = { kind: 'attach', section: 'dend[0]', to: 'soma[0]', x: 0.5, by: 'wire' } as const
    expect(afterwards(forked, off, on)).toEqual(forked)
    const branch = { kind: 'detach', section: 'dend[2]' } as const
    const back = { kind: 'attach', section: 'dend[2]', to: 'dend[0]', x: 1, by: 'cable' } as const
    expect(afterwards(forked, branch, back)).toEqual(forked)
  })
  it('E9 bridges a gap by cable with the root’s own diameter', () => {
    const bridged = afterwards(
      forked,
      { kind: 'detach', section: 'axon[0]' },
      { kind: 'attach', section: 'axon[0]', to: 'dend[2]', x: 0.25, by: 'cable' },
    )
    expect(pointsOf(bridged, 'axon[0]')[0]).toEqual([32, -4, 0, 2])
  })
  it('E9 refuses loops and second parents', () => {
    expect(
      refusalOf(
        forked,
        { kind: 'detach', section: 'dend[0]' },
        { kind: 'attach', section: 'dend[0]', to: 'dend[2]', x: 1, by: 'cable' },
      ),
    ).toEqual(['edit/loop'])
    expect(
      refusalOf(forked, { kind: 'attach', section: 'dend[1]', to: 'axon[0]', x: 1, by: 'cable' }),
    ).toEqual(['edit/not-root'])
    expect(refusalOf(forked, { kind: 'detach', section: 'soma[0]' })).toEqual(['edit/already-root'])
  })
  it('E10 deletes a branch, or one section alone', () => {
    expect(treeOf(afterwards(forked, { kind: 'delete-subtree', section: 'dend[0]' }))).toEqual([
      'soma[0]',
      'axon[0] < soma[0](0.5) by wire',
    ])
    const alone = edited(forked, { kind: 'delete-section', section: 'dend[0]' })
    expect(treeOf(alone.morphology)).toContain('dend[2] < soma[0](0.5) by wire')
    expect(mapPlace(alone.mapping, indexOf(forked, 'dend[0]'), 0.5)).toBeUndefined()
    expect(refusalOf(forked, { kind: 'delete-subtree', section: 'soma[0]' })).toEqual(['edit/last-section'])
  })
  it('E1 names what is retyped anew, and nothing else', () => {
    const retyped = afterwards(forked, { kind: 'retype', section: 'dend[0]', type: 4, scope: 'subtree' })
    expect(retyped.sections.name).toEqual(['soma[0]', 'axon[0]', 'apic[0]', 'apic[1]', 'apic[2]'])
    const one = afterwards(forked, { kind: 'retype', section: 'dend[1]', type: 2, scope: 'section' })
    expect(one.sections.name).toEqual(['soma[0]', 'axon[0]', 'dend[0]', 'axon[1]', 'dend[2]'])
  })
  it('E11 makes a tip the root and turns what lies between', () => {
    const tree = afterwards(forked, { kind: 'detach', section: 'dend[0]' })
    const { morphology, mapping } = edited(tree, { kind: 'reroot', section: 'dend[1]', end: 1 })
    expect(treeOf(morphology)).toEqual([
      'soma[0]',
      'axon[0] < soma[0](0.5) by wire',
      'dend[0] < dend[1](1)',
      'dend[1]',
      'dend[2] < dend[1](1)',
    ])
    expect(pointsOf(morphology, 'dend[1]').map(([, y]) => y)).toEqual([16, 8, 0])
    expect(pointsOf(morphology, 'dend[0]').map(([x]) => x)).toEqual([32, 24, 16, 8])
    expect(mapPlace(mapping, indexOf(tree, 'dend[0]'), 0.25)?.x).toBe(0.75)
    expect(summarise(morphology).totalAreaUm2).toBeCloseTo(summarise(tree).totalAreaUm2, 8)
    const back = afterwards(morphology, { kind: 'reroot', section: 'dend[0]', end: 1 })
    expect(back).toEqual(tree)
  })
  it('E11 makes a soma the root that is not, and does not cut one', () => {
    const hanging = readCell(
      '1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n3 1 12 0 0 5 2\n4 1 18 0 0 5 3\n5 3 30 0 0 1 4\n6 3 40 0 0 1 5\n',
    )
    const rooted = afterwards(hanging, { kind: 'reroot', section: 'soma[0]', end: 0 })
    expect(treeOf(rooted).slice(0, 2)).toEqual(['soma[0]', 'dend[0] < soma[0](0)'])
    expect(refusalOf(forked, { kind: 'reroot', section: 'dend[1]', end: 1 })).toEqual(['edit/soma-in-path'])
  })
  it('E11 divides a section that the way leaves in the middle', () => {
    const middle = afterwards(
      forked,
      { kind: 'detach', section: 'axon[0]' },
      { kind: 'detach', section: 'dend[0]' },
      { kind: 'attach', section: 'axon[0]', to: 'dend[0]', x: 0.25, by: 'cable' },
    )
    const { totalAreaUm2, totalLengthUm } = summarise(middle)
    const turned = afterwards(middle, { kind: 'reroot', section: 'axon[0]', end: 1 })
    expect(treeOf(turned)).toContain('dend[3] < axon[0](1)')
    expect(treeOf(turned)).toContain('dend[0] < axon[0](1)')
    expect(summarise(turned).totalLengthUm).toBeCloseTo(totalLengthUm, 4)
    expect(summarise(turned).totalAreaUm2).toBeCloseTo(totalAreaUm2, 3)
  })
})

describe('morphology edit of widths and the whole', () => {
  it('E12 sets, tapers, scales and smooths diameters', () => {
    const widths = (cell: typeof forked, name = 'dend[0]') => pointsOf(cell, name).map(([, , , d]) => d)
    const set = { kind: 'set-diameter', section: 'dend[0]', diameter: 3 } as const
    expect(widths(afterwards(forked, set))).toEqual([3, 3, 3, 3])
    expect(widths(afterwards(forked, { ...set, sample: 2 }))).toEqual([4, 4, 3, 2])
    expect(widths(afterwards(forked, { kind: 'taper', section: 'dend[0]', from: 4, to: 1 }))).toEqual([
      4, 3, 2, 1,
    ])
    const doubled = afterwards(forked, { kind: 'scale-diameters', factor: 2 })
    expect(widths(doubled)).toEqual([8, 8, 4, 4])
    expect(widths(doubled, 'axon[0]')).toEqual([4, 4])
    const one = afterwards(forked, { kind: 'scale-diameters', sections: ['axon[0]'], factor: 2 })
    expect([widths(one), widths(one, 'axon[0]')]).toEqual([
      [4, 4, 2, 2],
      [4, 4],
    ])
    const smooth = afterwards(forked, { kind: 'smooth-diameters', reach: 2 })
    expect(widths(smooth)).toEqual([4, 10 / 3, 8 / 3, 2])
    expect(refusalOf(forked, { ...set, diameter: 0 })).toEqual(['edit/bad-diameter'])
    expect(refusalOf(forked, { kind: 'scale-diameters', factor: -1 })).toEqual(['edit/bad-factor'])
    expect(refusalOf(forked, { kind: 'smooth-diameters', reach: 0 })).toEqual(['edit/bad-number'])
  })
  it('E12 resamples a straight cable without changing its length or area', () => {
    const { totalAreaUm2, totalLengthUm } = summarise(forked)
    const fine = afterwards(forked, { kind: 'resample', spacing: 4 })
    expect(pointsOf(fine, 'dend[0]').map(([x]) => x)).toEqual([8, 12, 16, 20, 24, 28, 32])
    expect(summarise(fine).totalLengthUm).toBeCloseTo(totalLengthUm, 4)
    expect(summarise(fine).totalAreaUm2).toBeCloseTo(totalAreaUm2, 3)
    expect(refusalOf(forked, { kind: 'resample', spacing: 1e-9 })).toEqual(['edit/bad-spacing'])
    expect(refusalOf(forked, { kind: 'resample', spacing: 0 })).toEqual(['edit/bad-spacing'])
  })
  it('E13 stretches, moves and turns the cell with its wires', () => {
    const stretched = afterwards(forked, {
      kind: 'scale',
      factors: [1, 1, 3],
      about: [0, 0, 1],
      diameterFactor: 2,
    })
    expect(pointsOf(stretched, 'axon[0]')).toEqual([
      [-8, 0, -2, 4],
      [-16, 0, -2, 4],
    ])
    const turned = afterwards(forked, { kind: 'rotate', axis: [0, 0, 5], degrees: 90 })
    expect(pointsOf(turned, 'axon[0]').map(point => point.map(value => value + 0))).toEqual([
      [0, -8, 0, 2],
      [0, -16, 0, 2],
    ])
    const moved = afterwards(forked, { kind: 'translate', by: [1, 2, 3] })
    expect(moved.sections.wireZ[indexOf(moved, 'axon[0]')]).toBe(3)
    expect(afterwards(moved, { kind: 'translate', by: [-1, -2, -3] })).toEqual(forked)
    expect(refusalOf(forked, { kind: 'rotate', axis: [0, 0, 0], degrees: 1 })).toEqual(['edit/bad-number'])
    expect(refusalOf(forked, { kind: 'translate', by: [NaN, 0, 0] })).toEqual(['edit/bad-number'])
    expect(refusalOf(forked, { kind: 'translate', by: [1e9, 0, 0] })).toEqual(['edit/bad-number'])
  })
  it('E17 takes markers and spines along', () => {
    const annotated = readCell(
      '((Dendrite) (0 0 0 2) (10 0 0 2) <(12 0 0 1)> (20 0 0 2) (FilledCircle (Name "m") (20 1 0 1)))',
      'cell.asc',
    )
    const spine = annotated.annotations?.spines[0]
    if (!spine) throw new Error('the reader keeps spines')
    const moved = afterwards(annotated, { kind: 'translate', by: [0, 0, 5] })
    expect(moved.annotations?.spines[0]).toEqual({ ...spine, z: spine.z + 5 })
    const cut = afterwards(
      annotated,
      { kind: 'cut', section: 'dend[0]', sample: 1 },
      { kind: 'detach', section: 'dend[1]' },
    )
    expect(cut.annotations?.spines.length).toBe(annotated.annotations?.spines.length)
    const gone = afterwards(cut, { kind: 'delete-subtree', section: 'dend[0]' })
    expect(gone.annotations?.spines[0]?.section).toBe(-1)
  })
  it('E3 makes all edits of a list or none, and names what is missing', () => {
    expect(
      refusalOf(forked, { kind: 'translate', by: [1, 1, 1] }, { kind: 'merge', section: 'dend[9]' }),
    ).toEqual(['edit/no-such-section'])
    const place = { kind: 'place-sample', section: 'dend[0]', sample: 4, at: [0, 0, 0] } as const
    expect(applyEdit(forked, place).diagnostics[0]?.message).toBe(
      '“dend[0]” has no sample 4: its samples are 0 to 3.',
    )
    expect(refusalOf(forked, { kind: 'retype', section: 'dend[0]', type: 1.5, scope: 'section' })).toEqual([
      'edit/bad-type',
    ])
    expect(
      refusalOf(
        forked,
        { kind: 'detach', section: 'axon[0]' },
        { kind: 'attach', section: 'axon[0]', to: 'dend[0]', x: 2, by: 'cable' },
      ),
    ).toEqual(['edit/bad-place'])
  })
})
