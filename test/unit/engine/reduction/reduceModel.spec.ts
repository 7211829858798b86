import { describe, expect, it } from 'vitest'
import { checkModel } from '../../../../src-engine/model/check.ts'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import { indexSections } from '../../../../src-engine/model/regions.ts'
import { mapPlace } from '../../../../src-engine/morphology/reduction/locationMapping.ts'
import { storedPointsOfAll } from '../../../../src-engine/morphology/storedPoints.ts'
import { sectionAreas } from '../../../../src-engine/morphology/measure/area.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'
import { reduceMorphology } from '../../../../src-engine/reduction/methods.ts'
import { passiveOfModel, withAssumedLeak } from '../../../../src-engine/reduction/model/passiveOfModel.ts'
import { reduceModel } from '../../../../src-engine/reduction/model/reduceModel.ts'
import type { ReductionSettings } from '../../../../src-engine/reduction/optionTable.ts'
import { readSettings } from '../../../../src-engine/reduction/readSettings.ts'
import type { ReductionMethod } from '../../../../src-engine/morphology/reduction/reducedCell.ts'
import { densityUses, setValue } from '../../../../src-engine/simulation/membrane.ts'
import { bushyCell } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, simulate } from '../../../support/engine.ts'
import { inFullPrecision } from './rallTree.ts'

const catalogue = libraryCatalogue()
const cell = inFullPrecision(bushyCell())

const model = documentOf({
  discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 },
  mechanisms: [
    { id: 'leak', mechanism: 'pas', region: 'all', parameters: { g: 1e-4, e: -70 } },
    { id: 'soma', mechanism: 'hh', region: 'soma', parameters: {} },
    { id: 'some', mechanism: 'hh', region: 'dend[1]', parameters: { gnabar: 0.05 } },
    { id: 'pool', mechanism: 'capool', region: 'dend', parameters: { depth: 0.2 } },
  ],
  properties: [
    { id: 'ra', property: 'Ra', region: 'all', value: 130 },
    { id: 'cm', property: 'cm', region: 'all', value: 1.2 },
    { id: 'cm2', property: 'cm', region: 'dend[2]', value: 2 },
    { id: 'nseg', property: 'nseg', region: 'soma', value: 3 },
  ],
  pointProcesses: ['a', 'b'].map(id => ({
    id,
    mechanism: 'ExpSyn',
    at: { section: 'dend[2]', x: 0.5 },
    parameters: { tau: 2 },
  })),
  probes: [
    { id: 'v', at: { section: 'soma[0]', x: 0.5 }, variable: 'v' },
    { id: 'far', at: { section: 'apic[1]', x: 1 }, variable: 'v' },
  ],
  plays: [
    {
      id: 'course',
      targets: [{ region: 'dend[2]', variable: 'pas.e' }],
      values: [-70, -70],
      timesMs: [0, 1],
      course: 'linear',
    },
  ],
})

function reduce(document: ModelDocument, method: ReductionMethod, settings: ReductionSettings = {}) {
  const passive = passiveOfModel(document, cell, catalogue)
  const reduced = reduceMorphology(cell, passive, readSettings(method, settings).value!).value!
  const { value, diagnostics } = reduceModel(
    document,
    { morphology: cell, reduced, reducedId: 'reduced' },
    catalogue,
  )
  return { reduced, model: value!, diagnostics }
}

/** Σ density·area of a parameter over a cell [S/cm²·µm²]. */
function total(document: ModelDocument, morphology: Morphology, mechanism: string, parameter: string) {
  const areas = sectionAreas(morphology, storedPointsOfAll(morphology))
  const use = densityUses(document, indexSections(morphology), catalogue).find(
    one => one.mechanism.name === mechanism,
  )!
  const field = use.mechanism.fields.find(({ name }) => name === parameter)!
  return areas.reduce(
    (sum, area, section) =>
      use.inserted[section] ? sum + area * (setValue(use, section, parameter) ?? field.default) : sum,
    0,
  )
}

