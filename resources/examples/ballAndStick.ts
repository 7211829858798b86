/** A soma with one dendrite, and a synapse on it that a pattern of spikes drives. Run it: hillock run resources/examples/ballAndStick.ts */
import { Model } from 'hillock'

const model = new Model({ tStopMs: 60, celsius: 20 })
const cell = model.cell()
const soma = cell.section('soma', { lengthUm: 12.6157, diameterUm: 12.6157 })
const dend = cell.section('dend', { lengthUm: 200, diameterUm: 1, nseg: 101, on: soma.at(1) })
cell.set('Ra', '100 ohm cm').set('cm', 1)
cell.insert('hh', soma, { gnabar: 0.12, gkbar: 0.036, gl: 0.0003, el: -54.3 })
cell.insert('pas', dend, { g: '1 mS/cm2', e: -65 })

const synapse = cell.place('ExpSyn', dend.at(0.5), { tau: 2 })
const stimulus = model.artificialCell('NetStim', { start: 9, number: 3, interval: 20, noise: 0 })
model.connect(stimulus, synapse, { delayMs: 1, weight: 0.04 })

const v = model.record(soma.at(0.5))
const current = model.record(synapse, 'i')
const spikes = model.recordSpikes(soma.at(0.5), 10)

const run = await model.run()
for (const recording of [v, current]) {
  const { label, unit, values } = run.trace(recording)
  console.log(
    `${label} between ${Math.min(...values).toFixed(6)} and ${Math.max(...values).toFixed(6)} ${unit}`,
  )
}
console.log(`spikes at ${[...run.spikes(spikes)].map(ms => ms.toFixed(3)).join(', ')} ms`)
