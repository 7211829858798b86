import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RunHandle, type RunSlice, startRun } from '../../../../src-engine/index.ts'
import { machines, noMachine } from '../../../support/machines.ts'
import { prepareStateful, type StatefulOptions } from '../../../support/statefulModel.ts'

const machine = machines.at(-1)!
const start = (options: Partial<StatefulOptions> = {}) => {
  const all = { seed: 1, machine, ...options }
  return startRun(prepareStateful(all), all.machine)
}

/** Everything that came of some steps, as one comparable value. */
const told = ({ firstSample, timesMs, traces, spikes, finished, diagnostics, printed }: RunSlice) => ({
  firstSample,
  timesMs,
  traces,
  spikes,
  finished,
  messages: diagnostics.map(({ message }) => message),
  printed,
})

/** Everything from here to the end, with what is said at the end. */
async function rest(run: RunHandle, steps = 1e6) {
  const slice = told(await run.advance(steps))
  const { printed, notKept } = run.close()
  return { ...slice, end: { printed, notKept } }
}

describe.skipIf(noMachine !== undefined)('simulation snapshot', () => {
  it('goes on in a fresh run as the first one did, to the bit, on any threads, lanes and sets of instructions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.integer({ min: 0, max: 1000 }),
          method: fc.constantFrom('backward-euler' as const, 'crank-nicolson' as const),
          eventOrder: fc.constantFrom('hillock' as const, 'neuron' as const, 'neuron-binned' as const),
          cells: fc.integer({ min: 3, max: 12 }),
        }),
        fc.integer({ min: 0, max: 400 }),
        fc.array(fc.record({ on: fc.nat(machines.length - 1), threads: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
        async (model, steps, others) => {
          const first = start({ ...model, threads: 2 })
          await first.advance(steps)
          const { bytes, stepsDone } = first.snapshot()
          expect(stepsDone).toBe(steps)
          const expected = await rest(first, 400)
          expect(expected.timesMs.length).toBe(400)
          for (const { on, threads } of others) {
            const other = start({ ...model, machine: machines[on]!, threads })
            expect(other.restore(bytes)).toBeUndefined()
            expect(other.stepsDone).toBe(steps)
            expect(await rest(other, 400)).toEqual(expected)
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('goes back in the run itself, as often as wanted, also to the very start', async () => {
    const run = start()
    const atStart = run.snapshot()
    const first = told(await run.advance(300))
    const later = run.snapshot()
    const second = told(await run.advance(400))
    expect(run.restore(later.bytes)).toBeUndefined()
    expect(told(await run.advance(400))).toEqual(second)
    expect(run.restore(atStart.bytes)).toBeUndefined()
    expect(told(await run.advance(300))).toEqual(first)
    expect(told(await run.advance(400))).toEqual(second)
    run.close()
  })

  it('holds events that wait, lines without end and flags that matter afterwards', async () => {
    const run = start()
    await run.advance(300)
    const { bytes } = run.snapshot()
    const expected = await rest(run)
    expect(expected.spikes.filter(times => times.length > 3).length).toBeGreaterThan(4)
    // An instance that prints at another time begins a new line; only then has the one before come to its end.
    expect(expected.printed[0]?.text).toBe('and ')
    const fresh = start()
    fresh.restore(bytes)
    expect(await rest(fresh)).toEqual(expected)
    // The same steps without the state end elsewhere.
    const without = start()
    await without.advance(1)
    expect((await rest(without)).traces).not.toEqual(expected.traces)
  })

  it('remembers that a mechanism has ended the run, and forgets it before', async () => {
    const run = start({ haltsAtMs: 5 })
    await run.advance(100)
    const before = run.snapshot()
    const ended = told(await run.advance(1e6))
    expect(ended.finished).toBe(true)
    expect(ended.messages).toHaveLength(1)
    const after = run.snapshot()
    expect(run.restore(before.bytes)).toBeUndefined()
    expect(told(await run.advance(1e6))).toEqual(ended)
    const other = start({ haltsAtMs: 5 })
    expect(other.restore(after.bytes)).toBeUndefined()
    const nothing = await other.advance(10)
    expect([nothing.timesMs.length, nothing.finished]).toEqual([0, true])
    run.close()
    other.close()
  })

  it('refuses the state of another model, and does not change the run', async () => {
    const other = start({ cells: 8 })
    await other.advance(50)
    const { bytes } = other.snapshot()
    other.close()
    const run = start()
    await run.advance(50)
    const kept = run.snapshot()
    expect(run.restore(bytes)?.message).toMatch(/it belongs to another model/)
    expect(run.restore(bytes)?.code).toBe('run/state-refused')
    expect(run.snapshot().bytes).toEqual(kept.bytes)
    const divided = start({ layoutThreads: 1 })
    expect(divided.restore(kept.bytes)?.message).toMatch(/another model/)
    divided.close()
    run.close()
  })

  it('refuses what another version has saved, and what is no state', () => {
    const run = start()
    const { bytes } = run.snapshot()
    const newer = bytes.slice()
    newer[4] = 200
    expect(run.restore(newer)?.message).toMatch(/another version of the program/)
    for (const wrong of [new Uint8Array(), bytes.subarray(0, 11), bytes.subarray(0, -1), bytes.subarray(1)])
      expect(run.restore(wrong)?.message).toMatch(/it is damaged, or no state/)
    expect(run.restore(bytes)).toBeUndefined()
    run.close()
  })
})
