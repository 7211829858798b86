import { describe, expect, it } from 'vitest'
import { attenuations } from '../../../../src-engine/electrotonic/attenuations.ts'
import { electrotonicAnatomy } from '../../../../src-engine/electrotonic/electrotonicAnatomy.ts'
import { frequencyFactor, lengthConstants } from '../../../../src-engine/electrotonic/lengthConstants.ts'
import { transformedCell } from '../../../../src-engine/electrotonic/transformedCell.ts'
import { MorphologyBuilder } from '../../../../src-engine/morphology/builder.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'
import { measureSections } from '../../../../src-engine/morphology/measure/sectionTable.ts'
import { randomCell } from '../morphology/measure/cells.ts'

const cable = { raOhmCm: 150, rmOhmCm2: 20_000, cmUfCm2: 1 }

interface Piece {
  readonly type?: number
  readonly parent: number
  readonly lengthUm: number
  readonly diameters: readonly [number, number]
}

function straight(pieces: readonly Piece[]): Morphology {
  const builder = new MorphologyBuilder()
  pieces.forEach(({ type = 3, parent, lengthUm, diameters }, k) => {
    builder.addSection({ type, parent, parentX: parent < 0 ? 0 : 1 })
    builder.addSample(0, 10 * k, 0, diameters[0], 0)
    builder.addSample(lengthUm, 10 * k, 0, diameters[1], 0)
  })
  return builder.build('straight', 'sections')
}

/** |cosh(L√(1 + jωτ))|: attenuation along a cylinder with a sealed end. */
function sealed(length: number, hz: number): number {
  const omegaTau = 2 * Math.PI * hz * cable.rmOhmCm2 * cable.cmUfCm2 * 1e-6
  const size = Math.sqrt(1 + omegaTau ** 2)
  const [a, b] = [Math.sqrt((size + 1) / 2) * length, Math.sqrt((size - 1) / 2) * length]
  return Math.hypot(Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b))
}

