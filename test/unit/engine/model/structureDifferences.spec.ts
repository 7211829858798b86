import { describe, expect, it } from 'vitest'
import {
  indexSections,
  type ModelDocument,
  prepareRun,
  startRun,
  structureDifferences,
} from '../../../../src-engine/index.ts'
import { ballAndStick } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue } from '../../../support/engine.ts'
import { machines, noMachine } from '../../../support/machines.ts'

const machine = machines.at(-1)!
const cell = ballAndStick()
const soma = { section: 'soma[0]', x: 0.5 }
const dend = { section: 'dend[0]', x: 0.5 }

const saved = documentOf({
  discretisation: { kind: 'fixed', count: 5 },
  mechanisms: [
    { id: 'a', mechanism: 'hh', region: 'all', parameters: {} },
    { id: 'b', mechanism: 'pas', region: 'dend', parameters: { g: 0.001 } },
  ],
  pointProcesses: [
    { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { amp: 0.1 } },
    { id: 'syn', mechanism: 'ExpSyn', at: dend, parameters: {} },
  ],
  artificialCells: [{ id: 'stim', mechanism: 'NetStim', parameters: { number: 5 } }],
  connections: [
    { id: 'c', source: { kind: 'process', process: 'stim' }, target: 'syn', delayMs: 1, weights: [0.001] },
    {
      id: 'd',
      source: { kind: 'threshold', at: soma, variable: 'v', threshold: 0 },
      target: 'syn',
      delayMs: 2,
      weights: [0.001],
    },
  ],
  plays: [
    { id: 'p', targets: [{ variable: 'clamp.amp' }], values: [0, 1], timesMs: [0, 5], course: 'linear' },
  ],
  electrodes: [
    {
      id: 'e',
      at: { xUm: 50, yUm: 0, zUm: 0 },
      sources: 'point',
      medium: { kind: 'resistive', sigmaSPerM: 0.3 },
    },
  ],
  probes: [{ id: 'v', at: soma, variable: 'v' }],
  spikes: [{ id: 's', at: soma, thresholdMv: 0 }],
})

type Edit = (document: ModelDocument) => Partial<ModelDocument>

const fitting: Readonly<Record<string, Edit>> = {
  nothing: () => ({}),
  'a parameter of a mechanism in a part of where it is': ({ mechanisms }) => ({
    mechanisms: [
      ...mechanisms,
      { id: 'more', mechanism: 'hh', region: 'dend', parameters: { gnabar: 0.05 } },
    ],
  }),
  'cable, temperature, start and end': ({ run }) => ({
    properties: [
      { id: 'x', property: 'Ra', region: 'all', value: 150 },
      { id: 'y', property: 'ena', region: 'soma', value: 45 },
    ],
    run: { ...run, method: 'crank-nicolson', celsius: 10, vInitMv: -70, tStopMs: 50, dtMs: 0.0125 },
  }),
  'amplitudes, weights, thresholds, names': ({ pointProcesses, connections }) => ({
    pointProcesses: pointProcesses.map(use =>
      use.id === 'clamp' ? { ...use, parameters: { amp: 0.4 } } : use,
    ),
    connections: connections!.map(use => ({ ...use, id: `my ${use.id}`, weights: [0.002] })),
    spikes: [{ id: 'other', at: soma, thresholdMv: -20 }],
  }),
  'what is recorded': () => ({
    probes: [
      { id: 'm', at: dend, variable: 'hh.m' },
      { id: 'i', at: soma, variable: 'ina' },
      { id: 'w', at: { section: 'dend[0]', x: 0.9 }, variable: 'v' },
    ],
  }),
}

const misfits: Readonly<Record<string, readonly [Edit, string]>> = {
  discretisation: [
    () => ({ discretisation: { kind: 'fixed', count: 7 } }),
    'its cell is cut into other compartments',
  ],
  nseg: [
    () => ({ properties: [{ id: 'n', property: 'nseg', region: 'dend', value: 3 }] }),
    'its cell is cut into other compartments',
  ],
  'a mechanism more': [
    ({ mechanisms }) => ({
      mechanisms: [...mechanisms, { id: 'k', mechanism: 'ih', region: 'dend', parameters: {} }],
    }),
    '"ih" has been inserted',
  ],
  'a mechanism less': [
    ({ mechanisms }) => ({ mechanisms: mechanisms.slice(0, 1) }),
    '"pas" has been removed',
  ],
  'a mechanism elsewhere': [
    ({ mechanisms }) => ({ mechanisms: [mechanisms[0]!, { ...mechanisms[1]!, region: 'all' }] }),
    '"pas" is inserted in other sections',
  ],
  'a process more': [
    ({ pointProcesses }) => ({
      pointProcesses: [...pointProcesses, { id: 'second', mechanism: 'IClamp', at: dend, parameters: {} }],
    }),
    '"second" has been added',
  ],
  'a process elsewhere': [
    ({ pointProcesses }) => ({
      pointProcesses: pointProcesses.map(use => (use.id === 'clamp' ? { ...use, at: dend } : use)),
    }),
    '"clamp" is another, or elsewhere',
  ],
  'a delay': [
    ({ connections }) => ({ connections: connections!.map(use => ({ ...use, delayMs: 3 })) }),
    'its connections or their delays are others',
  ],
  'a course of something else': [
    ({ plays }) => ({
      plays: plays!.map(use => ({ ...use, targets: [{ variable: 'clamp.dur' }] })),
    }),
    'other variables follow a course in time',
  ],
  'an electrode': [() => ({ electrodes: [] }), 'its electrodes are others'],
  'spikes elsewhere': [
    () => ({ spikes: [{ id: 's', at: dend, thresholdMv: 0 }] }),
    'spikes are looked for at other places',
  ],
  'the method': [
    ({ run }) => ({ run: { ...run, method: 'crank-nicolson-corrected' } }),
    'its method of integration is another',
  ],
  'membrane currents': [
    ({ probes }) => ({ probes: [...probes, { id: 'c', at: soma, variable: 'i_cap' }] }),
    'other membrane currents are recorded',
  ],
}

/** What the machine says to a state of one model in another. */
function refusal(change: Partial<ModelDocument>): string | undefined {
  const prepared = (document: ModelDocument) => {
    const surroundings = { morphology: cell, catalogue: libraryCatalogue() }
    const { value, diagnostics } = prepareRun(document, surroundings, { threads: 1, machine, keepAll: true })
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
    return startRun(value, machine)
  }
  const first = prepared(saved)
  const { bytes } = first.snapshot()
  first.close()
  const second = prepared({ ...saved, ...change })
  const wrong = second.restore(bytes)
  second.close()
  return wrong?.code
}

const said = (change: Partial<ModelDocument>) =>
  structureDifferences(saved, { ...saved, ...change }, indexSections(cell))

describe('model structure differences', () => {
  it.each(Object.entries(fitting))('has nothing to say about %s', (_, edit) => {
    expect(said(edit(saved))).toEqual([])
  })

  it.each(Object.entries(misfits))('names what keeps a state from fitting: %s', (_, [edit, words]) => {
    expect(said(edit(saved))).toContain(words)
  })

  it('says of another cell only that', () => {
    expect(said({ morphology: 'other', mechanisms: [] })).toEqual(['it is about another cell'])
  })

  it.skipIf(noMachine !== undefined)('says what the machine says', () => {
    for (const edit of Object.values(fitting)) expect(refusal(edit(saved)), edit.toString()).toBeUndefined()
    for (const [edit] of Object.values(misfits))
      expect(refusal(edit(saved)), edit.toString()).toBe('run/state-refused')
  })
})
