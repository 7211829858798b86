/** Ten branched cells in a ring: each one's spikes excite the next. Run it: hillock run resources/examples/ring.ts [CELLS] */
import { Model, type Process, type Section } from 'hillock'

const count = Number(process.argv[2] ?? 10)
const model = new Model({ tStopMs: 100 })

/** A soma and a dendrite that forks twice, with a synapse on its first branch. */
function ringCell(name: string): { readonly soma: Section; readonly synapse: Process } {
  const cell = model.cell(name)
  const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
  const trunk = cell.section('dend[0]', { lengthUm: 100, diameterUm: 2, nseg: 5, on: soma.at(1) })
  const dendrites = [trunk]
  for (const parent of [0, 0, 1, 1, 2, 2]) {
    const number = dendrites.length
    const diameterUm = parent === 0 ? 1.5 : 1
    const on = dendrites[parent]!.at(1)
    dendrites.push(cell.section(`dend[${number}]`, { lengthUm: 80, diameterUm, nseg: 3, on }))
  }
  cell.set('Ra', 100).insert('hh', soma).insert('pas', dendrites, { g: 0.001, e: -65 })
  const synapse = cell.place('ExpSyn', trunk.at(0.5), { tau: 2 })
  return { soma, synapse }
}

const cells = Array.from({ length: count }, (_, index) => ringCell(`cell${index}`))
cells.forEach(({ soma }, index) => {
  const next = cells[(index + 1) % count]!
  model.connect(soma.at(0.5), next.synapse, { delayMs: 5, weight: 0.02, threshold: 10 })
})
const start = model.artificialCell('NetStim', { start: 10, number: 1 })
model.connect(start, cells[0]!.synapse, { delayMs: 1, weight: 0.02 })

const recordings = cells.map(({ soma }) => model.recordSpikes(soma.at(0.5), 10))
const run = await model.run()
recordings.forEach((recording, index) => {
  console.log(`cell ${index}: ${[...run.spikes(recording)].map(ms => ms.toFixed(3)).join(' ')}`)
})