describe('electrotonic', () => {
  it('EL1 has Rall’s length constant', () => {
    const { lambdaUm, length } = lengthConstants(
      straight([{ parent: -1, lengthUm: 500, diameters: [2, 2] }]),
      cable,
      0,
    )
    // √(d/4 · Rm/Ra) in cm.
    const expected = Math.sqrt(((2e-4 / 4) * 20_000) / 150) * 1e4
    expect(lambdaUm[0]! / expected).toBeCloseTo(1, 14)
    expect(length[0]! / (500 / expected)).toBeCloseTo(1, 14)
  })
  it('EL1 integrates over cones', () => {
    const { length } = lengthConstants(
      straight([{ parent: -1, lengthUm: 300, diameters: [6, 0.5] }]),
      cable,
      0,
    )
    let sum = 0
    for (let k = 0; k < 100_000; k++) {
      const diameterCm = (6 + ((0.5 - 6) * (k + 0.5)) / 100_000) * 1e-4
      sum += 300e-4 / 100_000 / Math.sqrt(((diameterCm / 4) * cable.rmOhmCm2) / cable.raOhmCm)
    }
    expect(length[0]! / sum).toBeCloseTo(1, 8)
  })
  it('EL2 shortens λ with frequency, to NEURON’s at high ones', () => {
    const cell = straight([{ parent: -1, lengthUm: 500, diameters: [2, 2] }])
    expect(frequencyFactor(cable, 0)).toBe(1)
    // √(2/(1 + √2)) where ωτ = 1.
    expect(frequencyFactor(cable, 1 / (2 * Math.PI * 0.02))).toBeCloseTo(Math.sqrt(2 / (1 + Math.SQRT2)), 14)
    const { lambdaAtFrequencyUm, lambdaNeuronUm } = lengthConstants(cell, cable, 5000)
    // Where the conductance of the membrane is negligible both are the same length: to 1/(2ωτ), 0.08 %.
    expect(Math.abs(lambdaAtFrequencyUm[0]! / lambdaNeuronUm[0]! - 1)).toBeLessThan(1e-3)
    // NEURON's lambda_f(100) in its own words: 1e5·√(diam/(4π·f·Ra·cm)).
    const at100 = lengthConstants(cell, cable, 100).lambdaNeuronUm[0]!
    expect(at100 / (1e5 * Math.sqrt(2 / (4 * Math.PI * 100 * 150)))).toBeCloseTo(1, 12)
  })
  it('EL3 adds up lengths from the soma, which is a point', () => {
    const cell = straight([
      { type: 1, parent: -1, lengthUm: 20, diameters: [20, 20] },
      { parent: 0, lengthUm: 100, diameters: [2, 2] },
      { parent: 1, lengthUm: 50, diameters: [1, 1] },
    ])
    const { length, startDistance, endDistance } = lengthConstants(cell, cable, 0)
    expect([...startDistance]).toEqual([0, 0, length[1]])
    expect(endDistance[0]).toBe(0)
    expect(endDistance[2]).toBeCloseTo(length[1]! + length[2]!, 15)
  })
  it('EL4 attenuates along a cylinder with a sealed end as cosh L says', () => {
    const cell = straight([{ parent: -1, lengthUm: 1200, diameters: [2, 2] }])
    const { length } = lengthConstants(cell, cable, 0)
    for (const hz of [0, 10, 200]) {
      const found = attenuations(cell, cable, hz, { kind: 'fixed', count: 999 }).value!
      // Second order in the length of compartments.
      expect(found.outwardAtEnd[0]! / Math.log(sealed(length[0]!, hz))).toBeCloseTo(1, 4)
      expect(found.inwardAtEnd[0]! / Math.log(sealed(length[0]!, hz))).toBeCloseTo(1, 4)
    }
  })
  it('EL4 loses inwards what a big soma draws: its conductance added at the end of a cylinder', () => {
    const somaUm = 40
    const cell = straight([
      { type: 1, parent: -1, lengthUm: somaUm, diameters: [somaUm, somaUm] },
      { parent: 0, lengthUm: 800, diameters: [2, 2] },
    ])
    const { length } = lengthConstants(cell, { ...cable }, 0)
    const found = attenuations(cell, cable, 0, { kind: 'fixed', count: 801 }).value!
    // V(x)/V(0) = cosh L + B sinh L, B = G_soma/G_∞ (Rall 1959), the soma's own axial resistance (20 µm wide cylinder) left out.
    const soma = (Math.PI * (somaUm * 1e-4) ** 2) / cable.rmOhmCm2
    const endless = ((Math.PI / 2) * 2e-4 ** 1.5) / Math.sqrt(cable.rmOhmCm2 * cable.raOhmCm)
    const expected = Math.log(Math.cosh(length[1]!) + (soma / endless) * Math.sinh(length[1]!))
    expect(found.inwardAtEnd[1]! / expected).toBeCloseTo(1, 2)
    expect(found.outwardAtEnd[1]! / Math.log(Math.cosh(length[1]!))).toBeCloseTo(1, 2)
    expect(found.inwardAtEnd[1]!).toBeGreaterThan(2 * found.outwardAtEnd[1]!)
  })
  it('EL4 adds up along the way, and is never negative', () => {
    const cell = randomCell(4)
    const { value } = electrotonicAnatomy(cell, cable, 50)
    const { outwardAtStart, outwardAtEnd, inwardAtStart, inwardAtEnd } = value!.attenuations
    for (let section = 0; section < cell.sections.count; section++) {
      const up = cell.sections.parent[section]!
      if (up <= 0) continue
      expect(outwardAtStart[section]).toBe(outwardAtEnd[up])
      expect(inwardAtStart[section]).toBe(inwardAtEnd[up])
      expect(value!.outwardLength[section]).toBeGreaterThan(0)
      expect(value!.inwardLength[section]).toBeGreaterThan(value!.outwardLength[section]!)
    }
  })
  it('EL6 knows nothing of what does not hang together with the soma', () => {
    const cell = straight([
      { type: 1, parent: -1, lengthUm: 20, diameters: [20, 20] },
      { parent: 0, lengthUm: 100, diameters: [2, 2] },
      { parent: -1, lengthUm: 50, diameters: [1, 1] },
    ])
    const { value } = electrotonicAnatomy(cell, cable)
    expect(value!.attenuations.outwardAtEnd[2]).toBeNaN()
    expect(value!.constants.endDistance[2]).toBeNaN()
    expect(value!.constants.length[2]).toBeGreaterThan(0)
    expect(value!.attenuations.outwardAtEnd[1]).toBeGreaterThan(0)
  })
  it('EL7 redraws the cell with the lengths that it is given', () => {
    const cell = randomCell(5)
    const wanted = Float64Array.from({ length: cell.sections.count }, (_, k) => 0.01 * (k + 1))
    const drawn = transformedCell(cell, wanted, 50)
    expect(drawn.sections.name).toEqual(cell.sections.name)
    const { lengthUm } = measureSections(drawn)
    expect(lengthUm[0]).toBeCloseTo(measureSections(cell).lengthUm[0]!, 9)
    for (let section = 1; section < wanted.length; section++) {
      expect(lengthUm[section]).toBeCloseTo(50 * wanted[section]!, 9)
      const up = cell.sections.parent[section]!
      if (up === 0) continue
      const [end, start] = [drawn.sections.firstSample[up + 1]! - 1, drawn.sections.firstSample[section]!]
      expect(drawn.samples.x[start]).toBeCloseTo(drawn.samples.x[end]!, 9)
    }
  })
})
