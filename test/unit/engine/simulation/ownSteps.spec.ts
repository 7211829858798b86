import { describe, expect, it } from 'vitest'
import {
  type AdaptiveSettings,
  type CellModel,
  prepareCells,
  type RunHandle,
  startRun,
} from '../../../../src-engine/index.ts'
import { catalogueWith, libraryCatalogue } from '../../../support/engine.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'
import { cellsOf, type Network, wired } from '../../../support/wiredNetwork.ts'

const best = machines.at(-1)!
const soma = { section: 'soma[0]', x: 0.5 }

interface Options {
  readonly adaptive?: AdaptiveSettings
  readonly threads?: number
  readonly probed?: readonly number[]
  readonly machine?: typeof best
  readonly tStopMs?: number
}

function prepare(
  cells: readonly CellModel[],
  network: Network,
  options: Options = {},
  catalogue = libraryCatalogue(),
) {
  const { adaptive = {}, threads = 1, machine = best, tStopMs = 30 } = options
  const run = { celsius: 6.3, vInitMv: -65, dtMs: 0.2, tStopMs, method: 'adaptive' as const }
  return prepareCells(
    cells,
    { run: { ...run, adaptive: { step: 'local', ...adaptive } }, globals: {}, network },
    catalogue,
    { threads, machine },
  )
}

function start(network: Network, options: Options = {}, cells = 6) {
  const { value, diagnostics } = prepare(cellsOf(cells, options.probed), network, options)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { prepared: value, handle: startRun(value, options.machine ?? best) }
}

/** Everything that a run gives, by name. */
async function all({ prepared, handle }: ReturnType<typeof start>, stretch = 1e6, steps = Infinity) {
  const traces: Record<string, number[]> = {}
  const spikes: Record<string, number[]> = {}
  for (let left = steps; ; left -= stretch) {
    const slice = await handle.advance(Math.min(stretch, left))
    expect(slice.diagnostics).toEqual([])
    prepared.probes.forEach(({ id }, k) => (traces[id] ??= []).push(...slice.traces[k]!))
    prepared.sampled.forEach(({ id }, k) => {
      ;(traces[id] ??= []).push(...slice.sampled[k]!.values)
      ;(traces[`${id} t`] ??= []).push(...slice.sampled[k]!.timesMs)
    })
    prepared.spikes.forEach(({ id }, k) => (spikes[id] ??= []).push(...slice.spikes[k]!))
    if (slice.finished || left <= stretch) return { traces, spikes, integration: slice.integration! }
  }
}

const ended = async (run: ReturnType<typeof start>, stretch?: number) => {
  const result = await all(run, stretch)
  run.handle.close()
  return result
}

