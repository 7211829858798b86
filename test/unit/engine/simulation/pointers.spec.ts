import { describe, expect, it } from 'vitest'
import { discretiseModel, prepareRun } from '../../../../src-engine/index.ts'
import type { ModelDocument, PointerUse } from '../../../../src-engine/model/document.ts'
import { ballAndStick } from '../../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const catalogue = catalogueWith({
  // A gap junction: what flows depends on another place's v.
  'gap.mod': `
    NEURON { POINT_PROCESS gap NONSPECIFIC_CURRENT i RANGE g POINTER other }
    PARAMETER { g = 0.001 (uS) }
    ASSIGNED { i (nA) v (mV) other (mV) }
    BREAKPOINT { i = g*(v - other) }
  `,
  'follow.mod': `
    NEURON { SUFFIX follow RANGE seen POINTER p }
    ASSIGNED { seen p v (mV) }
    STATE { x }
    INITIAL { x = 0 }
    BREAKPOINT { SOLVE see METHOD after_cvode }
    PROCEDURE see() { seen = p }
  `,
})
const at = { section: 'soma[0]', x: 0.5 }
const far = { section: 'dend[0]', x: 1 }
const cell = ballAndStick(200)

const base: Partial<ModelDocument> = {
  discretisation: { kind: 'fixed', count: 3 },
  mechanisms: [
    { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
    { id: 'pas', mechanism: 'pas', region: 'dend', parameters: {} },
  ],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 0.2, dur: 2, amp: 1 } }],
}

const following = (pointers: readonly PointerUse[], regions: readonly string[] = ['all']) =>
  documentOf({
    ...base,
    mechanisms: [
      ...base.mechanisms!,
      ...regions.map(region => ({ id: `follow ${region}`, mechanism: 'follow', region, parameters: {} })),
    ],
    pointers,
    probes: [
      { id: 'v', at, variable: 'v' },
      { id: 'end', at: far, variable: 'v' },
      { id: 'm', at, variable: 'hh.m' },
      { id: 'here', at, variable: 'follow.seen' },
      { id: 'there', at: { section: 'dend[0]', x: 0.5 }, variable: 'follow.seen' },
    ],
    run: { tStopMs: 2 },
  })
const follow = (to: PointerUse['to'], region = 'all'): PointerUse => ({
  id: `p ${region}`,
  of: { mechanism: 'follow', region },
  pointer: 'p',
  to,
})

const prepare = (document: ModelDocument) =>
  prepareRun(document, { morphology: cell, catalogue }, { threads: 2, machine: oracleMachine })

describe('simulation pointers', () => {
  it('into a cell that is not there are said to be so before anything is run', () => {
    const document = following([follow({ cell: 'b', at: far, variable: 'v' })])
    const { diagnostics } = discretiseModel(document, { morphology: cell, mechanisms: catalogue })
    expect(diagnostics).toMatchObject([{ code: 'model/unknown-cell', subject: 'pointers.p all' }])
  })

  const run = (document: ModelDocument) => simulate(document, cell, { catalogue, machine: oracleMachine })

  it('leads every instance in a region to one place', async () => {
    const { traces } = await run(following([follow({ at: far, variable: 'v' })]))
    expect(traces.here).toEqual(traces.there)
    // The state update sees the v of its own step.
    expect(traces.here!.slice(1)).toEqual(traces.end!.slice(1))
  })

  it('leads each instance to a variable where it is itself', async () => {
    const document = following([follow({ variable: 'hh.m' }, 'soma')], ['soma'])
    const { traces } = await run({ ...document, probes: document.probes.filter(({ id }) => id !== 'there') })
    // Both are updated in one step, hh before follow.
    expect(traces.here!.slice(1)).toEqual(traces.m!.slice(1))
  })

  it('lets later uses win', async () => {
    const { traces } = await run(
      following([follow({ at, variable: 'v' }), follow({ at: far, variable: 'v' }, 'dend')]),
    )
    expect(traces.here!.slice(1)).toEqual(traces.v!.slice(1))
    expect(traces.there!.slice(1)).toEqual(traces.end!.slice(1))
  })

  it.each<[what: string, document: ModelDocument, code: string, said: RegExp]>([
    ['a pointer that leads nowhere', following([]), 'model/pointer-not-set', /"p" of "follow" at soma\[0\]/],
    [
      'one that is set in a part of the cell only',
      following([follow({ at, variable: 'v' }, 'soma')]),
      'model/pointer-not-set',
      /at dend\[0\]/,
    ],
    [
      'a pointer that the mechanism has not',
      following([{ ...follow({ at, variable: 'v' }), pointer: 'q' }]),
      'model/unknown-pointer',
      /no POINTER "q"/,
    ],
    [
      'a variable that is not there',
      following([follow({ at: far, variable: 'hh.m' })]),
      'model/unknown-variable',
      /"hh.m" at dend\[0\]\(1\)/,
    ],
    [
      'a process that is none',
      following([{ ...follow({ at, variable: 'v' }), of: { process: 'nobody' } }]),
      'model/unknown-process',
      /"nobody"/,
    ],
    [
      'a mechanism that is none',
      following([{ ...follow({ at, variable: 'v' }), of: { mechanism: 'nobody', region: 'all' } }]),
      'model/unknown-mechanism',
      /"nobody"/,
    ],
    [
      'a section that is none',
      following([follow({ at: { section: 'axon[0]', x: 0 }, variable: 'v' })]),
      'model/unknown-section',
      /"axon\[0\]"/,
    ],
  ])('refuses %s', (_, document, code, said) => {
    const { value, diagnostics } = prepare(document)
    expect(value).toBeUndefined()
    const found = diagnostics.find(one => one.code === code)
    expect(found?.message).toMatch(said)
  })
})

describe.skipIf(!machine)(
  `simulation pointers on the machine${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it('joins two places by a gap junction as an oracle does', async () => {
      const gap = (id: string, where: typeof at, other: typeof at) => ({
        use: { id, mechanism: 'gap', at: where, parameters: { g: 0.01 } },
        pointer: { id, of: { process: id }, pointer: 'other', to: { at: other, variable: 'v' } },
      })
      const both = [gap('a', at, far), gap('b', far, at)]
      const document = documentOf({
        ...base,
        pointProcesses: [...base.pointProcesses!, ...both.map(({ use }) => use)],
        pointers: both.map(({ pointer }) => pointer),
        probes: [
          { id: 'v', at, variable: 'v' },
          { id: 'far', at: far, variable: 'v' },
          { id: 'i', at, variable: 'a.i' },
        ],
        run: { tStopMs: 3 },
      })
      const native = await simulate(document, cell, { catalogue })
      const oracle = await simulate(document, cell, { catalogue, machine: oracleMachine })
      expect(native.traces).toEqual(oracle.traces)
      const { v, far: end, i } = native.traces
      // A current at t was computed from the voltages a step before, explicitly on both sides.
      for (let sample = 1; sample < v!.length; sample++)
        expect(i![sample]).toBeCloseTo(0.01 * (v![sample - 1]! - end![sample - 1]!), 12)
      expect(Math.max(...i!.map(Math.abs))).toBeGreaterThan(0.1)
    })
  },
)
