import { describe, expect, it } from 'vitest'
import {
  type ModelDocument,
  prepareRun,
  type PrepareOptions,
  readStateFacts,
  type RunHandle,
  startRun,
} from '../../../../src-engine/index.ts'
import { ballAndStick, singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue } from '../../../support/engine.ts'
import { machines, noMachine } from '../../../support/machines.ts'

const machine = machines.at(-1)!
const soma = { section: 'soma[0]', x: 0.5 }

type Change = Parameters<typeof documentOf>[0]

/** A firing ball and stick with a synapse that changes its own weight's effect. */
const firing: Change = {
  discretisation: { kind: 'fixed', count: 5 },
  mechanisms: [
    { id: 'hh', mechanism: 'hh', region: 'all', parameters: { gnabar: 0.12 } },
    { id: 'pas', mechanism: 'pas', region: 'dend', parameters: { g: 0.0005 } },
  ],
  properties: [{ id: 'ra', property: 'Ra', region: 'all', value: 100 }],
  pointProcesses: [
    { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 1, dur: 100, amp: 0.2 } },
    { id: 'syn', mechanism: 'ExpSyn', at: { section: 'dend[0]', x: 0.5 }, parameters: { tau: 2 } },
  ],
  artificialCells: [
    { id: 'stim', mechanism: 'NetStim', parameters: { number: 20, interval: 2, start: 1, noise: 0 } },
  ],
  connections: [
    {
      id: 'c',
      source: { kind: 'process', process: 'stim' },
      target: 'syn',
      delayMs: 3,
      weights: [0.002],
    },
  ],
  probes: [
    { id: 'v', at: soma, variable: 'v' },
    { id: 'd', at: { section: 'dend[0]', x: 0.9 }, variable: 'v' },
  ],
  run: { tStopMs: 20 },
}

function start(change: Change, options: Partial<PrepareOptions> = {}, morphology = ballAndStick()) {
  const document: ModelDocument = documentOf(change)
  const surroundings = { morphology, catalogue: libraryCatalogue() }
  const { value, diagnostics } = prepareRun(document, surroundings, { threads: 2, machine, ...options })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { prepared: value, run: startRun(value, machine) }
}

/** All that is left of a run. */
async function rest(run: RunHandle) {
  const { timesMs, traces, spikes, firstSample } = await run.advance(1e6)
  run.close()
  return { timesMs: [...timesMs], traces: traces.map(trace => [...trace]), spikes, firstSample }
}