describe('reduction of a model', () => {
  it.each(['collapse', 'bush', 'rall'] as const)(
    'by %s conserves the conductance of each mechanism',
    method => {
      const { reduced, model: small } = reduce(model, method)
      for (const [mechanism, parameter] of [
        ['pas', 'g'],
        ['hh', 'gnabar'],
        ['hh', 'gl'],
      ] as const) {
        const before = total(model, cell, mechanism, parameter)
        const after = total(small.document, reduced.morphology, mechanism, parameter)
        expect(Math.abs(after / before - 1)).toBeLessThan(1e-9)
      }
    },
  )

  it('multiplies the depth of shells as it does densities, and leaves reversal potentials alone', () => {
    const { reduced, model: small } = reduce(model, 'collapse', { clusters: 1, perType: true })
    const section = reduced.report.cables.findIndex(({ section: name }) => name.startsWith('dend'))
    const factor = reduced.report.cables[section]!.membraneFactor
    expect(factor).toBeGreaterThan(1)
    const { mechanisms } = small.document
    const pool = mechanisms.find(({ mechanism }) => mechanism === 'capool')!
    expect(pool.parameters['depth']! / factor).toBeCloseTo(0.2, 12)
    for (const { mechanism, parameters } of mechanisms)
      if (mechanism === 'pas') expect(parameters['e'] ?? -70).toBe(-70)
  })

  it('moves processes and probes by the mapping, and says which could be one', () => {
    const { reduced, model: small } = reduce(model, 'analytic', { sectionPerCompartment: true })
    const place = mapPlace(reduced.mapping, { section: cell.sections.name.indexOf('dend[2]'), x: 0.5 })
    const name = reduced.morphology.sections.name[place.section]
    for (const { at } of small.document.pointProcesses) expect(at).toEqual({ section: name, x: place.x })
    expect(small.moved.map(({ id, to }) => [id, to.section])).toEqual([
      ['a', name],
      ['b', name],
    ])
    expect(small.couldMerge).toEqual([['a', 'b']])
    expect(small.document.morphology).toBe('reduced')
    const targets = small.document.plays?.flatMap(play => play.targets.map(({ region }) => region))
    expect(targets?.every(region => reduced.morphology.sections.name.includes(region ?? ''))).toBe(true)
  })

  it.each(['collapse', 'bush', 'rall', 'stratford', 'analytic'] as const)(
    'by %s gives a model in which nothing is wrong',
    method => {
      const { reduced, model: small } = reduce(model, method)
      const found = checkModel(small.document, { morphology: reduced.morphology, mechanisms: catalogue })
      expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    },
  )

  it('takes a leak for granted where none is known, and says so', () => {
    const bare = { ...model, mechanisms: model.mechanisms.filter(({ mechanism }) => mechanism === 'hh') }
    const known = passiveOfModel(bare, cell, catalogue)
    const { value, diagnostics } = withAssumedLeak(known, cell, 25_000)
    const soma = cell.sections.name.indexOf('soma[0]')
    expect(value?.conductanceSCm2[soma]).toBe(0.0003)
    expect(value?.conductanceSCm2[cell.sections.name.indexOf('apic[0]')]).toBe(1 / 25_000)
    expect(diagnostics.map(({ code }) => code)).toEqual(['reduction/leak-assumed'])
    expect(withAssumedLeak(passiveOfModel(model, cell, catalogue), cell, 25_000).diagnostics).toEqual([])
  })

  it('says where a parameter was not the same in what became one', () => {
    const uneven = {
      ...model,
      mechanisms: [
        ...model.mechanisms,
        { id: 'warm', mechanism: 'pas', region: 'dend[1]', parameters: { e: -60 } },
      ],
    }
    const { diagnostics } = reduce(uneven, 'collapse', { clusters: 1 })
    expect(diagnostics.map(({ code }) => code)).toContain('reduction/parameter-of-place')
    expect(diagnostics.some(({ message }) => message.includes('"e" of "pas"'))).toBe(true)
  })

  it.skipIf(!machine)('runs, and rests where the cell rests', async () => {
    const passive = documentOf({
      ...model,
      mechanisms: [{ id: 'leak', mechanism: 'pas', region: 'all', parameters: { g: 1e-4, e: -70 } }],
      plays: [],
      run: { tStopMs: 100, vInitMv: -60 },
    })
    const { reduced, model: small } = reduce(passive, 'collapse')
    const { traces } = await simulate(small.document, reduced.morphology, { catalogue })
    expect(traces['v']!.at(-1)).toBeLessThan(-69)
    expect(traces['far']!.at(-1)).toBeLessThan(-69)
  })
})
