import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createCatalogue, type PreparedCells, prepareCells } from '../../src-engine/index.ts'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import { emptyModel } from '../../src-engine/model/document.ts'
import { catalogueWith } from './engine.ts'
import { doubleSynapse, integrator, pulser, synapse } from './eventMechanisms.ts'
import { randomNetwork } from './randomNetwork.ts'

const folder = (path: string) => resolve(import.meta.dirname, '..', path)
const text = (path: string) => readFileSync(folder(path), 'utf8')

/** Prints at every millisecond in pieces that end at the next, and keeps a count in a table and a written GLOBAL. */
const teller = `
NEURON { SUFFIX teller RANGE n GLOBAL seen }
ASSIGNED { n seen v (mV) }
INITIAL { n = 0 seen = 0 printf("begun ") }
AFTER SOLVE { n = n + 1 seen = seen + 1 if (fmod(n, 40) == 0) { printf("at %g\\nand ", t) } }
`

const own = catalogueWith({
  'watcher.mod': text('reference/events/mods/watcher.mod'),
  'jitter.mod': text('fixtures/mod/language/random/jitter.mod'),
  'halt.mod': text('reference/messages/halt.mod'),
  'teller.mod': teller,
})
const catalogue = createCatalogue([...own.list(), synapse, doubleSynapse, integrator, pulser])

/** What a model of everything that has a state outside of the arena is made of. */
export interface StatefulOptions {
  readonly seed: number
  readonly machine: Machine
  readonly threads?: number
  readonly layoutThreads?: number
  readonly method?: 'backward-euler' | 'crank-nicolson'
  readonly eventOrder?: 'hillock' | 'neuron' | 'neuron-binned'
  readonly cells?: number
  /** Time at which a mechanism ends the run [ms]. */
  readonly haltsAtMs?: number
  readonly tStopMs?: number
}

/**
 * A random network of cells with synapses, WATCH, self-events that are sent and moved, streams of random numbers and
 * printed lines; with `haltsAtMs`, one whose mechanism ends the run.
 */
export function prepareStateful(options: StatefulOptions): PreparedCells {
  const { seed, machine, threads = 1, layoutThreads = 3, cells = 7, tStopMs = 20, haltsAtMs } = options
  const { models, network } = randomNetwork(seed, cells, 4)
  const jitters = ['j0', 'j1'].map(id => ({ id, mechanism: 'Jitter', parameters: { mean: 1.5 } }))
  const at = { section: 'soma[0]', x: 0.5 }
  const described = models.map(({ description, ...cell }, index) => ({
    ...cell,
    description: {
      ...description,
      mechanisms: [
        ...description.mechanisms,
        ...(index === 1 ? [{ id: 'teller', mechanism: 'teller', region: 'soma', parameters: {} }] : []),
      ],
      pointProcesses: [
        ...description.pointProcesses,
        ...(index % 2 === 0 ? [{ id: 'watch', mechanism: 'Watcher', at, parameters: { up: -64.9 } }] : []),
        ...(index === 2 && haltsAtMs !== undefined
          ? [{ id: 'halt', mechanism: 'Halt', at, parameters: { place: 3, when: haltsAtMs } }]
          : []),
      ],
    },
  }))
  const { value, diagnostics } = prepareCells(
    described,
    {
      run: {
        ...emptyModel('').run,
        dtMs: 0.025,
        tStopMs,
        method: options.method ?? 'backward-euler',
        eventOrder: options.eventOrder,
      },
      globals: {},
      network: {
        ...network,
        artificialCells: [...network.artificialCells, ...jitters],
        connections: [
          ...network.connections,
          ...jitters.map(({ id }, index) => ({
            id: `to ${id}`,
            source: { kind: 'process' as const, process: 'a1' },
            target: id,
            delayMs: 0.3 * index,
            weights: [1],
          })),
          {
            id: 'from j0',
            source: { kind: 'process', process: 'j0' },
            target: 'cell0.near',
            delayMs: 0.5,
            weights: [0.02],
          },
        ],
        processSpikes: [...network.processSpikes, ...jitters.map(({ id }) => ({ id, process: id }))],
      },
    },
    catalogue,
    { threads, layoutThreads, machine },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}
