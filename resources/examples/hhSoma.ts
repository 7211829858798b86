/** A patch of squid axon as a soma, and a current that makes it fire. Run it: hillock run resources/examples/hhSoma.ts */
import { Model } from 'hillock'

const model = new Model({ tStopMs: 25 })
const cell = model.cell()
const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
cell.insert('hh', soma, { gnabar: '120 mS/cm2' })
const clamp = cell.place('IClamp', soma.at(0.5), { del: 5, dur: 10, amp: '300 pA' })

const v = model.record(soma.at(0.5))
const spikes = model.recordSpikes(soma.at(0.5), 0)

const run = model.start()
// Halfway through the current is doubled.
run.at(10, () => run.write(clamp, 'amp', 0.6))
for (const ms of [7, 12, 20]) {
  await run.advanceTo(ms)
  console.log(
    `t = ${ms} ms: v = ${run.read(soma.at(0.5)).toFixed(6)} mV, m = ${run.read(soma.at(0.5), 'hh.m').toFixed(8)}`,
  )
}
await run.finish()

const { values, unit } = run.trace(v)
console.log(`spikes at ${[...run.spikes(spikes)].map(ms => ms.toFixed(3)).join(', ')} ms`)
console.log(`v between ${Math.min(...values).toFixed(6)} and ${Math.max(...values).toFixed(6)} ${unit}`)
