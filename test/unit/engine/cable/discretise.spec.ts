import { describe, expect, it } from 'vitest'
import { discretise } from '../../../../src-engine/cable/discretise/discretise.ts'
import type { Discretisation } from '../../../../src-engine/model/document.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'
import { ballAndStick, bushyCell, cellOf } from '../../../support/cells.ts'

const cut = (morphology: Morphology, discretisation: Discretisation, ra = 35.4, cm = 1) =>
  discretise(morphology, discretisation, {
    raOhmCm: new Float64Array(morphology.sections.count).fill(ra),
    cmUfCm2: new Float64Array(morphology.sections.count).fill(cm),
  })

describe('cable discretise', () => {
  it('gives NEURON’s areas and resistances for a cylinder', () => {
    const compartments = cut(cellOf([{ lengthUm: 100, diameterUm: 1 }]), { kind: 'fixed', count: 4 }).value!
    expect(compartments.count).toBe(4)
    // Golden values of NEURON 8.2.2: area 78.53981633974483 µm², ri 23.8732414637843 and 47.7464829275686 MΩ at Ra 150.
    for (const area of compartments.areaUm2) expect(area).toBeCloseTo(78.53981633974483, 10)
    expect(150 * compartments.nearResistance[0]!).toBeCloseTo(23.8732414637843, 11)
    expect(150 * (compartments.farResistance[0]! + compartments.nearResistance[1]!)).toBeCloseTo(
      47.7464829275686,
      11,
    )
    expect(150 * compartments.farResistance[3]!).toBeCloseTo(23.8732414637843, 11)
  })

  it('gives NEURON’s areas and resistances for a cone', () => {
    const compartments = cut(cellOf([{ lengthUm: 100, diameterUm: [1, 3] }]), {
      kind: 'fixed',
      count: 2,
    }).value!
    expect([...compartments.areaUm2]).toEqual([
      expect.closeTo(235.63122969717585, 9),
      expect.closeTo(392.7187161619598, 9),
    ])
    expect([...compartments.diameterUm]).toEqual([expect.closeTo(1.5, 12), expect.closeTo(2.5, 12)])
    expect(35.4 * compartments.nearResistance[0]!).toBeCloseTo(7.51211331393746, 11)
    expect(35.4 * (compartments.farResistance[0]! + compartments.nearResistance[1]!)).toBeCloseTo(
      6.009690651149969,
      11,
    )
    expect(35.4 * compartments.farResistance[1]!).toBeCloseTo(1.5024226627874921, 11)
  })

  it('cuts ⌈L / length⌉ compartments', () => {
    const { firstOfSection } = cut(ballAndStick(101), { kind: 'maximum-length', lengthUm: 20 }).value!
    expect([...firstOfSection]).toEqual([0, 1, 7])
  })

  it('follows the d_lambda rule', () => {
    // λ_100 of a 1 µm cylinder at Ra 100 is 282.09 µm: NEURON makes 37 compartments of 1000 µm.
    const cylinder = cellOf([{ lengthUm: 1000, diameterUm: 1 }])
    expect(cut(cylinder, { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 }, 100).value!.count).toBe(37)
    expect(cut(cylinder, { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 }, 100, 0).value!.count).toBe(1)
  })

  it('measures path distance along parents, from where a child is really attached', () => {
    const { pathDistanceUm, firstOfSection } = cut(bushyCell(), { kind: 'fixed', count: 1 }).value!
    const at = (section: number) => pathDistanceUm[firstOfSection[section]!]
    expect(at(0)).toBe(10)
    expect(at(3)).toBe(20 + 80 + 30)
    expect(at(5)).toBe(20 + 25)
    expect(at(6)).toBe(100)
    expect(at(9)).toBe(10 + 45 + 20) // 0.7 snaps to the centre of the parent’s only compartment
  })

  it('refuses more compartments than a section or a cell can have', () => {
    const { value, diagnostics } = cut(ballAndStick(1000), { kind: 'maximum-length', lengthUm: 1e-4 })
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code }) => code)).toContain('model/too-many-compartments')
    expect(diagnostics[0]!.message).toContain('soma[0]')
  })
})
