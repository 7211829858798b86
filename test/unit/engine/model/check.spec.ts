import { describe, expect, it } from 'vitest'
import { renderLine } from '../../../../src-engine/core/diagnostics/render.ts'
import { checkModel } from '../../../../src-engine/model/check.ts'
import { emptyModel, type ModelDocument } from '../../../../src-engine/model/document.ts'
import { bushyCell } from '../../../support/cells.ts'
import { describedMechanisms, lookupOf } from '../../../support/mechanisms.ts'

const surroundings = { morphology: bushyCell(), mechanisms: lookupOf(describedMechanisms) }
const check = (change: Partial<ModelDocument>) =>
  checkModel({ ...emptyModel('cell'), ...change }, surroundings)
const codes = (change: Partial<ModelDocument>) => check(change).map(({ code }) => code)
const insert = (mechanism: string, region: string, parameters: Record<string, number> = {}) => ({
  id: `${mechanism}@${region}`,
  mechanism,
  region,
  parameters,
})
const hh = insert('hh', 'soma')
const run = emptyModel('').run

describe('model check', () => {
  it('says nothing of a good model', () => {
    const good: Partial<ModelDocument> = {
      mechanisms: [hh, insert('pas', 'all', { g: 0.0001 })],
      globals: { 'hh.q10': 2.3 },
      properties: [
        { id: 'a', property: 'Ra', region: 'dend', value: 150 },
        { id: 'b', property: 'ena', region: 'soma[0]', value: 55 },
      ],
      pointProcesses: [
        { id: 'clamp1', mechanism: 'IClamp', at: { section: 'soma', x: 0.5 }, parameters: { amp: 0.3 } },
      ],
      probes: ['v', 'hh.m', 'm_hh', 'ina', 'ek', 'clamp1.i', 'pas.i', 'hh.q10'].map(variable => ({
        id: variable,
        at: { section: 'soma[0]', x: 0.5 },
        variable,
      })),
      spikes: [{ id: 's', at: { section: 'axon[1]', x: 1 }, thresholdMv: -20 }],
    }
    expect(check(good)).toEqual([])
  })

  it('says which entry of the document each finding is about', () => {
    const subjects = (change: Partial<ModelDocument>) => check(change).map(({ subject }) => subject)
    expect(subjects({ mechanisms: [insert('hh', 'soma', { gnabar: NaN })] })).toEqual([
      'mechanisms.hh@soma.gnabar',
    ])
    expect(subjects({ mechanisms: [insert('hhh', 'soma')] })).toEqual(['mechanisms.hhh@soma'])
    expect(subjects({ globals: { 'hh.q1': 3 } })).toEqual(['globals.hh.q1'])
    expect(subjects({ properties: [{ id: 'p1', property: 'cm', region: 'all', value: -1 }] })).toEqual([
      'properties.p1',
    ])
    const at = { section: 'nowhere', x: 0.5 }
    expect(
      subjects({
        pointProcesses: [{ id: 'clamp1', mechanism: 'IClamp', at, parameters: { amp: Infinity } }],
        probes: [{ id: 'probe1', at: { section: 'soma', x: 0.5 }, variable: 'w' }],
        spikes: [{ id: 'spikes1', at, thresholdMv: 0 }],
      }),
    ).toEqual(['pointProcesses.clamp1', 'pointProcesses.clamp1.amp', 'probes.probe1', 'spikes.spikes1'])
    expect(subjects({ discretisation: { kind: 'fixed', count: 0 } })).toEqual(['discretisation'])
    expect(subjects({ run: { ...run, dtMs: 0, celsius: NaN } })).toEqual(['run.dtMs', 'run.celsius'])
  })

  it('names what was meant', () => {
    expect(check({ mechanisms: [insert('hhh', 'soma')] })[0]!.message).toBe(
      'There is no mechanism "hhh". Did you mean "hh"?',
    )
    expect(check({ mechanisms: [insert('hh', 'dned')] })[0]!.message).toBe(
      'Mechanism "hh" in "dned" names the region "dned", which this cell does not have. Did you mean "dend"?',
    )
    expect(check({ mechanisms: [insert('hh', 'soma', { gnabra: 1 })] })[0]!.message).toBe(
      '"hh" has no parameter "gnabra" that can be set here. Did you mean "gnabar"?',
    )
    expect(check({ globals: { 'hh.q1': 3 } })[0]!.message).toBe(
      'There is no global parameter "hh.q1". Did you mean "hh.q10"?',
    )
    expect(
      renderLine(
        check({ mechanisms: [hh], properties: [{ id: 'p', property: 'eNa', region: 'all', value: 1 }] })[0]!,
      ),
    ).toBe(
      'error model/unknown-property "eNa" is not a property of the cable or of an ion in use. Did you mean "ena"?',
    )
  })

  it('keeps density mechanisms and point processes apart', () => {
    expect(codes({ mechanisms: [insert('IClamp', 'soma')] })).toEqual(['model/wrong-kind'])
    expect(
      codes({
        pointProcesses: [{ id: 'c', mechanism: 'pas', at: { section: 'soma[0]', x: 0 }, parameters: {} }],
      }),
    ).toEqual(['model/wrong-kind'])
  })

  it('warns of a region without sections and of values outside a mechanism’s limits', () => {
    const cell = {
      ...surroundings,
      morphology: {
        ...surroundings.morphology,
        sections: { ...surroundings.morphology.sections, count: 1, name: ['soma[0]'] },
      },
    }
    const found = checkModel({ ...emptyModel('cell'), mechanisms: [insert('pas', 'axon')] }, cell)
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['model/empty-region', 'warning']])
    expect(check({ mechanisms: [insert('hh', 'soma', { gnabar: -1 })] })[0]!.message).toBe(
      'Mechanism "hh" in "soma": gnabar = -1 S/cm2 is below 0, the limit that its mechanism gives.',
    )
  })

  it('refuses places that are not on the cell', () => {
    const at = (section: string, x: number) =>
      codes({ spikes: [{ id: 's', at: { section, x }, thresholdMv: 0 }] })
    expect(at('dend[77]', 0.5)).toEqual(['model/unknown-section'])
    expect(at('soma[0]', 1.01)).toEqual(['model/position-out-of-range'])
    expect(at('soma[0]', NaN)).toEqual(['model/position-out-of-range'])
  })

  it('refuses variables that are not at the place', () => {
    const variable = (name: string, section = 'soma[0]') =>
      codes({ mechanisms: [hh], probes: [{ id: 'p', at: { section, x: 0.5 }, variable: name }] })
    expect(variable('ina')).toEqual([])
    expect(variable('hh.minf')).toEqual(['model/unknown-variable'])
    expect(variable('clamp.i')).toEqual(['model/unknown-variable'])
  })

  it('says which ion is missing where a name speaks of one that nothing there uses', () => {
    const probes = [{ id: 'p', at: { section: 'dend[0]', x: 0.5 }, variable: 'ina' }]
    expect(check({ mechanisms: [hh], probes }).map(({ message }) => message)).toEqual([
      'There is no "ina" at dend[0](0.5): no mechanism there uses the ion na.',
    ])
    const properties = [{ id: 'x', property: 'cao', region: 'soma', value: 2 }]
    expect(check({ mechanisms: [hh], properties }).map(({ message }) => message)).toEqual([
      'There is no "cao" at "soma": no mechanism there uses the ion ca.',
    ])
  })

  it('refuses values that are no numbers or not positive where they must be', () => {
    const property = (name: string, value: number) =>
      codes({ mechanisms: [hh], properties: [{ id: 'p', property: name, region: 'all', value }] })
    expect(property('Ra', 0)).toEqual(['model/not-positive'])
    expect(property('cm', -1)).toEqual(['model/not-positive'])
    expect(property('nai', 0)).toEqual(['model/not-positive'])
    expect(property('ena', -90)).toEqual([])
    expect(property('nseg', 0)).toEqual(['model/not-a-count'])
    expect(property('nseg', 2.5)).toEqual(['model/not-a-count'])
    expect(property('nseg', 3)).toEqual([])
    expect(property('ena', Infinity)).toEqual(['model/value-not-finite'])
    expect(codes({ mechanisms: [insert('pas', 'all', { g: NaN })] })).toEqual(['model/value-not-finite'])
  })

  it('refuses settings with which no run is possible', () => {
    const settings = (change: Partial<typeof run>) => codes({ run: { ...run, ...change } })
    expect(settings({ dtMs: 0 })).toEqual(['model/bad-step'])
    expect(settings({ dtMs: NaN })).toEqual(['model/bad-step'])
    expect(settings({ dtMs: 1 })).toEqual(['model/coarse-step'])
    expect(settings({ eventOrder: 'neuron-binned' })).toEqual([])
    expect(settings({ eventOrder: 'neuron-binned', method: 'adaptive' })).toEqual([
      'model/bins-without-steps',
    ])
    expect(settings({ tStopMs: -1 })).toEqual(['model/bad-stop'])
    expect(settings({ tStopMs: 1e9 })).toEqual(['model/too-many-steps'])
    expect(settings({ celsius: -300 })).toEqual(['model/bad-temperature'])
    expect(settings({ vInitMv: Infinity })).toEqual(['model/bad-initial-voltage'])
    expect(settings({ tStopMs: 0 })).toEqual([])
  })

  it('refuses compartments that cannot be counted', () => {
    expect(codes({ discretisation: { kind: 'fixed', count: 0 } })).toEqual(['model/bad-discretisation'])
    expect(codes({ discretisation: { kind: 'fixed', count: 2.5 } })).toEqual(['model/bad-discretisation'])
    expect(codes({ discretisation: { kind: 'maximum-length', lengthUm: -3 } })).toEqual([
      'model/bad-discretisation',
    ])
    expect(codes({ discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 0 } })).toEqual([
      'model/bad-discretisation',
    ])
  })

  it('refuses two of one id', () => {
    expect(codes({ mechanisms: [hh, hh] })).toEqual(['model/repeated-id'])
  })
})
