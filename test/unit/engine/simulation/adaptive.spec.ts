import { describe, expect, it } from 'vitest'
import {
  type AdaptiveSettings,
  type Diagnostic,
  type Machine,
  type ModelDocument,
  prepareRun,
  startRun,
} from '../../../../src-engine/index.ts'
import { checkRunSettings } from '../../../../src-engine/model/checkRunSettings.ts'
import { ballAndStick, singleCompartment } from '../../../support/cells.ts'
import { catalogueWith, documentOf, libraryCatalogue } from '../../../support/engine.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'

const best = machines.at(-1)!
const middle = { section: 'soma[0]', x: 0.5 }

/** x grows without bounds at t = 1; y is no number from t = 1 on. */
const faulty = catalogueWith({
  'runaway.mod': `
    NEURON { SUFFIX runaway }
    STATE { x }
    INITIAL { x = 1 }
    BREAKPOINT { SOLVE go METHOD derivimplicit }
    DERIVATIVE go { x' = x*x }`,
  'rootless.mod': `
    NEURON { SUFFIX rootless }
    STATE { y }
    INITIAL { y = 1 }
    BREAKPOINT { SOLVE go METHOD derivimplicit }
    DERIVATIVE go { y' = -y + sqrt(1 - t) }`,
})

type Change = Partial<Omit<ModelDocument, 'run'>> & {
  readonly run?: Partial<ModelDocument['run']>
  readonly adaptive?: AdaptiveSettings
}

function prepare(
  { adaptive = {}, run = {}, ...change }: Change,
  machine: Machine = best,
  cell = singleCompartment(),
) {
  const document = documentOf({
    probes: [{ id: 'v', at: middle, variable: 'v' }],
    spikes: [{ id: 's', at: middle, thresholdMv: 10 }],
    ...change,
    run: { tStopMs: 8, method: 'adaptive', ...run, adaptive },
  })
  const catalogue = change.mechanisms?.some(
    ({ mechanism }) => faulty.get(mechanism) && !libraryCatalogue().get(mechanism),
  )
    ? faulty
    : libraryCatalogue()
  return prepareRun(document, { morphology: cell, catalogue }, { threads: 2, machine })
}

function start(change: Change, machine: Machine = best, cell = singleCompartment()) {
  const { value, diagnostics } = prepare(change, machine, cell)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return startRun(value, machine)
}

/** Everything that a run gives, advanced by so many steps at a time. */
async function all(run: ReturnType<typeof start>, stretch = 1e6) {
  const times: number[] = []
  const v: number[] = []
  const spikes: number[] = []
  const diagnostics: Diagnostic[] = []
  for (;;) {
    const slice = await run.advance(stretch)
    times.push(...slice.timesMs)
    v.push(...slice.traces[0]!)
    spikes.push(...slice.spikes[0]!)
    diagnostics.push(...slice.diagnostics)
    if (!slice.finished && slice.diagnostics.length === 0) continue
    run.close()
    return { times, v, spikes, diagnostics, integration: slice.integration! }
  }
}

const hh = [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }]
const pas = [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 0.001, e: -65 } }]
const clamp = (parameters: Readonly<Record<string, number>>, mechanism = 'IClamp') => [
  { id: 'clamp', mechanism, at: middle, parameters },
]
const active: Change = { mechanisms: hh, pointProcesses: clamp({ del: 1, dur: 3, amp: 0.3 }) }
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code)

