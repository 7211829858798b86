import { describe, expect, it } from 'vitest'
import { symmetricAxes } from '../../../../../src-engine/morphology/traced/symmetricAxes.ts'

const matrices = [
  [
    [4, 1, 2],
    [1, 3, 0.5],
    [2, 0.5, 6],
  ],
  [
    [548.0643099128067, 40.99798671445749, 0],
    [40.99798671445749, 387.24789335115184, 0],
    [0, 0, 0],
  ],
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
  [
    [1e-9, 1e9, 0],
    [1e9, 1e-9, 3],
    [0, 3, 5],
  ],
]

describe('morphology symmetricAxes', () => {
  it.each(matrices.map(matrix => [matrix]))('solves %j', matrix => {
    const axes = symmetricAxes(matrix)
    const size = Math.max(...matrix.flat().map(Math.abs), 1e-30)
    for (const { value, x, y, z } of axes) {
      expect(Math.abs(x * x + y * y + z * z - 1)).toBeLessThan(1e-12)
      for (const [row, component] of [x, y, z].entries()) {
        const [a = 0, b = 0, c = 0] = matrix[row] ?? []
        expect(Math.abs(a * x + b * y + c * z - value * component)).toBeLessThan(1e-12 * size)
      }
    }
    expect(axes[0].value).toBeGreaterThanOrEqual(axes[1].value)
    expect(axes[1].value).toBeGreaterThanOrEqual(axes[2].value)
  })
  it('gives eigenvectors the signs that NEURON 8.2.2’s Matrix.symmeig gives them', () => {
    const [major, middle] = symmetricAxes([
      [366.38222799963245, 12.69289011569642, 301.4884715826662],
      [12.69289011569642, 2.053299807570193, 29.43224710173252],
      [301.4884715826662, 29.43224710173252, 871.4139720785155],
    ])
    expect(major.x).toBeCloseTo(0.4227801077053211, 10)
    expect(major.y).toBeCloseTo(0.03167004501671611, 10)
    expect(major.z).toBeCloseTo(0.9056787447971364, 10)
    expect(middle.x).toBeCloseTo(-0.9061817799547847, 10)
    expect(middle.z).toBeCloseTo(0.42286730753362683, 10)
    const [planar, across] = symmetricAxes(matrices[1] ?? [])
    expect(planar.x).toBeCloseTo(0.9723376955932604, 10)
    expect(across.y).toBeCloseTo(-0.9723376955932604, 10)
  })
})
