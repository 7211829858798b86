import { describe, expect, it } from 'vitest'
import { Model } from '../../../src-main/library/index.ts'
import { machine, machineProblem } from '../../support/engine.ts'
import { rcCell, taperedCable, withSynapse } from './exactCell.ts'

const restMv = -65
const [lengthUm, diameterUm, cm, g] = [20, 20, 1, 1e-4]
const rc = { ...rcCell(lengthUm, diameterUm, cm, g), restMv }

/** A model of one RC cell a name. */
function rcModel(dtMs: number, tStopMs: number, names: readonly string[]) {
  const model = new Model({ vInitMv: restMv, dtMs, tStopMs })
  const places = names.map(name => {
    const cell = model.cell(name)
    const soma = cell.section('soma', { lengthUm, diameterUm })
    cell.insert('pas', soma, { g, e: restMv })
    return { cell, at: soma.at(0.5) }
  })
  return { model, places }
}

/** Largest error of v, of the largest deflection. */
const relativeError = (values: Float64Array, exact: Float64Array) => {
  const largest = exact.reduce((most, v) => Math.max(most, Math.abs(v - restMv)), 0)
  return exact.reduce((most, v, at) => Math.max(most, Math.abs(values[at]! - v)), 0) / largest
}

describe.skipIf(!machine)(`NSuite’s cases${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('cable-steadystate: a tapered cable settles to its equation’s solution', async () => {
    const cable = { lengthUm: 1000, fromUm: 4, toUm: 1, ra: 100, g, ampNa: 0.1 }
    const model = new Model({ vInitMv: restMv, dtMs: 1, tStopMs: 1000 })
    const cell = model.cell()
    const dend = cell.section('dend', {
      points: [
        [0, 0, 0, cable.fromUm],
        [cable.lengthUm, 0, 0, cable.toUm],
      ],
      nseg: 201,
    })
    cell.insert('pas', dend, { g, e: restMv }).set('Ra', cable.ra)
    cell.place('IClamp', dend.at(0), { del: 0, dur: 1e9, amp: cable.ampNa })
    const probes = [0, 0.5, 1].map(x => model.record(dend.at(x)))
    const run = await model.run({ threads: 1 })
    taperedCable(cable).forEach((exact, index) => {
      const found = run.trace(probes[index]!).values.at(-1)! - restMv
      // NSuite demands 1e-3; second order in 1/201 of the length gives about 1e-5.
      expect(Math.abs(found / exact - 1)).toBeLessThan(3e-5)
    })
  })

  it('rc-rallpack: a constant current charges the membrane', async () => {
    const { model, places } = rcModel(0.025, 100, [''])
    const [{ cell, at }] = places as [(typeof places)[0]]
    cell.place('IClamp', at, { del: 0, dur: 1e9, amp: 0.02 })
    const v = model.record(at)
    const { timesMs, values } = (await model.run({ threads: 1 })).trace(v)
    const tauMs = rc.capacitanceNf / rc.leakUs
    const exact = timesMs.map(ms => restMv + (0.02 / rc.leakUs) * (1 - Math.exp(-ms / tauMs)))
    // First order: dt/(2eτ) = 4.6e-4.
    expect(relativeError(values, exact)).toBeLessThan(5e-4)
  })

  it('rc-expsyn: a conductance that decays', async () => {
    const { model, places } = rcModel(0.025, 30, [''])
    const [{ cell, at }] = places as [(typeof places)[0]]
    const synapse = cell.place('ExpSyn', at, { tau: 2, e: 0 })
    model.connect(model.artificialCell('NetStim', { start: 0, number: 1 }), synapse, {
      delayMs: 0,
      weight: 0.01,
    })
    const v = model.record(at)
    const { values } = (await model.run({ threads: 1 })).trace(v)
    const exact = withSynapse(rc, ms => 0.01 * Math.exp(-ms / 2), 0, { apartMs: 0.025, untilMs: 30 })
    expect(relativeError(values, exact)).toBeLessThan(0.01)
  })

  it('rc-exp2syn-spike: 101 cells fire at the times of their equation', async () => {
    const dtMs = 0.01
    const others = Array.from({ length: 100 }, (_, index) => `cell${index + 1}`)
    const { model, places } = rcModel(dtMs, 60, ['cell0', ...others])
    const [tau1, tau2, weight, thresholdMv] = [0.5, 2, 0.02, -30]
    const synapses = places.map(({ cell, at }) => cell.place('Exp2Syn', at, { tau1, tau2, e: 0 }))
    const start = model.artificialCell('NetStim', { start: 0, number: 1 })
    model.connect(start, synapses[0]!, { delayMs: 1, weight })
    const delays = others.map((_, index) => 1 + 0.37 * index)
    delays.forEach((delayMs, index) =>
      model.connect(places[0]!.at, synapses[index + 1]!, { delayMs, weight, threshold: thresholdMv }),
    )
    const spikes = places.map(({ at }) => model.recordSpikes(at, thresholdMv))
    const run = await model.run({ threads: 2 })

    const peakMs = ((tau1 * tau2) / (tau2 - tau1)) * Math.log(tau2 / tau1)
    const factor = 1 / (Math.exp(-peakMs / tau2) - Math.exp(-peakMs / tau1))
    const conductance = (ms: number) => weight * factor * (Math.exp(-ms / tau2) - Math.exp(-ms / tau1))
    const exact = withSynapse(rc, conductance, 0, { apartMs: 1e-3, untilMs: 10 })
    const rise = 1e-3 * exact.findIndex(v => v > thresholdMv)
    expect(rise).toBeGreaterThan(0)
    const expected = [1 + rise, ...delays.map(delayMs => 1 + rise + delayMs + rise)]
    expected.forEach((ms, cell) => {
      const found = run.spikes(spikes[cell]!)
      expect(found.length).toBe(1)
      expect(Math.abs(found[0]! - ms)).toBeLessThan(0.05)
    })
  })
})