describe.skipIf(noMachine !== undefined)('simulation with adaptive steps', () => {
  // 20 × 20 µm: 1256.6 µm², τ = 1 ms, and 0.1 nA through 12.566 nS are 7.9577 mV.
  const rise = (0.1 / (0.001 * 0.01 * Math.PI * 400 * 1e3)) * 1e3
  const charged: Change = {
    mechanisms: pas,
    pointProcesses: clamp({ del: 1, dur: 100, amp: 0.1 }),
    spikes: [{ id: 's', at: middle, thresholdMv: -60 }],
  }

  it('charges a membrane as the formula says, the more exactly the smaller the tolerance', async () => {
    const errors: number[] = []
    for (const absoluteTolerance of [1e-3, 1e-5, 1e-7]) {
      const { times, v } = await all(start({ ...charged, adaptive: { absoluteTolerance } }))
      const error = times.map((t, k) => Math.abs(v[k]! - (-65 + (t > 1 ? rise * (1 - Math.exp(1 - t)) : 0))))
      errors.push(Math.max(...error))
    }
    // Errors of steps add up, so the whole may be some ten times the tolerance.
    expect(errors[0]).toBeLessThan(3e-2)
    expect(errors[1]).toBeLessThan(3e-4)
    expect(errors[2]).toBeLessThan(3e-6)
  })

  it('finds where a threshold is crossed, on request', async () => {
    const exact = 1 - Math.log(1 - 5 / rise)
    const settings = { absoluteTolerance: 1e-6 }
    const crossing = await all(start({ ...charged, adaptive: { ...settings, thresholds: 'interpolated' } }))
    expect(crossing.spikes).toHaveLength(1)
    expect(Math.abs(crossing.spikes[0]! - exact)).toBeLessThan(1e-5)
    const atEnd = await all(start({ ...charged, adaptive: { ...settings, samples: 'every-step' } }))
    expect(atEnd.spikes[0]! - exact).toBeGreaterThan(0)
    expect(atEnd.times).toContain(atEnd.spikes[0])
  })

  it('gives the same bits whatever the lanes and the instructions are, and however it is advanced', async () => {
    const change: Change = { ...active, adaptive: { samples: 'every-step' } }
    const expected = await all(start(change, best, ballAndStick()))
    for (const stretch of [1, 7])
      expect(await all(start(change, best, ballAndStick()), stretch)).toEqual(expected)
    for (const machine of machines)
      expect(await all(start(change, machine, ballAndStick())), nameOf(machine)).toEqual(expected)
  })

  it('samples every dt, or at each step up to the stop time', async () => {
    const every = await all(start({ ...active, run: { dtMs: 0.5 } }))
    expect(every.times).toEqual(Array.from({ length: 17 }, (_, k) => 0.5 * k))
    const steps = await all(start({ ...active, adaptive: { samples: 'every-step' } }))
    expect(steps.times.at(-1)).toBe(8)
    expect(steps.times.every((time, k) => k === 0 || time >= steps.times[k - 1]!)).toBe(true)
    expect(steps.times.length).toBe(steps.integration.steps + 1)
    // Both are one course: what is sampled lies between its neighbours among the steps.
    for (const [k, time] of every.times.entries()) {
      const after = steps.times.findIndex(other => other >= time)
      const [a = 0, b = 0] = [steps.v[after - 1] ?? steps.v[after], steps.v[after]]
      expect(every.v[k]).toBeGreaterThan(Math.min(a, b) - 0.05)
      expect(every.v[k]).toBeLessThan(Math.max(a, b) + 0.05)
    }
  })

  it('does not pass by a pulse that is shorter than its steps', async () => {
    const short = { mechanisms: pas, pointProcesses: clamp({ del: 50, dur: 0.001, amp: 10 }) }
    const { v, times } = await all(start({ ...short, run: { tStopMs: 60, dtMs: 0.01 } }))
    const top = Math.max(...v)
    // 10 nA for 1 µs are 0.01 pC, on 12.566 pF 0.7958 mV.
    expect(top + 65).toBeGreaterThan(0.78)
    expect(top + 65).toBeLessThan(0.7965)
    expect(times[v.indexOf(top)]).toBeCloseTo(50.01, 6)
  })

  it('begins anew at an event for a synapse, but not at one for an artificial cell', async () => {
    const connected = (target: string): Change => ({
      mechanisms: pas,
      pointProcesses: [{ id: 'synapse', mechanism: 'ExpSyn', at: middle, parameters: { tau: 1 } }],
      artificialCells: [
        { id: 'train', mechanism: 'NetStim', parameters: { start: 1, interval: 1, number: 5, noise: 0 } },
        { id: 'unit', mechanism: 'IntFire1', parameters: { tau: 10 } },
      ],
      connections: [
        { id: 'c', source: { kind: 'process', process: 'train' }, target, delayMs: 0.1, weights: [1e-3] },
      ],
    })
    expect((await all(start(connected('synapse')))).integration.restarts).toBe(6)
    expect((await all(start(connected('unit')))).integration.restarts).toBe(1)
  })

  it('keeps to the longest step and to the highest order', async () => {
    const steps = async (adaptive: AdaptiveSettings) => {
      const run = await all(start({ ...active, adaptive: { samples: 'every-step', ...adaptive } }))
      return { ...run, longest: Math.max(...run.times.slice(1).map((time, k) => time - run.times[k]!)) }
    }
    expect((await steps({})).longest).toBeGreaterThan(0.2)
    expect((await steps({ largestStepMs: 0.1 })).longest).toBeLessThan(0.1 + 1e-9)
    expect((await steps({ maximumOrder: 1 })).integration.steps).toBeGreaterThan(
      2 * (await steps({})).integration.steps,
    )
    expect((await steps({ scales: { v: 100, 'hh.m': 100 } })).integration.steps).toBeLessThan(
      0.9 * (await steps({})).integration.steps,
    )
  })

  it('goes on from a saved state to the bit', async () => {
    const first = start({ ...active, run: { dtMs: 0.1 } })
    await first.advance(25)
    const { bytes } = first.snapshot()
    const rest = await first.advance(1e6)
    const other = start({ ...active, run: { dtMs: 0.1 } }, machines[0])
    expect(other.restore(bytes)).toBeUndefined()
    const again = await other.advance(1e6)
    expect([...again.traces[0]!]).toEqual([...rest.traces[0]!])
    expect([...again.timesMs]).toEqual([...rest.timesMs])
    first.close()
    other.close()
  })

  it('stops where a state runs away, and names it', async () => {
    const { diagnostics } = await all(
      start({ mechanisms: [{ id: 'a', mechanism: 'runaway', region: 'all', parameters: {} }] }),
    )
    expect(codes(diagnostics)).toEqual(['run/step-too-small'])
    expect(diagnostics[0]!.message).toContain('"runaway.x" at soma[0](0.5)')
    expect(diagnostics[0]!.message).toMatch(/t = (0\.99|1 )/)
  })

  it('stops where a rate is no number, and names the state', async () => {
    const { diagnostics } = await all(
      start({ mechanisms: [{ id: 'a', mechanism: 'rootless', region: 'all', parameters: {} }] }),
    )
    expect(codes(diagnostics)).toEqual(['run/step-too-small'])
    expect(diagnostics[0]!.message).toContain('"rootless.y"')
  })

  it('stops at a step that may not become smaller', async () => {
    const { diagnostics } = await all(
      start({ ...active, adaptive: { smallestStepMs: 0.5, absoluteTolerance: 1e-6 } }),
    )
    expect(codes(diagnostics)).toEqual(['run/step-too-small'])
  })

  it('refuses what only has fixed steps, by name', () => {
    const refused = (change: Change) =>
      prepare(change).diagnostics.filter(({ severity }) => severity === 'error')
    const held = refused({ pointProcesses: clamp({}, 'VClamp') })
    expect(codes(held)).toEqual(['model/fixed-step-only'])
    expect(held[0]!.message).toContain('"VClamp"')
    expect(held[0]!.message).toContain('line ')
    const misspelt = refused({ mechanisms: hh, adaptive: { scales: { 'hh.mm': 2 } } })
    expect(codes(misspelt)).toEqual(['model/unknown-state'])
    expect(misspelt[0]!.message).toContain('hh.m')
  })

  it('refuses settings that no step can keep', () => {
    const wrong = (adaptive: AdaptiveSettings) =>
      codes(checkRunSettings({ ...documentOf({}).run, method: 'adaptive', adaptive }))
    const refused = ['model/bad-adaptive-setting']
    expect(wrong({})).toEqual([])
    expect(wrong({ absoluteTolerance: 1e-3, maximumOrder: 3, smallestStepMs: 0, scales: { v: 10 } })).toEqual(
      [],
    )
    expect(wrong({ absoluteTolerance: 0 })).toEqual(refused)
    expect(wrong({ absoluteTolerance: NaN })).toEqual(refused)
    expect(wrong({ relativeTolerance: -1 })).toEqual(refused)
    expect(wrong({ maximumOrder: 6 })).toEqual(refused)
    expect(wrong({ maximumOrder: 2.5 })).toEqual(refused)
    expect(wrong({ smallestStepMs: 2, largestStepMs: 1 })).toEqual(refused)
    expect(wrong({ scales: { v: 0 } })).toEqual(refused)
  })
})
