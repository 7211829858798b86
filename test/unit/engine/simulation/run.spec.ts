import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../../src-engine/index.ts'
import { InternalError } from '../../../../src-engine/core/errors.ts'
import { ballAndStick } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  needMachine,
  simulate,
} from '../../../support/engine.ts'

const soma = { section: 'soma', x: 0.5 }
const document = documentOf({
  mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0.5, dur: 1, amp: 3 } }],
  probes: [{ id: 'v', at: soma, variable: 'v' }],
  spikes: [{ id: 'spike', at: soma, thresholdMv: 0 }],
  run: { tStopMs: 5 },
})

const start = (change: Parameters<typeof documentOf>[0] = {}) => {
  const { value } = prepareRun(
    documentOf({ ...document, ...change, run: { ...document.run, ...change.run } }),
    { morphology: ballAndStick(), catalogue: builtinCatalogue },
    { threads: 1, machine: needMachine() },
  )
  return startRun(value!, needMachine())
}

describe.skipIf(!machine)(`simulation run${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('gives stretches that join to the whole', async () => {
    const run = start()
    const whole = await simulate(document, ballAndStick())
    const pieces: number[] = []
    const times: number[] = []
    const spikes: number[] = []
    let next = 0
    for (const steps of [0, 1, 7, 0, 100, 1000]) {
      const slice = await run.advance(steps)
      expect(slice.firstSample).toBe(next)
      next += slice.timesMs.length
      pieces.push(...slice.traces[0]!)
      times.push(...slice.timesMs)
      spikes.push(...slice.spikes[0]!)
      expect(slice.finished).toBe(run.stepsDone === run.steps)
    }
    run.close()
    expect(pieces).toEqual(whole.traces.v)
    expect(times).toEqual(whole.timesMs)
    expect(spikes).toEqual(whole.spikes.spike)
    expect(spikes).toHaveLength(1)
    expect(times[0]).toBe(0)
    expect(run.steps).toBe(200)
  })

  it('keeps slices as they are while the run goes on', async () => {
    const run = start()
    const { traces } = await run.advance(10)
    const before = [...traces[0]!]
    await run.advance(50)
    run.close()
    expect([...traces[0]!]).toEqual(before)
  })

  it('stops between steps and goes on', async () => {
    const run = start({ run: { tStopMs: 20_000 } })
    const running = run.advance(1e9)
    await expect(run.advance(1)).rejects.toThrow(InternalError)
    await new Promise(resolve => setTimeout(resolve, 20))
    run.stop()
    const slice = await running
    expect(slice.stopped).toBe(true)
    expect(slice.finished).toBe(false)
    expect(run.stepsDone).toBe(slice.timesMs.length - 1)
    const more = await run.advance(5)
    expect(more.firstSample).toBe(slice.timesMs.length)
    expect(more.timesMs).toHaveLength(5)
    run.close()
  })

  it('reads the voltage of every compartment', async () => {
    const run = start()
    const { traces } = await run.advance(60)
    const voltages = new Float32Array(2)
    run.readVoltages(voltages)
    run.close()
    expect(voltages[0]).toBe(Math.fround(traces[0]!.at(-1)!))
    expect(voltages[1]).not.toBe(voltages[0])
  })

  it('ends with the place and time of a voltage that is not a number', async () => {
    const endless = { del: 1, dur: 9, amp: 1.7e308 }
    const clamps = ['one', 'other'].map(id => ({ id, mechanism: 'IClamp', at: soma, parameters: endless }))
    const run = start({ pointProcesses: clamps })
    const slice = await run.advance(1e6)
    expect(slice.diagnostics.map(({ code }) => code)).toEqual(['run/voltage-not-finite'])
    expect(slice.diagnostics[0]!.message).toMatch(
      /^The membrane potential at (soma|dend)\[0\]\(0\.5\) is no longer a number at t = 1\.\d+ ms; the run stopped there\.$/,
    )
    expect(slice.finished).toBe(false)
    const after = await run.advance(10)
    expect(after.timesMs).toHaveLength(0)
    expect(after.diagnostics).toEqual(slice.diagnostics)
    run.close()
  })

  it('runs for no time at all', async () => {
    const run = start({ run: { tStopMs: 0 } })
    const slice = await run.advance(100)
    run.close()
    expect([...slice.timesMs]).toEqual([0])
    expect(slice.finished).toBe(true)
  })
})
