import { describe, expect, it } from 'vitest'
import { layeredSolve, type LayeredRow } from '../../../../src-engine/cable/layeredSolve.ts'
import { solveDense } from '../../../support/dense.ts'
import { seeded } from '../../../support/seeded.ts'

type Three = [number, number, number]

/** A random tree of conductances; `spread` decades lie between the smallest and the largest. */
function randomTree(seed: number, spread: number) {
  const random = seeded(seed)
  const conductance = () => 10 ** ((random() - 0.5) * spread)
  const count = 2 + Math.floor(random() * 12)
  const three = (make: () => number): Three => [make(), make(), make()]
  const order = Int32Array.from({ length: count }, (_, k) => k)
  const parent = order.map(k => (k === 0 ? -1 : Math.floor(random() * k)))
  const axial = () => Float64Array.from(order, () => (random() < 0.2 ? 0 : conductance()))
  const axialUs = [axial(), axial(), axial()] as const
  const rows: LayeredRow[] = Array.from({ length: count }, () => ({
    between: [conductance(), conductance(), 0],
    ground: three(conductance),
    current: three(() => random() - 0.5),
  }))
  return { order, parent, axialUs, rows }
}

describe('cable layered solve', () => {
  it('finds the potentials at which all currents balance', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { order, parent, axialUs, rows } = randomTree(seed, 4)
      const size = 3 * rows.length
      const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
      const connect = (a: number, b: number, g: number) => {
        matrix[a]![a]! += g
        matrix[b]![b]! += g
        matrix[a]![b]! -= g
        matrix[b]![a]! -= g
      }
      rows.forEach(({ between: [a, b, c], ground }, row) => {
        connect(3 * row, 3 * row + 1, a)
        connect(3 * row + 1, 3 * row + 2, b)
        connect(3 * row, 3 * row + 2, c)
        ground.forEach((g, k) => (matrix[3 * row + k]![3 * row + k]! += g))
        if (row === 0) return
        axialUs.forEach((axial, k) => connect(3 * row + k, 3 * parent[row]! + k, axial[row]!))
      })
      const expected = solveDense(
        matrix,
        rows.flatMap(({ current }) => current),
      )
      const largest = Math.max(...expected.map(Math.abs))
      layeredSolve({ order, parent, axialUs }, rows)
        .flat()
        .forEach((x, k) => expect(Math.abs(x - expected[k]!), `seed ${seed}`).toBeLessThan(1e-10 * largest))
    }
  })

  it('keeps all digits of a potential that a tiny conductance decides', () => {
    // 1 nA through 1e12 µS and then 1e-12 µS to ground, with a neighbour that nothing flows to.
    const row = (current: number, toGround: number): LayeredRow => ({
      between: [1e12, 1e12, 0],
      ground: [0, 0, toGround],
      current: [current, 0, 0],
    })
    const axial = Float64Array.of(0, 1)
    const [first, second] = layeredSolve(
      { order: Int32Array.of(0, 1), parent: Int32Array.of(-1, 0), axialUs: [axial, axial, axial] },
      [row(1, 1e-12), row(0, 0)],
    )
    for (const x of [...first!, ...second!]) expect(Math.abs(x / 1e12 - 1)).toBeLessThan(1e-14)
  })
})
