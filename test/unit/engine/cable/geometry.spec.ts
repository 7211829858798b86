import { describe, expect, it } from 'vitest'
import {
  lambdaUm,
  measureSegments,
  roundedPoints,
  sectionGeometry,
  sectionLengthUm,
} from '../../../../src-engine/cable/geometry.ts'
import { MorphologyBuilder } from '../../../../src-engine/morphology/builder.ts'

function sectionOf(...points: readonly (readonly [number, number, number, number])[]) {
  const builder = new MorphologyBuilder()
  builder.addSection({ type: 3, parent: -1, parentX: 0 })
  for (const [x, y, z, diameter] of points) builder.addSample(x, y, z, diameter, 0)
  return builder.build('section', 'asc')
}

describe('cable geometry', () => {
  // Measured with NEURON 8.2.2, Ra 100 Ω·cm.
  const bent = sectionOf([0, 0, 0, 2], [10, 0, 0, 4], [10, 20, 0, 1], [40, 20, 0, 1])
  it('integrates a tapering, bent section as NEURON does', () => {
    const { areaUm2, diameterUm, nearResistance, farResistance } = sectionGeometry(bent, 0, 3)
    const areas = [197.1063660188995, 86.54820640477493, 62.83185307179586]
    const resistances = [1.5915494309189535, 6.366197723675816, 25.464790894703256, 12.732395447351628]
    areas.forEach((area, i) => expect(areaUm2[i]).toBeCloseTo(area, 11))
    expect([...diameterUm]).toEqual([3.125, 1.375, 1].map(value => expect.closeTo(value, 12) as number))
    const between = [...nearResistance, 0].map((near, i) => 100 * (near + (farResistance[i - 1] ?? 0)))
    resistances.forEach((resistance, i) => expect(between[i]).toBeCloseTo(resistance, 11))
  })
  it('keeps area and resistance of the whole whatever nseg is', () => {
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
    const whole = sectionGeometry(bent, 0, 1)
    for (const nseg of [2, 3, 7, 101]) {
      const parts = sectionGeometry(bent, 0, nseg)
      expect(sum(parts.areaUm2)).toBeCloseTo(sum(whole.areaUm2), 9)
      const resistance = (g: typeof whole) => sum(g.nearResistance) + sum(g.farResistance)
      expect(resistance(parts)).toBeCloseTo(resistance(whole), 9)
    }
  })
  it('gives a cylinder its formulas', () => {
    const { areaUm2, diameterUm, nearResistance } = sectionGeometry(
      sectionOf([0, 0, 0, 3], [0, 0, 60, 3]),
      0,
      4,
    )
    expect(areaUm2[2]).toBeCloseTo(Math.PI * 3 * 15, 11)
    expect(diameterUm[2]).toBeCloseTo(3, 12)
    // R = ρ l / A with 1 Ω·cm = 0.01 MΩ·µm.
    expect(nearResistance[2]).toBeCloseTo((0.01 * 7.5) / (Math.PI * 2.25), 14)
  })
  // Measured with NEURON 8.2.2.
  it('counts the ring at a step with the half that ends there', () => {
    const step = sectionOf([0, 0, 0, 1], [5, 0, 0, 1], [5, 0, 0, 3], [10, 0, 0, 3])
    expect([...sectionGeometry(step, 0, 2).areaUm2]).toEqual([
      expect.closeTo(21.99114857512856, 10),
      expect.closeTo(47.12388980384689, 10),
    ])
    expect(sectionGeometry(step, 0, 3).areaUm2[1]).toBeCloseTo(27.227136331111556, 10)
  })
  it('uses the magnitude of a negative diameter', () => {
    const spiny = sectionOf([0, 0, 0, -1], [10, 0, 0, -2])
    expect(sectionGeometry(spiny, 0, 1).areaUm2[0]).toBeCloseTo(47.18275789651044, 10)
  })
  it('takes differences of coordinates in 32 bits', () => {
    const points = roundedPoints(sectionOf([70000.123, 0, 0, 1], [70001.456, 0.1, 0, 1]), 0)
    const dx = Math.fround(Math.fround(70001.456) - Math.fround(70000.123))
    expect(sectionLengthUm(points)).toBe(Math.sqrt(dx * dx + Math.fround(0.1) * Math.fround(0.1)))
  })
  it('stays finite without width', () => {
    const { areaUm2, nearResistance } = sectionGeometry(sectionOf([0, 0, 0, 0], [10, 0, 0, 0]), 0, 1)
    // NEURON 8.2.2: ri(1) 12732395447351.625 for Ra 1; its area is 0, which nothing could be divided by.
    expect(nearResistance[0]).toBeCloseTo(12732395447351.625, 0)
    expect(areaUm2[0]).toBeGreaterThan(0)
  })
  it('stays finite without length', () => {
    const points = roundedPoints(sectionOf([1, 1, 1, 2], [1, 1, 1, 2], [1, 1, 1, 2]), 0)
    expect(sectionLengthUm(points)).toBe(1e-9)
    const { areaUm2, diameterUm, nearResistance, farResistance } = measureSegments(points, 3)
    for (const value of [...areaUm2, ...diameterUm, ...nearResistance, ...farResistance]) {
      expect(Number.isFinite(value) && value > 0).toBe(true)
    }
  })
})

describe('cable lambdaUm', () => {
  it('is the formula of a cylinder', () => {
    const points = roundedPoints(sectionOf([0, 0, 0, 1], [1000, 0, 0, 1]), 0)
    // 1e5 √(d / (4π f Ra cm)); Ra 100, cm 1, 100 Hz: 282.09 µm.
    expect(lambdaUm(points, 100, 100, 1)).toBeCloseTo(100000 * Math.sqrt(1 / (4 * Math.PI * 100 * 100)), 9)
  })
  it('leaves out pieces without width', () => {
    const points = roundedPoints(sectionOf([0, 0, 0, 0], [10, 0, 0, 0], [20, 0, 0, 1]), 0)
    expect(Number.isFinite(lambdaUm(points, 100, 100, 1))).toBe(true)
  })
})
