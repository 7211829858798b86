import { describe, expect, it } from 'vitest'
import {
  defaultRall,
  equivalentCylinder,
} from '../../../../src-engine/morphology/reduction/rall/equivalentCylinder.ts'
import { mapPlace } from '../../../../src-engine/morphology/reduction/locationMapping.ts'
import { uniformCable } from '../../../../src-engine/morphology/reduction/passiveCable.ts'
import { impedanceAt, inputMohm } from '../../../../src-engine/reduction/cellImpedance.ts'
import { passiveCell } from '../../../../src-engine/reduction/passiveCell.ts'
import { reducedPassive } from '../../../../src-engine/reduction/reducedPassive.ts'
import { rallTree } from './rallTree.ts'
import { bushyCell } from '../../../support/cells.ts'

const constants = { raOhmCm: 120, cmUfCm2: 1.1, rmOhmCm2: 12_000 }
const soma = { section: 0, x: 0.5 }

describe('reduction to Rall’s equivalent cylinder', () => {
  it.each([
    [1, 1],
    [3, 1],
    [3, 3],
  ])('is exact on a tree of %d forks and %d stems that obeys d^(3/2)', (levels, stems) => {
    const tree = rallTree(levels, stems)
    const { value } = equivalentCylinder(tree, uniformCable(tree.sections.count, constants), defaultRall)
    const [cable] = value!.report.cables
    const stemDiameters = Array.from({ length: stems }, (_, stem) => 4 + stem)
    const diameter = stemDiameters.reduce((sum, d) => sum + d ** 1.5, 0) ** (2 / 3)
    // λ = √(Rm·d/(4·Ra)); the lengths of the sections over their own λ.
    const lambda = (d: number) => Math.sqrt((12_000 * d * 1e-4) / (4 * 120)) * 1e4
    let electrotonic = 0
    for (let level = 0, d = 4; level <= levels; level++, d *= 2 ** (-2 / 3))
      electrotonic += (60 * (level + 1) * Math.sqrt(d)) / lambda(d)
    expect(Math.abs(cable!.diameterUm / diameter - 1)).toBeLessThan(1e-12)
    expect(Math.abs(cable!.lengthUm / (electrotonic * lambda(diameter)) - 1)).toBeLessThan(1e-12)
    expect(Math.abs(cable!.areaUm2 / cable!.originalAreaUm2 - 1)).toBeLessThan(1e-12)
    expect(value!.report.remarks).toEqual([])
  })

  it('keeps impedances of a compliant tree to 1e-9 at any frequency, where both are cut alike', () => {
    const tree = rallTree(2)
    const passive = uniformCable(tree.sections.count, constants)
    const reduced = equivalentCylinder(tree, passive, defaultRall).value!
    // Sections are 1 : 2 : 3 length constants long: with 1, 2 and 3 times n compartments all are of one electrotonic size.
    const n = 5
    const byLevel = (section: number) => (section === 0 ? 1 : section === 1 ? n : section < 4 ? 2 * n : 3 * n)
    const discretisation = { kind: 'fixed', count: 6 * n } as const
    const cut = (cell: typeof tree, cable: typeof passive, nseg: Float64Array) =>
      passiveCell(cell, cable, { discretisation, nseg }).value!
    const full = cut(
      tree,
      passive,
      Float64Array.from(tree.sections.name, (_, section) => byLevel(section)),
    )
    const small = cut(reduced.morphology, reducedPassive(reduced, passive), Float64Array.of(1, 6 * n))
    for (const hz of [0, 10, 100, 1000]) {
      expect(Math.abs(inputMohm(small, soma, hz) / inputMohm(full, soma, hz) - 1)).toBeLessThan(1e-9)
      // Current into one tip reaches the soma as it does from the cylinder's end.
      const place = { section: 7, x: 1 - 0.5 / (3 * n) }
      const there = mapPlace(reduced.mapping, place)
      expect(there.x).toBeCloseTo(1 - 0.5 / (6 * n), 12)
      const [one, other] = [impedanceAt(full, soma, hz), impedanceAt(small, soma, hz)]
      const [a, b] = [one.transfer[full.positionOf(place)]!, other.transfer[small.positionOf(there)]!]
      expect(Math.abs(b.re - a.re) / Math.abs(a.re)).toBeLessThan(1e-9)
      if (hz > 0) expect(Math.abs(b.im - a.im) / Math.abs(a.im)).toBeLessThan(1e-9)
    }
  })

  it('has the input conductance G∞·tanh L of theory, without the soma', () => {
    const tree = rallTree(2)
    const passive = uniformCable(tree.sections.count, constants)
    const reduced = equivalentCylinder(tree, passive, defaultRall).value!
    const [cable] = reduced.report.cables
    const dCm = cable!.diameterUm * 1e-4
    const conductance = ((Math.PI / 2) * dCm ** 1.5) / Math.sqrt(12_000 * 120)
    const theory = conductance * Math.tanh(cable!.details['electrotonicLength']!) * 1e6
    const discretisation = { kind: 'fixed', count: 2001 } as const
    const small = passiveCell(reduced.morphology, reducedPassive(reduced, passive), {
      discretisation,
      kept: [{ section: 1, end: 0 }],
    }).value!
    const somaUs = (Math.PI * 20 * 20 * 1e-8 * 1e6) / 12_000
    // Attached at the soma's end, whose half resistance is small but not nothing.
    const halfMohm = (4 * 120 * 10) / (Math.PI * 400 * 100)
    const expected = 1 / (somaUs + 1 / (1 / theory + halfMohm))
    // The soma is cut into 2001 as well and is not quite one potential.
    expect(Math.abs(inputMohm(small, soma, 0) / expected - 1)).toBeLessThan(1e-4)
  })

  it('says how far a cell is from one that is a cylinder', () => {
    const cell = bushyCell()
    const { value } = equivalentCylinder(cell, uniformCable(cell.sections.count, constants), defaultRall)
    expect(value?.report.remarks).toHaveLength(2)
    expect(value?.report.remarks[0]).toContain('d^(3/2)')
    expect(value?.report.remarks[1]).toContain('length constants')
  })
})