describe.skipIf(noMachine !== undefined)('simulation with a step of each cell’s own', () => {
  it('gives the same bits whatever the threads and the stretches', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = wired(seed, 6, [0.05, 0.25, 1, 0.5][seed % 4]!)
      const adaptive = seed % 2 === 0 ? { thresholds: 'interpolated' as const } : {}
      const whole = await ended(start(network, { adaptive }))
      expect(Object.values(whole.spikes).flat().length).toBeGreaterThan(30)
      for (const [threads, stretch] of [
        [1, 7],
        [2, 1e6],
        [3, 11],
      ] as const)
        expect(
          await ended(start(network, { adaptive, threads }), stretch),
          `seed ${seed}, ${threads} threads`,
        ).toEqual(whole)
    }
  })

  it('gives the same bits under any instruction set and number of lanes', async () => {
    const network = wired(7, 6, 0.5)
    const whole = await ended(start(network))
    for (const machine of machines)
      expect(await ended(start(network, { machine })), nameOf(machine)).toEqual(whole)
  })

  it('goes the same way whatever is recorded', async () => {
    const network = wired(5, 6, 0.5)
    const { spikes, integration, traces } = await ended(start(network))
    const few = await ended(start(network, { probed: [2] }))
    expect(few.spikes).toEqual(spikes)
    expect(few.integration).toEqual(integration)
    expect(few.traces).toEqual({ v2: traces.v2, i2: traces.i2 })
    const none = await ended(start(network, { probed: [] }), 13)
    expect(none.spikes).toEqual(spikes)
    expect(none.integration).toEqual(integration)
  })

  it('comes to the same as one step for all, the closer the smaller the tolerance', async () => {
    const network = wired(3, 6, 0.5)
    const apart: number[] = []
    for (const absoluteTolerance of [1e-4, 1e-7]) {
      const adaptive = { absoluteTolerance, thresholds: 'interpolated' } as const
      const [local, global] = [
        await ended(start(network, { adaptive, tStopMs: 12 })),
        await ended(start(network, { adaptive: { ...adaptive, step: 'global' }, tStopMs: 12 })),
      ]
      const times = Object.keys(local.spikes).flatMap(id =>
        local.spikes[id]!.map((time, k) => Math.abs(time - global.spikes[id]![k]!)),
      )
      expect(times.length).toBeGreaterThan(10)
      apart.push(Math.max(...times))
    }
    expect(apart[0]).toBeLessThan(0.05)
    expect(apart[1]).toBeLessThan(1e-4)
  })

  it('records every step of each cell by its own clock, on request', async () => {
    const network = wired(5, 6, 0.5)
    const usual = await ended(start(network))
    const { traces, spikes, integration } = await ended(
      start(network, { adaptive: { samples: 'every-step' } }),
      17,
    )
    expect(spikes).toEqual(usual.spikes)
    expect(integration).toEqual(usual.integration)
    for (let cell = 0; cell < 6; cell++) {
      const times = traces[`v${cell} t`]!
      expect(traces[`v${cell}`]).toHaveLength(times.length)
      expect(times[0]).toBe(0)
      expect(times.at(-1)).toBeCloseTo(30, 9)
      expect(times.every((time, k) => k === 0 || time >= times[k - 1]!)).toBe(true)
      // One at each step, where an event is handled, at the start and at the end.
      const steps = integration.stepsOfCells![cell]!
      expect(times.length).toBeGreaterThan(steps / 2)
      expect(times.length).toBeLessThan(2 * steps + 100)
      // A spike is at the end of a step, so that there is a sample of it.
      for (const spike of spikes[`s${cell}`]!) expect(times).toContain(spike)
    }
    expect(new Set([0, 1, 2].map(cell => traces[`v${cell} t`]!.length)).size).toBeGreaterThan(1)
  })

  it('goes on from a state to the bit, on other threads too', async () => {
    const network = wired(6, 6, 0.5)
    const whole = start(network)
    const before = await all(whole, 40, 40)
    const { bytes } = whole.handle.snapshot()
    const rest = await ended(whole)
    expect(Object.values(before.spikes).flat().length).toBeGreaterThan(0)
    for (const [threads, stretch] of [
      [1, 1e6],
      [2, 9],
    ] as const) {
      const other = start(network, { threads })
      expect(other.handle.restore(bytes)).toBeUndefined()
      const again = await ended(other, stretch)
      expect(again.spikes).toEqual(rest.spikes)
      expect(again.traces).toEqual(rest.traces)
      expect(again.integration).toEqual(rest.integration)
    }
  })

  const groupsOf = (
    network: Network,
    cells: readonly CellModel[] = cellsOf(4),
    catalogue = libraryCatalogue(),
  ) => prepare(cells, network, {}, catalogue).value!.model.groups.map(({ packs }) => packs.length)
  const between = (from: number, to: number, delayMs: number): Network => ({
    connections: [
      {
        id: 'c',
        source: { kind: 'threshold', cell: `cell${from}`, at: soma, variable: 'v', threshold: 0 },
        target: `cell${to}.near`,
        delayMs,
        weights: [0.01],
      },
    ],
  })

  it('parts all cells but those that see each other at once', () => {
    expect(groupsOf({})).toEqual([1, 1, 1, 1])
    expect(groupsOf(between(1, 3, 1e-3))).toEqual([1, 1, 1, 1])
    expect(groupsOf(between(1, 3, 0))).toEqual([1, 2, 1])
    // Artificial cells go ahead, so that they may reach many at once.
    const stim: Network = {
      artificialCells: [{ id: 'a', mechanism: 'NetStim', parameters: {} }],
      connections: [0, 1, 2].map(cell => ({
        id: `c${cell}`,
        source: { kind: 'process' as const, process: 'a' },
        target: `cell${cell}.near`,
        delayMs: 0,
        weights: [0.01],
      })),
    }
    expect(groupsOf(stim)).toEqual([0, 1, 1, 1, 1])
    const writer = catalogueWith({
      'common.mod':
        'NEURON { SUFFIX common GLOBAL shared } PARAMETER { shared = 1 } BREAKPOINT { shared = shared + v }',
    })
    const cells = cellsOf(3, []).map(({ description, ...cell }, index) => ({
      ...cell,
      description: {
        ...description,
        pointProcesses: [],
        mechanisms:
          index === 1 ? [] : [{ id: 'common', mechanism: 'common', region: 'soma', parameters: {} }],
      },
    }))
    expect(groupsOf({}, cells, writer)).toEqual([2, 1])
  })

  it('ends where one cell cannot go on, with good samples of all before', async () => {
    const catalogue = catalogueWith({
      'runaway.mod': `
        NEURON { SUFFIX runaway }
        STATE { x }
        INITIAL { x = 1 }
        BREAKPOINT { SOLVE go METHOD derivimplicit }
        DERIVATIVE go { x' = 0.1*x*x }`,
    })
    const cells = cellsOf(3).map(({ description, ...cell }, index) => ({
      ...cell,
      description: {
        ...description,
        pointProcesses: [],
        mechanisms: [{ id: 'm', mechanism: index === 1 ? 'runaway' : 'hh', region: 'soma', parameters: {} }],
        probes: [{ id: `v${index}`, at: soma, variable: 'v' }],
      },
    }))
    for (const threads of [1, 2]) {
      const { value } = prepare(cells, {}, { threads }, catalogue)
      const handle: RunHandle = startRun(value!, best)
      const slice = await handle.advance(1e6)
      expect(slice.diagnostics.map(({ code }) => code)).toEqual(['run/step-too-small'])
      expect(slice.diagnostics[0]!.message).toContain('cell1')
      // x grows without bounds at t = 10 ms.
      const last = slice.timesMs.at(-1)!
      expect(last).toBeGreaterThan(8)
      expect(last).toBeLessThan(10)
      for (const trace of slice.traces) expect(trace.every(Number.isFinite)).toBe(true)
      handle.close()
    }
  })

  it('stops when it is asked to, with all cells at one sample, and goes on', async () => {
    const network = wired(2, 6, 0.5)
    const whole = await ended(start(network, { tStopMs: 400 }))
    const run = start(network, { tStopMs: 400, threads: 2 })
    const first = run.handle.advance(1e6)
    run.handle.stop()
    const slice = await first
    expect(slice.finished && !slice.stopped).toBe(false)
    const v0 = [...slice.traces[0]!]
    const rest = await ended(run)
    expect([...v0, ...rest.traces[run.prepared.probes[0]!.id]!]).toEqual(
      whole.traces[run.prepared.probes[0]!.id],
    )
  })
})
