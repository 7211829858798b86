import { describe, expect, it } from 'vitest'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem, simulate } from '../../../support/engine.ts'

const soma = { section: 'soma[0]', x: 0.5 }
const pas = { id: 'pas', mechanism: 'pas', region: 'soma', parameters: {} }
const catalogue = libraryCatalogue()

describe.skipIf(!machine)(`instruments${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('inject noise with the mean, the deviation and the correlation time that it is given', async () => {
    const dtMs = 0.1
    const { traces } = await simulate(
      documentOf({
        mechanisms: [pas],
        pointProcesses: [
          {
            id: 'noise',
            mechanism: 'NoiseClamp',
            at: soma,
            parameters: { del: 0, dur: 1e9, mean: 0.2, std: 0.05, tau: 3 },
          },
        ],
        processProbes: [{ id: 'x', variable: 'noise.x' }],
        run: { tStopMs: 20_000, dtMs },
      }),
      singleCompartment(),
      { catalogue, stretch: 100_000 },
    )
    const x = traces.x!
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    // 20 000 ms are 3333 independent stretches of 2·tau: errors of about std/58 and, of the deviation, 1/82.
    expect(Math.abs(mean(x))).toBeLessThan(4 * (0.05 / 58))
    const variance = mean(x.map(value => value * value))
    expect(Math.abs(Math.sqrt(variance) / 0.05 - 1)).toBeLessThan(4 / 82)
    const lag = 30
    const together = mean(x.slice(lag).map((value, index) => value * x[index]!)) / variance
    expect(Math.abs(together - Math.exp(-1))).toBeLessThan(0.06)
  })

  it('inject noise between two times only, around its mean', async () => {
    const { traces, timesMs } = await simulate(
      documentOf({
        mechanisms: [pas],
        pointProcesses: [
          {
            id: 'noise',
            mechanism: 'NoiseClamp',
            at: soma,
            parameters: { del: 1, dur: 2, mean: 0.2, std: 0 },
          },
        ],
        processProbes: [{ id: 'i', variable: 'noise.i' }],
        run: { tStopMs: 5 },
      }),
      singleCompartment(),
      { catalogue },
    )
    timesMs.forEach((t, sample) => expect(traces.i![sample]).toBe(t > 1.01 && t < 3.02 ? 0.2 : 0))
  })

  it('inject a measured current, with straight lines between its numbers', async () => {
    const values = [0, 1, -0.5, 0.25]
    const clamp = { mechanism: 'DataClamp', at: soma }
    const { traces, timesMs } = await simulate(
      documentOf({
        mechanisms: [pas],
        pointProcesses: [
          { ...clamp, id: 'data', parameters: { del: 0.5, interval: 0.7, scale: 0.1 } },
          { ...clamp, id: 'none', parameters: {} },
        ],
        series: [
          { id: 'values', process: 'data', series: 'values', values },
          { id: 'nothing', process: 'none', series: 'values', values: [] },
        ],
        processProbes: [
          { id: 'i', variable: 'data.i' },
          { id: 'none', variable: 'none.i' },
        ],
        run: { tStopMs: 4 },
      }),
      singleCompartment(),
      { catalogue },
    )
    timesMs.forEach((t, sample) => {
      if (sample === 0) return
      // The current of a step is that of its middle.
      const place = (t - 0.0125 - 0.5) / 0.7
      const k = Math.floor(place)
      const outside = place < 0 || place > 3
      const expected = outside ? 0 : 0.1 * (values[k]! + (values[k + 1]! - values[k]!) * (place - k))
      expect(traces.i![sample]).toBeCloseTo(expected, 12)
    })
    expect(Math.max(...traces.i!)).toBeGreaterThan(0.09)
    expect(new Set(traces.none)).toEqual(new Set([0]))
  })
})
