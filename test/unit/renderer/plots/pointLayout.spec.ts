import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutPoints } from '../../../../src-renderer/plots/options/pointLayout.ts'

const size = { width: 400, height: 300 }
const axis = (name: string, values: readonly number[]) => ({ name, values: Float64Array.from(values) })
const ids = (count: number) => Int32Array.from({ length: count }, (_, index) => index)

describe('plots point layout', () => {
  it('makes cells of a grid, which fill the plane without overlap', () => {
    const x = [0, 0, 0, 1, 1, 1]
    const y = [10, 20, 30, 10, 20, 30]
    const { marks, plot, colours } = layOutPoints(
      { ids: ids(6), x: axis('x', x), y: axis('y', y), colour: axis('c', [1, 2, 3, 4, 5, 6]) },
      size,
    )
    const area = marks.reduce((sum, { width, height }) => sum + width * height, 0)
    expect(area).toBeCloseTo(plot.width * plot.height, 6)
    expect(marks[0]).toMatchObject({
      x: plot.x + plot.width / 4,
      y: expect.closeTo(plot.y + (plot.height * 5) / 6, 9) as number,
      share: 0,
    })
    expect([marks[5]?.share, colours]).toEqual([1, [1, 6]])
  })

  it('leaves dots where points lie anyhow, and leaves out what is no number', () => {
    const { marks } = layOutPoints(
      {
        ids: ids(4),
        x: axis('x', [0, 1, 2.7, 3]),
        y: axis('y', [1, NaN, 5, 2]),
        colour: axis('c', [1, 1, 1, 1]),
      },
      size,
    )
    expect(marks.map(({ id, width, share }) => [id, width, share])).toEqual([
      [0, 0, 0.5],
      [2, 0, 0.5],
      [3, 0, 0.5],
    ])
  })

  it('keeps every point within the plane, and ticks too', () => {
    const numbers = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(numbers, values => {
        const points = { ids: ids(values.length), x: axis('x', values), y: axis('y', values.toReversed()) }
        const { marks, plot, xTicks, yTicks } = layOutPoints(points, size)
        expect(marks).toHaveLength(values.length)
        for (const { x, y } of marks) {
          expect(x).toBeGreaterThanOrEqual(plot.x)
          expect(x).toBeLessThanOrEqual(plot.x + plot.width)
          expect(y).toBeGreaterThanOrEqual(plot.y)
          expect(y).toBeLessThanOrEqual(plot.y + plot.height)
        }
        for (const { at } of xTicks) expect(at).toBeLessThanOrEqual(plot.x + plot.width + 1e-6)
        for (const { at } of yTicks) expect(at).toBeGreaterThanOrEqual(plot.y - 1e-6)
      }),
    )
  })

  it('says how many points are too many to draw', () => {
    const many = Array.from({ length: 9000 }, (_, index) => Math.sin(index))
    const { marks, leftOut } = layOutPoints({ ids: ids(9000), x: axis('x', many), y: axis('y', many) }, size)
    expect(marks.length + leftOut).toBe(9000)
    expect(leftOut).toBeGreaterThan(0)
  })
})