describe.skipIf(noMachine !== undefined)('simulation state taken over', () => {
  it('begins with the sample of its own moment, where a recording begins there', async () => {
    const first = start(firing).run
    const before = await first.advance(200)
    const { bytes, tMs } = first.snapshot()
    const expected = await rest(first)
    const other = start(firing).run
    expect(other.restore(bytes, { samplesAgain: true })).toBeUndefined()
    const again = await rest(other)
    expect(again.firstSample).toBe(200)
    expect(again.timesMs).toEqual([tMs, ...expected.timesMs])
    expect(again.traces).toEqual(
      expected.traces.map((trace, probe) => [before.traces[probe]!.at(-1), ...trace]),
    )
  })

  it('stands at the last sample between stretches, where every step is one', async () => {
    // Thresholds between steps make the integrator look at the end of each before the model gets there.
    const adaptive = { absoluteTolerance: 1e-4, samples: 'every-step', thresholds: 'interpolated' } as const
    const change: Change = {
      ...firing,
      spikes: [{ id: 's', at: soma, thresholdMv: 0 }],
      run: { tStopMs: 20, method: 'adaptive', adaptive },
    }
    const uninterrupted = start(change).run
    const whole = await uninterrupted.advance(1e6)
    uninterrupted.close()
    const { prepared, run } = start(change)
    const v = prepared.live.find('', soma, 'v')!.address
    const seen: [number, number][] = []
    for (let finished = false; !finished;) {
      const slice = await run.advance(3)
      finished = slice.finished
      expect(run.snapshot().tMs).toBe(slice.timesMs.at(-1))
      expect(run.values.read(v)).toBe(slice.traces[0]!.at(-1))
      seen.push([slice.timesMs.at(-1)!, slice.traces[0]!.at(-1)!])
    }
    run.close()
    const known = new Map([...whole.timesMs].map((t, k) => [t, whole.traces[0]![k]]))
    expect(seen.length).toBeGreaterThan(20)
    expect(seen.map(([t]) => known.get(t))).toEqual(seen.map(([, value]) => value))
  })

  it('begins with the sample of its own moment also where every step is one', async () => {
    const change: Change = {
      ...firing,
      run: { tStopMs: 20, method: 'adaptive', adaptive: { absoluteTolerance: 1e-4, samples: 'every-step' } },
    }
    const first = start(change).run
    const before = await first.advance(50)
    const { bytes, tMs } = first.snapshot()
    const expected = await rest(first)
    const other = start(change).run
    expect(other.restore(bytes, { samplesAgain: true })).toBeUndefined()
    const again = await rest(other)
    expect(tMs).toBe(before.timesMs.at(-1))
    expect(again.timesMs).toEqual([tMs, ...expected.timesMs])
    expect(again.traces).toEqual(
      expected.traces.map((trace, probe) => [before.traces[probe]!.at(-1), ...trace]),
    )
  })

  it('can be saved at once again, before that sample has been handed over', async () => {
    const first = start(firing).run
    await first.advance(200)
    const second = start(firing).run
    second.restore(first.snapshot().bytes, { samplesAgain: true })
    const third = start(firing).run
    expect(third.restore(second.snapshot().bytes)).toBeUndefined()
    expect(await rest(third)).toEqual(await rest(second))
    first.close()
  })

  it('gives parameters the values of the model, as if they had been set in the run itself', async () => {
    const changed: Change = {
      ...firing,
      mechanisms: [
        { id: 'hh', mechanism: 'hh', region: 'all', parameters: { gnabar: 0.1 } },
        { id: 'pas', mechanism: 'pas', region: 'dend', parameters: { g: 0.001 } },
      ],
      pointProcesses: [
        { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 1, dur: 100, amp: 0.35 } },
        { id: 'syn', mechanism: 'ExpSyn', at: { section: 'dend[0]', x: 0.5 }, parameters: { tau: 3 } },
      ],
    }
    const first = start(firing, { keepAll: true })
    await first.run.advance(240)
    const { bytes } = first.run.snapshot()
    const other = start(changed, { keepAll: true })
    expect(other.run.restore(bytes, { parameters: 'model' })).toBeUndefined()
    const migrated = await rest(other.run)

    const { live } = first.prepared
    const set = (address: number | undefined, value: number) => first.run.values.write(address!, value)
    for (const [section, x] of [
      ['soma[0]', 0.5] as const,
      ...[1, 3, 5, 7, 9].map(k => ['dend[0]', k / 10] as const),
    ])
      set(live.find('', { section, x }, 'hh.gnabar')?.address, 0.1)
    for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      set(live.find('', { section: 'soma[0]', x }, 'hh.gnabar')?.address, 0.1)
      set(live.find('', { section: 'dend[0]', x }, 'pas.g')?.address, 0.001)
    }
    set(live.findOfProcess('clamp.amp')?.address, 0.35)
    set(live.findOfProcess('syn.tau')?.address, 3)
    const expected = await rest(first.run)
    expect(migrated.traces).toEqual(expected.traces)

    const plain = start(changed, { keepAll: true })
    plain.run.restore(bytes)
    expect((await rest(plain.run)).traces).not.toEqual(expected.traces)
  })

  it('changes nothing of a run of the same model, whoever gives the parameters', async () => {
    const first = start(firing)
    await first.run.advance(333)
    const { bytes } = first.run.snapshot()
    const other = start(firing)
    other.run.restore(bytes, { parameters: 'model' })
    expect(await rest(other.run)).toEqual(await rest(first.run))
  })

  it('gives the cable and the temperature of the model: a charged membrane decays with its new time constant', async () => {
    const passive = (cm: number, g: number): Change => ({
      mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g, e: -70 } }],
      properties: [{ id: 'cm', property: 'cm', region: 'all', value: cm }],
      probes: [{ id: 'v', at: soma, variable: 'v' }],
      run: { tStopMs: 30, dtMs: 0.025, vInitMv: -50, method: 'crank-nicolson' },
    })
    const first = start(passive(1, 0.001), {}, singleCompartment())
    await first.run.advance(200)
    const { bytes, tMs } = first.run.snapshot()
    const other = start(passive(2, 0.0005), {}, singleCompartment())
    other.run.restore(bytes, { parameters: 'model', samplesAgain: true })
    const { timesMs, traces } = await rest(other.run)
    // τ = cm/g: 1 ms before, 4 ms from then on; Crank–Nicolson's error is below (dt/τ)²/12 of the course.
    const charge = 20 * Math.exp(-tMs / 1)
    timesMs.forEach((t, k) => {
      expect(traces[0]![k]! + 70).toBeCloseTo(charge * Math.exp(-(t - tMs) / 4), 3)
    })
    first.run.close()
  })

  it('goes on with another step from its moment on', async () => {
    const first = start(firing).run
    await first.advance(400)
    const { bytes } = first.snapshot()
    const finer = start({ ...firing, run: { tStopMs: 20, dtMs: 0.0125 } }).run
    finer.restore(bytes, { parameters: 'model' })
    const { timesMs } = await rest(finer)
    expect(timesMs).toHaveLength(800)
    expect(timesMs[0]).toBeCloseTo(10.0125, 9)
    expect(timesMs.at(-1)).toBeCloseTo(20, 9)
    first.close()
  })

  it.each(['dt', 'every-step'] as const)(
    'goes on beyond the stop time of the run that was saved, in steps of any length, samples at %s',
    async samples => {
      const until = (tStopMs: number): Change => ({
        ...firing,
        run: { tStopMs, method: 'adaptive', adaptive: { absoluteTolerance: 1e-4, samples } },
      })
      const first = start(until(10)).run
      const slice = await first.advance(1e6)
      expect(slice.finished).toBe(true)
      const { bytes, tMs } = first.snapshot()
      first.close()
      const other = start(until(20)).run
      expect(other.restore(bytes)).toBeUndefined()
      const more = await rest(other)
      expect(tMs).toBeCloseTo(10, 9)
      expect(more.timesMs.at(-1)).toBeCloseTo(20, 9)
      const whole = start(until(20)).run
      const uninterrupted = await whole.advance(1e6)
      whole.close()
      // At 10 ms the model was looked at; the integrator took no notice.
      const known = new Map([...uninterrupted.timesMs].map((t, k) => [t, uninterrupted.traces[0]![k]]))
      expect(more.timesMs.length).toBeGreaterThan(20)
      expect(more.timesMs.map(t => known.get(t))).toEqual(more.traces[0])
      const again = start(until(10)).run
      again.restore(bytes)
      const nothing = await again.advance(5)
      expect([nothing.timesMs.length, nothing.finished]).toEqual([0, true])
      again.close()
    },
  )

  it('tells its time and its division before anyone takes it', async () => {
    const { run } = start(firing, { layoutThreads: 5 })
    await run.advance(40)
    const { bytes } = run.snapshot()
    run.close()
    expect(readStateFacts(bytes).value).toEqual({
      tMs: expect.closeTo(1, 9) as number,
      layoutThreads: 5,
      layoutRanks: 1,
    })
    for (const at of [0, 9, 20, 40]) {
      const damaged = bytes.slice()
      damaged[at]! ^= 1
      expect(readStateFacts(damaged).diagnostics[0]?.code).toBe('run/state-refused')
    }
    expect(readStateFacts(bytes.subarray(0, 30)).value).toBeUndefined()
  })
})
