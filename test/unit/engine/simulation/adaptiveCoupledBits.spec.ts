import { describe, expect, it } from 'vitest'
import {
  type AdaptiveSettings,
  type CellModel,
  prepareCells,
  type RunHandle,
  type RunSlice,
  type SharedSettings,
  startRun,
} from '../../../../src-engine/index.ts'
import { ballAndStick, bushyCell } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue } from '../../../support/engine.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'

const best = machines.at(-1)!
const catalogue = libraryCatalogue()
const soma = { section: 'soma', x: 0.5 }
const probe = (id: string, variable: string, at = soma) => ({ id, at, variable })
const inserted = (mechanism: string, region: string, parameters: Readonly<Record<string, number>> = {}) => ({
  id: `${mechanism} ${region}`,
  mechanism,
  region,
  parameters,
})

/** A cell with layers and a synapse; two that a circuit joins; one without anything. */
const cells: readonly CellModel[] = [
  {
    name: 'layered',
    morphology: bushyCell(),
    description: documentOf({
      discretisation: { kind: 'fixed', count: 2 },
      mechanisms: [
        inserted('hh', 'all'),
        inserted('extracellular', 'all', { 'xg[0]': 0.01, 'xc[0]': 0.1, 'xg[1]': 0.1, e: 3 }),
      ],
      pointProcesses: [{ id: 'synapse', mechanism: 'ExpSyn', at: soma, parameters: { tau: 0.5 } }],
      probes: [
        probe('v', 'v'),
        probe('vext[0]', 'extracellular.vext[0]'),
        probe('vext[1]', 'extracellular.vext[1]'),
        probe('i_membrane', 'extracellular.i_membrane'),
        probe('i_membrane_', 'i_membrane_'),
      ],
    }),
  },
  ...['left', 'right'].map(name => ({
    name,
    morphology: ballAndStick(),
    description: documentOf({
      discretisation: { kind: 'fixed' as const, count: 3 },
      mechanisms: [inserted('hh', 'all')],
      probes: [
        probe(`v of ${name}`, 'v'),
        probe(`i of ${name}`, 'i_membrane_'),
        probe(`c of ${name}`, 'i_cap'),
      ],
      spikes: [{ id: `spikes of ${name}`, at: soma, thresholdMv: 0 }],
    }),
  })),
  {
    name: 'plain',
    morphology: bushyCell(),
    description: documentOf({
      mechanisms: [inserted('hh', 'all')],
      pointProcesses: [
        { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0.7, dur: 1, amp: 2 } },
      ],
      probes: [probe('v of plain', 'v')],
    }),
  },
]

const network: NonNullable<SharedSettings['network']> = {
  circuits: [
    {
      id: 'junction',
      attached: [
        { node: 'a', cell: 'left', at: soma },
        { node: 'b', cell: 'right', at: { section: 'dend', x: 1 } },
      ],
      elements: [
        { id: 'tip', kind: 'resistor', between: ['pipette', 'a'], resistanceMohm: 10 },
        { id: 'stray', kind: 'capacitor', between: ['pipette', 'a'], capacitanceNf: 0.002 },
        { id: 'gap', kind: 'resistor', between: ['a', 'b'], resistanceMohm: 300 },
        {
          id: 'stimulus',
          kind: 'current-source',
          between: ['ground', 'pipette'],
          steps: [{ delayMs: 0.5, durationMs: 1, value: 1.5 }],
        },
      ],
      initial: { pipette: -65 },
    },
  ],
  artificialCells: [
    { id: 'train', mechanism: 'NetStim', parameters: { start: 1, interval: 1.3, number: 3, noise: 0 } },
  ],
  connections: [
    {
      id: 'c',
      source: { kind: 'process', process: 'train' },
      target: 'layered.synapse',
      delayMs: 0.2,
      weights: [0.1],
    },
  ],
  processProbes: [{ id: 'pipette', variable: 'junction.pipette' }],
  electrodes: [
    {
      id: 'far',
      at: { xUm: 0, yUm: 90, zUm: 10 },
      sources: 'point',
      medium: { kind: 'resistive', sigmaSPerM: 0.3 },
    },
  ],
}

