import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../../src-engine/index.ts'
import type { FixedStepMethod } from '../../../src-engine/kernel/machine.ts'
import type { ConnectionUse, ModelDocument } from '../../../src-engine/model/document.ts'
import { singleCompartment } from '../../support/cells.ts'
import { builtinCatalogue, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'
import { doubleSynapse, integrator, pulser, synapse } from '../../support/eventMechanisms.ts'

const catalogue = createCatalogue([...builtinCatalogue.list(), synapse, doubleSynapse, pulser, integrator])
const usesTables = builtinCatalogue.get('hh')?.fields.some(({ name }) => name === 'usetable')
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'traces/events.json'), 'utf8')) as {
  readonly integrators: readonly (readonly number[])[]
  readonly edges: readonly { readonly time: number; readonly v: readonly number[] }[]
  readonly autapse: { readonly v: readonly number[]; readonly spikes: readonly number[] }
}
const connect = (from: string, target: string, delayMs: number, weight: number): ConnectionUse => ({
  id: `${from} to ${target}`,
  source: { kind: 'process', process: from },
  target,
  delayMs,
  weights: [weight],
})
const at = { section: 'soma[0]', x: 0.5 }

/** A passive soma of 20 × 20 µm with one synapse, to which one event goes at 1 ms. */
function withSynapse(
  mechanism: string,
  parameters: Readonly<Record<string, number>>,
  connection: { readonly weight: number; readonly delayMs: number },
  method: FixedStepMethod = 'backward-euler',
): ModelDocument {
  return documentOf({
    mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
    pointProcesses: [{ id: 'syn', mechanism, at, parameters }],
    artificialCells: [{ id: 'stim', mechanism: 'Pulser', parameters: { start: 1 } }],
    connections: [
      {
        id: 'c',
        source: { kind: 'process', process: 'stim' },
        target: 'syn',
        delayMs: connection.delayMs,
        weights: [connection.weight],
      },
    ],
    probes: [{ id: 'v', at, variable: 'v' }],
    processProbes: mechanism === 'Synapse' ? [{ id: 'g', variable: 'syn.g' }] : [],
    run: { vInitMv: -70, tStopMs: 8, method },
  })
}

const title = `events against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`

describe.skipIf(!machine)(title, () => {
  it('an exponential synapse gets its event in the step that begins at its time', async () => {
    const document = withSynapse('Synapse', { tau: 2 }, { weight: 0.01, delayMs: 0.3 })
    const { traces } = await simulate(document, singleCompartment(), { catalogue })
    const v = traces.v!
    // Recorded with ExpSyn; NEURON takes di/dv as a quotient, which costs it a few digits.
    expect(v[52]).toBe(-70)
    expect(v[53]).toBeCloseTo(-68.66722819563992, 9)
    expect(v[54]).toBeCloseTo(-67.40766237979864, 9)
    expect(v[100]).toBeCloseTo(-48.92443359903344, 8)
    expect(v[200]).toBeCloseTo(-58.48439622677829, 8)
    expect(traces.g![53]).toBeCloseTo(0.009875778004938815, 15)
    expect(traces.g![54]).toBeCloseTo(0.009753099120283328, 15)
  })

  it('the same by Crank–Nicolson', async () => {
    const document = withSynapse('Synapse', { tau: 2 }, { weight: 0.01, delayMs: 0.3 }, 'crank-nicolson')
    const { traces } = await simulate(document, singleCompartment(), { catalogue })
    expect(traces.v![53]).toBeCloseTo(-68.63796803011077, 8)
    expect(traces.v![100]).toBeCloseTo(-48.80348715386936, 8)
  })

  it('a synapse of two exponentials moves v one step later', async () => {
    const document = withSynapse('DoubleSynapse', { tau1: 0.5, tau2: 3 }, { weight: 0.02, delayMs: 0.5 })
    const { traces } = await simulate(document, singleCompartment(), { catalogue })
    const v = traces.v!
    expect(v[60]).toBe(-70)
    expect(v[61]).toBe(-70)
    expect(v[62]).toBeCloseTo(-69.81166587273155, 9)
    expect(v[120]).toBeCloseTo(-29.484325907840592, 8)
    expect(v[200]).toBeCloseTo(-35.007904207254214, 8)
  })

  it('cells without place that excite each other fire at the same times, to the last bit', async () => {
    const { spikes } = await simulate(
      documentOf({
        artificialCells: [
          { id: 'a', mechanism: 'Integrator', parameters: { tau: 10, refrac: 3 } },
          { id: 'b', mechanism: 'Integrator', parameters: { tau: 14, refrac: 2 } },
          { id: 'drive', mechanism: 'Pulser', parameters: { start: 2, interval: 2.3, number: 20 } },
        ],
        connections: [
          connect('drive', 'a', 0.7, 0.45),
          connect('a', 'b', 1.7, 0.8),
          connect('b', 'a', 0.4, 0.9),
        ],
        processSpikes: [
          { id: 'a', process: 'a' },
          { id: 'b', process: 'b' },
        ],
        run: { tStopMs: 80 },
      }),
      singleCompartment(),
      { catalogue },
    )
    expect([spikes.a, spikes.b]).toEqual(recorded.integrators)
  })

  it.each(recorded.edges)(
    'an event at $time ms acts in the step of 0.25 ms in which NEURON has it',
    async edge => {
      const { traces } = await simulate(
        documentOf({
          mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
          pointProcesses: [{ id: 'syn', mechanism: 'Synapse', at, parameters: { tau: 2 } }],
          artificialCells: [{ id: 'stim', mechanism: 'Pulser', parameters: { start: edge.time } }],
          connections: [connect('stim', 'syn', 0, 0.01)],
          probes: [{ id: 'v', at, variable: 'v' }],
          run: { vInitMv: -70, tStopMs: 2, dtMs: 0.25 },
        }),
        singleCompartment(),
        { catalogue },
      )
      expect(traces.v).toHaveLength(edge.v.length)
      edge.v.forEach((v, sample) => expect(traces.v![sample]).toBeCloseTo(v, 9))
    },
  )

  it('a cell whose spikes come back to it through a synapse', async () => {
    const { traces, spikes } = await simulate(
      documentOf({
        mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }],
        globals: usesTables ? { 'hh.usetable': 0 } : {},
        pointProcesses: [
          { id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 1, dur: 3, amp: 0.3 } },
          { id: 'syn', mechanism: 'Synapse', at, parameters: { tau: 3 } },
        ],
        connections: [
          {
            id: 'c',
            source: { kind: 'threshold', at, variable: 'v', threshold: 10 },
            target: 'syn',
            delayMs: 3,
            weights: [0.05],
          },
        ],
        probes: [{ id: 'v', at, variable: 'v' }],
        spikes: [{ id: 's', at, thresholdMv: 10 }],
        run: { tStopMs: 30 },
      }),
      singleCompartment(),
      { catalogue },
    )
    expect(spikes.s).toEqual(recorded.autapse.spikes)
    const v = traces.v!.filter((_, sample) => sample % 4 === 0)
    expectTrace(v, recorded.autapse.v, {
      abs: 1e-6,
      because: 'NEURON takes di/dv as a difference quotient; a spike’s upstroke makes the difference grow',
    })
  })
})
