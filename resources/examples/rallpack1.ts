/**
 * Rallpack 1 (Bhalla, Bilitch & Bower 1992, Trends Neurosci 15:453–458): a uniform passive cable, 1 mm long and 1 µm
 * thick, into whose end 0.1 nA flow; against the exact solution of the cable equation.
 * Run it: hillock run resources/examples/rallpack1.ts
 */
import { Model } from 'hillock'

const [lengthUm, diameterUm, ra, cm, g, e, amp] = [1000, 1, 100, 1, 2.5e-5, -65, 0.1]

const model = new Model({ tStopMs: 250, dtMs: 0.05, vInitMv: e })
const cell = model.cell()
const cable = cell.section('dend', { lengthUm, diameterUm, nseg: 1000 })
cell.insert('pas', cable, { g, e }).set('Ra', ra).set('cm', cm)
cell.place('IClamp', cable.at(0), { del: 0, dur: 1e9, amp })
const ends = [model.record(cable.at(0)), model.record(cable.at(1))]

const run = await model.run()

// V(x, t) as the steady state less its modes (Jack, Noble & Tsien 1975, chapter 4), for a cable with sealed ends.
const tauMs = (cm * 1e-3) / g
const lambdaUm = Math.sqrt((diameterUm * 1e-4) / (4 * ra * g)) * 1e4
const length = lengthUm / lambdaUm
const infiniteMohm = ((ra * lambdaUm * 1e-4) / ((Math.PI / 4) * (diameterUm * 1e-4) ** 2)) * 1e-6
const exact = (x: number, ms: number) => {
  const steady = Math.cosh(length * (1 - x)) / Math.sinh(length)
  let modes = Math.exp(-ms / tauMs) / length
  for (let n = 1; n <= 2000; n++) {
    const rate = 1 + ((n * Math.PI) / length) ** 2
    const size = Math.exp((-ms * rate) / tauMs)
    if (size < 1e-18) break
    modes += (2 / length) * Math.cos(n * Math.PI * x) * (size / rate)
  }
  return e + amp * infiniteMohm * (steady - modes)
}

for (const [x, recording] of ends.entries()) {
  const { timesMs, values } = run.trace(recording)
  let [wrong, all] = [0, 0]
  timesMs.forEach((ms, sample) => {
    if (ms === 0) return
    const right = exact(x, ms)
    wrong += (values[sample]! - right) ** 2
    all += (right - e) ** 2
  })
  console.log(
    `x = ${x}: v(250 ms) = ${values.at(-1)!.toFixed(6)} mV, relative rms error ${Math.sqrt(wrong / all).toExponential(2)}`,
  )
}