function start(
  settings: AdaptiveSettings = {},
  { machine = best, threads = 1, method = 'adaptive' as const } = {},
) {
  const run = {
    ...documentOf({}).run,
    ...{ dtMs: 0.1, tStopMs: 6, celsius: 6.3, vInitMv: -65, method },
    adaptive: { absoluteTolerance: 1e-4, ...settings },
  }
  const { value, diagnostics } = prepareCells(cells, { run, globals: {}, network }, catalogue, {
    threads,
    layoutThreads: 2,
    machine,
  })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { run: startRun(value, machine), ids: value.probes.map(({ id }) => id) }
}

const told = ({ timesMs, traces, spikes, diagnostics, integration }: RunSlice) => ({
  timesMs: [...timesMs],
  traces: traces.map(trace => [...trace]),
  spikes: spikes.map(train => [...train]),
  messages: diagnostics.map(({ message }) => message),
  steps: integration?.steps,
})

async function rest(run: RunHandle) {
  const slice = told(await run.advance(1e6))
  run.close()
  return slice
}

describe.skipIf(noMachine !== undefined)('layers and circuits in steps of adaptive length', () => {
  for (const step of ['global', 'local'] as const) {
    it(`give the same bits on every machine, on threads, and in stretches: ${step} steps`, async () => {
      const first = await rest(start({ step }).run)
      expect(first.messages).toEqual([])
      expect(first.timesMs.length).toBe(61)
      expect(first.traces.flat().every(Number.isFinite)).toBe(true)
      for (const machine of machines)
        expect(await rest(start({ step }, { machine }).run), nameOf(machine)).toEqual(first)
      for (const threads of [2, 3]) expect(await rest(start({ step }, { threads }).run)).toEqual(first)
      const { run } = start({ step })
      const parts: ReturnType<typeof told>[] = []
      for (let k = 0; k < 61; k += 7) parts.push(told(await run.advance(7)))
      run.close()
      first.traces.forEach((trace, row) => expect(parts.flatMap(({ traces }) => traces[row]!)).toEqual(trace))
    })

    it(`go on from a snapshot to the bit: ${step} steps`, async () => {
      for (const samples of [0, 3, 17, 40]) {
        const { run } = start({ step })
        await run.advance(samples)
        const { bytes } = run.snapshot()
        const expected = await rest(run)
        const other = start({ step }, { machine: machines[0]!, threads: 2 }).run
        expect(other.restore(bytes)).toBeUndefined()
        expect(await rest(other)).toEqual(expected)
      }
    })
  }

  it('come to the same with steps of their own, and with steps for all', async () => {
    const { run, ids } = start({ step: 'global', absoluteTolerance: 1e-8 })
    const [together, apart] = [
      await rest(run),
      await rest(start({ step: 'local', absoluteTolerance: 1e-8 }).run),
    ]
    together.traces.forEach((trace, row) =>
      trace.forEach((value, sample) => {
        const size = 1 + Math.abs(value)
        // i_cap and the like are slopes of what is exact to 1e-8.
        expect(Math.abs(apart.traces[row]![sample]! - value) / size, `${ids[row]} at ${sample}`).toBeLessThan(
          2e-5,
        )
      }),
    )
    expect(together.spikes.flat().length).toBeGreaterThan(0)
  })

  it('begin with potentials outside and unknowns that follow from v', async () => {
    const { run, ids } = start({ absoluteTolerance: 1e-8 })
    const { traces } = await rest(run)
    const first = (id: string) => traces[ids.indexOf(id)]![0]!
    // No current flows anywhere yet but what the field at rest drives: the outermost layer is at e.
    expect(first('v')).toBe(-65)
    expect(Math.abs(first('vext[1]') - 3)).toBeLessThan(0.1)
    expect(first('vext[0]')).not.toBe(0)
    expect(Math.abs(first('pipette') + 65)).toBeLessThan(1e-6)
  })
})
