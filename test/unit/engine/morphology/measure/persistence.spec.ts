import { describe, expect, it } from 'vitest'
import { MeasuredCell } from '../../../../../src-engine/morphology/measure/cell/measuredCell.ts'
import { Selection } from '../../../../../src-engine/morphology/measure/cell/selection.ts'
import { persistenceBarcode } from '../../../../../src-engine/morphology/measure/persistence/barcode.ts'
import { bottleneckDistance } from '../../../../../src-engine/morphology/measure/persistence/bottleneck.ts'
import {
  boundsOf,
  imageDistance,
  persistenceImage,
} from '../../../../../src-engine/morphology/measure/persistence/persistenceImage.ts'
import { persistenceLandscape } from '../../../../../src-engine/morphology/measure/persistence/persistenceLandscape.ts'
import { strahlerTable } from '../../../../../src-engine/morphology/measure/strahlerTable.ts'
import { readCell } from '../support.ts'
import { moved, randomCell, seeded } from './cells.ts'
import recorded from './statistics.json' with { type: 'json' }

const select = (cell: ReturnType<typeof readCell>) => new Selection(new MeasuredCell(cell))
type Point = { readonly birth: number; readonly death: number }

/** A trunk of 10 with branches of 5 and 20; the latter with ends of 2 and 3 more. */
const tree = readCell(`
1 1 0 0 0 1 -1
2 3 0 0 0 1 1
3 3 10 0 0 1 2
4 3 10 5 0 1 3
5 3 30 0 0 1 3
6 3 32 0 0 1 5
7 3 30 3 0 1 5
`)

/** All pairings of two diagrams, tried one after the other. */
function bruteForce(one: readonly Point[], other: readonly Point[]): number {
  const half = ({ birth, death }: Point) => Math.abs(birth - death) / 2
  const [first, ...rest] = one
  if (!first) return Math.max(0, ...other.map(half))
  const alone = Math.max(half(first), bruteForce(rest, other))
  return other.reduce((best, point, k) => {
    const cost = Math.max(Math.abs(first.birth - point.birth), Math.abs(first.death - point.death))
    return Math.min(best, Math.max(cost, bruteForce(rest, other.toSpliced(k, 1))))
  }, alone)
}

describe('morphology measure persistence', () => {
  it('M6 lets the branch with the farthest end live on', () => {
    expect(persistenceBarcode(select(tree), 'path').map(({ birth, death }) => [birth, death])).toEqual([
      [33, 0],
      [32, 30],
      [15, 10],
    ])
    const radial = persistenceBarcode(select(tree), 'radial')
    expect(radial.map(({ birth, death }) => [birth, death])).toEqual([
      [32, 0],
      [Math.sqrt(909), 30],
      [Math.sqrt(125), 10],
    ])
  })
  it('M6 gives one bar for each end, whose lengths add up to the neurite where it is measured by path', () => {
    for (const seed of [1, 2, 3, 4]) {
      const selection = select(randomCell(seed))
      const bars = persistenceBarcode(selection, 'path')
      const { tree: own } = selection.cell
      const ends = [...selection.sections].filter(
        section => own.firstChild[section] === own.firstChild[section + 1],
      )
      expect(bars.map(({ section }) => section).sort((a, b) => a - b)).toEqual(ends)
      const total = bars.reduce((sum, { birth, death }) => sum + birth - death, 0)
      const { points } = selection.cell
      const length = [...selection.segments].reduce(
        (sum, i) => sum + points.arcUm[i + 1]! - points.arcUm[i]!,
        0,
      )
      expect(total).toBeCloseTo(length, 8)
    }
  })
  it('M6 gives the bottleneck distance that trying all pairings gives', () => {
    const random = seeded(6)
    const diagram = (count: number) =>
      Array.from({ length: count }, () => ({ birth: 5 + random() * 10, death: random() * 10 }))
    for (let round = 0; round < 40; round++) {
      const [one, other] = [diagram(round % 6), diagram((round * 7) % 5)]
      expect(bottleneckDistance(one, other)).toBeCloseTo(bruteForce(one, other), 12)
      expect(bottleneckDistance(other, one)).toBe(bottleneckDistance(one, other))
    }
  })
  it('M6 has no distance from itself, and the scale of the cell', () => {
    const [one, other] = [randomCell(1), randomCell(2)].map(cell => moved(cell, {}))
    const bars = (cell: typeof one) => persistenceBarcode(select(cell!), 'path')
    expect(bottleneckDistance(bars(one), bars(one))).toBe(0)
    const twice = bottleneckDistance(bars(moved(one!, { scale: 2 })), bars(moved(other!, { scale: 2 })))
    expect(twice / bottleneckDistance(bars(one), bars(other))).toBeCloseTo(2, 12)
  })
  it('M6 draws images as SciPy’s kernel density does', () => {
    const diagram = recorded.image.points.map(([birth = NaN, death = NaN]) => ({ birth, death }))
    const image = persistenceImage(diagram, boundsOf([diagram]), 9)
    image!.values.forEach((value, k) =>
      expect(value).toBeCloseTo(recorded.image.values[Math.floor(k / 9)]![k % 9]!, 12),
    )
    expect(imageDistance(diagram, diagram)).toBe(0)
    expect(imageDistance(diagram, diagram.slice(0, 2))).toBeUndefined()
    expect(persistenceImage([1, 2, 3].map(birth => ({ birth, death: 0 })))).toBeUndefined()
  })
  it('M6 draws landscapes of tents', () => {
    const { at, levels } = persistenceLandscape(
      [
        { birth: 8, death: 0 },
        { birth: 6, death: 2 },
      ],
      3,
      9,
    )
    expect([...at]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(levels.map(row => [...row])).toEqual([
      [0, 1, 2, 3, 4, 3, 2, 1, 0],
      [0, 0, 0, 1, 2, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
    ])
  })
  it('M7 counts branches of each Strahler order', () => {
    const rows = strahlerTable(select(tree))
    expect(
      rows.map(({ order, sections, branches, lengthUm }) => [order, sections, branches, lengthUm]),
    ).toEqual([
      [1, 3, 3, 10],
      [2, 2, 1, 30],
    ])
    expect(rows[0]!.bifurcationRatio).toBe(3)
  })
})
