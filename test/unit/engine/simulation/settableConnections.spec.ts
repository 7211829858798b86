import { describe, expect, it } from 'vitest'
import {
  createCatalogue,
  emptyModel,
  prepareCells,
  prepareRun,
  startRun,
} from '../../../../src-engine/index.ts'
import type { ConnectionUse, PlayUse, RunSettings } from '../../../../src-engine/model/document.ts'
import { singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  needMachine,
} from '../../../support/engine.ts'
import { doubleSynapse, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'
import { seeded } from '../../../support/seeded.ts'

const catalogue = createCatalogue([...builtinCatalogue.list(), synapse, doubleSynapse, integrator, pulser])

interface Wanted {
  readonly threads: number
  readonly layoutThreads?: number
  readonly run?: Partial<RunSettings>
  readonly plays?: readonly PlayUse[]
  readonly leastDelayMs?: number
}

/** Cells and artificial cells in several groups, whose connections can be set. */
function prepareNetwork(seed: number, { threads, layoutThreads, run, plays, leastDelayMs = 0.5 }: Wanted) {
  const { models, network } = randomNetwork(seed, 6, 4, 1)
  const connections = network.connections.map((one): ConnectionUse => ({ ...one, leastDelayMs }))
  const { value, diagnostics } = prepareCells(
    models,
    {
      run: { ...emptyModel('').run, tStopMs: 20, ...run },
      globals: {},
      network: { ...network, connections, ...(plays ? { plays } : {}) },
    },
    catalogue,
    { threads, layoutThreads, machine: needMachine(), keepAll: true, mostNodesOfGroup: 1 },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { prepared: value, connections }
}

type Network = ReturnType<typeof prepareNetwork>

/** Stretches of 50 steps; before each, some connections are set at random: the same ones for the same seed. */
async function changing(seed: number, { prepared, connections }: Network, from = 0, saved?: Uint8Array) {
  const run = startRun(prepared, needMachine())
  if (saved) expect(run.restore(saved)).toBeUndefined()
  const told: unknown[] = []
  let states: Uint8Array | undefined
  for (let stretch = from; stretch < 16; stretch++) {
    const random = seeded(1000 * seed + stretch)
    for (let k = 0; k < 5; k++) {
      const { id } = connections[Math.floor(random() * connections.length)]!
      const set = (name: string, value: number) => {
        const found = prepared.live.findOfConnection(id, name)
        if (found) run.values.write(found.address, value)
      }
      set('delay', 0.5 + 0.25 * Math.floor(6 * random()))
      set('active', random() < 0.7 ? 1 : 0)
      set('weight', 0.02 * random())
      if (random() < 0.3) set('threshold', -40 + 40 * random())
    }
    const { traces, spikes, diagnostics } = await run.advance(50)
    expect(diagnostics).toEqual([])
    if (stretch === 7) states = run.snapshot().bytes
    else if (stretch > 7) told.push(traces, spikes)
  }
  run.close()
  return { told, states: states! }
}

describe.skipIf(!machine)(
  `simulation connections that are set while a run goes on${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each<readonly [string, Partial<RunSettings>]>([
      ['fixed steps', {}],
      ['NEURON’s order', { eventOrder: 'neuron' }],
      ['NEURON’s bins', { eventOrder: 'neuron-binned' }],
      ['adaptive steps', { method: 'adaptive' }],
      ['adaptive steps of each cell', { method: 'adaptive', adaptive: { step: 'local' } }],
    ])('have the same effect on any threads, and after a snapshot: %s', async (_, run) => {
      for (const seed of [1, 2]) {
        const first = prepareNetwork(seed, { threads: 1, layoutThreads: 3, run })
        if (run.eventOrder === undefined && run.method === undefined)
          expect(first.prepared.model.groups.length).toBeGreaterThan(2)
        const { told, states } = await changing(seed, first)
        const untouched = startRun(first.prepared, needMachine())
        expect((await untouched.advance(800)).spikes).not.toEqual(told[1])
        untouched.close()
        for (const threads of [2, 3]) {
          const other = prepareNetwork(seed, { threads, layoutThreads: 3, run })
          expect((await changing(seed, other)).told).toEqual(told)
          expect((await changing(seed, other, 8, states)).told).toEqual(told)
        }
      }
    })

    it('that follow courses have the same effect in any groups', async () => {
      const plays = (connections: readonly ConnectionUse[]): PlayUse[] =>
        connections.slice(0, 12).flatMap(({ id }, k): PlayUse[] => [
          {
            id: `d${k}`,
            targets: [{ connection: id, variable: 'delay' }],
            values: [1, 0.1 * k, 2],
            timesMs: [0, 3 + k, 15],
            course: 'stepped',
          },
          {
            id: `a${k}`,
            targets: [{ connection: id, variable: 'active' }],
            values: [1, 0, 1],
            timesMs: [0, 5, 9],
            course: 'stepped',
          },
        ])
      const { network } = randomNetwork(3, 6, 4, 1)
      const results = []
      for (const [threads, method] of [[1], [3], [1, 'adaptive'], [3, 'adaptive']] as const) {
        const run = method ? { method, adaptive: { step: 'local' as const } } : {}
        const { prepared } = prepareNetwork(3, { threads, run, plays: plays(network.connections) })
        const handle = startRun(prepared, needMachine())
        const { traces, spikes } = await handle.advance(800)
        handle.close()
        results.push({ traces, spikes })
      }
      expect(results[1]).toEqual(results[0])
      expect(results[3]).toEqual(results[2])
    })

    it('take the delays of the model that takes a state over, where parameters are the model’s', async () => {
      const arrivals = async (delayMs: number, parameters: 'state' | 'model') => {
        const { prepared } = prepareNetwork(1, { threads: 1, layoutThreads: 3 })
        const run = startRun(prepared, needMachine())
        const { address } = prepared.live.findOfConnection('c0', 'delay')!
        run.values.write(address, delayMs)
        await run.advance(10)
        const { bytes } = run.snapshot()
        const other = startRun(prepareNetwork(1, { threads: 1, layoutThreads: 3 }).prepared, needMachine())
        expect(other.restore(bytes, { parameters })).toBeUndefined()
        const read = other.values.read(address)
        run.close()
        other.close()
        return read
      }
      expect(await arrivals(7.5, 'state')).toBe(7.5)
      expect(await arrivals(7.5, 'model')).toBeLessThan(3)
    })

    it('let nothing through from the beginning where the document switches them off', async () => {
      const at = { section: 'soma[0]', x: 0.5 }
      const of = async (active: boolean | undefined) => {
        const { value } = prepareRun(
          documentOf({
            pointProcesses: [{ id: 'syn', mechanism: 'Synapse', at, parameters: {} }],
            artificialCells: [
              { id: 'p', mechanism: 'Pulser', parameters: { start: 1, interval: 1, number: 3 } },
            ],
            connections: [
              {
                id: 'c',
                source: { kind: 'process', process: 'p' },
                target: 'syn',
                delayMs: 1,
                weights: [1],
                ...(active === undefined ? {} : { active }),
              },
            ],
            probes: [{ id: 'g', at, variable: 'syn.g' }],
            run: { tStopMs: 5 },
          }),
          { morphology: singleCompartment(), catalogue },
          { threads: 1, machine: needMachine() },
        )
        const run = startRun(value!, needMachine())
        const { traces } = await run.advance(200)
        run.close()
        return Math.max(...traces[0]!)
      }
      expect(await of(false)).toBe(0)
      expect(await of(true)).toBe(await of(undefined))
      expect(await of(true)).toBeGreaterThan(0)
    })
  },
)
