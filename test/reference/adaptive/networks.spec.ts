import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AdaptiveSettings, CellModel, SharedSettings } from '../../../src-engine/index.ts'
import { prepareCells, type RunSlice, startRun } from '../../../src-engine/index.ts'
import { cellOf } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem } from '../../support/engine.ts'

type Wired = NonNullable<SharedSettings['network']>

interface DescribedNetwork {
  readonly name: string
  readonly title: string
  readonly cells: number
  readonly artificial: NonNullable<Wired['artificialCells']>
  readonly connections: readonly {
    readonly from: string
    readonly to: string
    readonly delayMs: number
    readonly weight: number
  }[]
  readonly stopMs: number
}

interface Reference {
  /** By tolerance; thresholds at the ends of steps. Of each cell. */
  readonly runs: Readonly<
    Record<string, { readonly spikes: readonly (readonly number[])[]; readonly steps: readonly number[] }>
  >
  /** At 1e-9, with NEURON's linear interpolation of thresholds. */
  readonly interpolated: readonly (readonly number[])[]
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const networks = read<DescribedNetwork[]>('networks.json')
const references = read<Record<string, Reference>>('networksNeuron.json')

const soma = { section: 'soma[0]', x: 0.5 }
const morphology = cellOf([
  { lengthUm: 20, diameterUm: 20, type: 1 },
  { lengthUm: 200, diameterUm: 2, parent: 0 },
])

const cellsOf = ({ cells }: Pick<DescribedNetwork, 'cells'>): CellModel[] =>
  Array.from({ length: cells }, (_, index) => ({
    name: `cell${index}`,
    morphology,
    description: documentOf({
      properties: [
        { id: 'Ra', property: 'Ra', region: 'all', value: 100 },
        { id: 'some', property: 'nseg', region: 'dend', value: 5 },
      ],
      mechanisms: [
        { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
        { id: 'pas', mechanism: 'pas', region: 'dend', parameters: { e: -65 } },
      ],
      pointProcesses: [
        {
          id: 'synapse',
          mechanism: 'ExpSyn',
          at: { section: 'dend[0]', x: 0.5 },
          parameters: { tau: 2 },
        },
      ],
      probes: [{ id: `v${index}`, at: soma, variable: 'v' }],
      spikes: [{ id: `s${index}`, at: soma, thresholdMv: 10 }],
    }),
  }))

const networkOf = ({ artificial, connections }: DescribedNetwork): Wired => {
  const isCell = (name: string) => /^\d+$/.test(name)
  return {
    artificialCells: artificial,
    connections: connections.map(({ from, to, delayMs, weight }, index) => ({
      id: `c${index}`,
      source: isCell(from)
        ? { kind: 'threshold', cell: `cell${from}`, at: soma, variable: 'v', threshold: 10 }
        : { kind: 'process', process: from },
      target: isCell(to) ? `cell${to}.synapse` : to,
      delayMs,
      weights: [weight],
    })),
  }
}

async function run(one: DescribedNetwork, adaptive: AdaptiveSettings) {
  const settings = { celsius: 6.3, vInitMv: -65, dtMs: 1, tStopMs: one.stopMs, method: 'adaptive' } as const
  const { value, diagnostics } = prepareCells(
    cellsOf(one),
    { run: { ...settings, adaptive }, globals: {}, network: networkOf(one) },
    libraryCatalogue(),
    { threads: 1, machine: machine! },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const handle = startRun(value, machine!)
  const slice: RunSlice = await handle.advance(1e6)
  handle.close()
  expect(slice.diagnostics).toEqual([])
  return { ...slice, integration: slice.integration! }
}

/** The largest difference of spike times; a spike too many or too few is infinitely far. */
const apart = (some: readonly ArrayLike<number>[], others: readonly ArrayLike<number>[]) =>
  Math.max(
    ...some.map((train, cell) => {
      const other = others[cell]!
      if (train.length !== other.length) return Infinity
      return Math.max(0, ...Array.from(train, (time, k) => Math.abs(time - other[k]!)))
    }),
  )

describe.skipIf(!machine)(
  `adaptive steps of each cell's own, against NEURON${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of networks) {
      const reference = references[one.name]!
      it(`takes about as many steps in each cell as NEURON: ${one.title}`, async () => {
        for (const [tolerance, { steps, spikes }] of Object.entries(reference.runs)) {
          const { integration, spikes: found } = await run(one, {
            absoluteTolerance: Number(tolerance),
            step: 'local',
          })
          const ratios = integration.stepsOfCells!.map((count, cell) => count / steps[cell]!)
          expect(Math.max(...ratios.map(ratio => Math.abs(ratio - 1))), `at ${tolerance}`).toBeLessThan(0.15)
          expect(found.map(({ length }) => length)).toEqual(spikes.map(({ length }) => length))
        }
      })

      it(`finds every spike where NEURON does: ${one.title}`, async () => {
        const local = { step: 'local', thresholds: 'interpolated' } as const
        const exact = await run(one, { ...local, absoluteTolerance: 1e-9 })
        const usual = await run(one, { ...local, absoluteTolerance: 1e-6 })
        const global = await run(one, { ...local, step: 'global', absoluteTolerance: 1e-9 })
        // NEURON interpolates along a line, whose error at steps of some µs is this, for each spike on the way.
        expect(apart(exact.spikes, reference.interpolated)).toBeLessThan(1e-3)
        expect(apart(usual.spikes, exact.spikes)).toBeLessThan(0.01)
        expect(apart(exact.spikes, global.spikes)).toBeLessThan(1e-5)
      })
    }

    it('costs far less than the same steps for all where few of many cells are active', async () => {
      const ring = networks.find(({ name }) => name === 'ring')!
      const many: DescribedNetwork = { ...ring, cells: 100 }
      const [global, local] = [await run(many, { step: 'global' }), await run(many, { step: 'local' })]
      const evaluationsOfCells = {
        global: global.integration.evaluations * 100,
        local: local.integration.evaluations,
      }
      expect(evaluationsOfCells.local).toBeLessThan(evaluationsOfCells.global / 20)
    })
  },
)
