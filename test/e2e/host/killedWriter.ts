import { writeSync } from 'node:fs'
import { emptyModel } from '../../../src-engine/model/document.ts'
import { hashOf } from '../../../src-main/store/hash.ts'
import { openProject } from '../../../src-main/store/projectStore.ts'

/*
 * A process that edits and records as fast as it can, and says on stdout what has been acknowledged, until it is
 * killed. Arguments: project file, number of the first edit.
 */
const [path = '', firstEdit = '1'] = process.argv.slice(2)
const store = openProject(path)
const acknowledge = (what: string): void => void writeSync(1, `${what}\n`)

const cell = new TextEncoder().encode('1 1 0 0 0 5 -1\n')
const id = hashOf(cell)
store.history.edit({
  label: 'Import',
  changes: [{ kind: 'morphology', name: id, body: { name: 'cell.swc' } }],
  blobs: [cell],
})

const ids = store.runs.begin({
  label: 'Killed',
  model: emptyModel(id),
  engine: 'test',
  fingerprints: {},
  compartments: 100,
  threads: 1,
  probes: [
    { label: 'a', unit: 'mV' },
    { label: 'b', unit: 'mV' },
  ],
  spikes: [{ label: 's' }],
})
acknowledge(`run ${ids.run}`)
const recorder = store.record(ids)
let samples = 0

for (let edit = Number(firstEdit); ; edit++) {
  const body = { ...emptyModel(id), globals: { edit } }
  store.history.edit({ label: `Edit ${edit}`, changes: [{ kind: 'model', name: 'main', body }] })
  acknowledge(`edit ${edit}`)

  const count = 5000 + (edit % 7) * 9000
  const values = Float64Array.from({ length: count }, (_, index) => samples + index)
  const timesMs = values.map(value => value * 0.025)
  recorder.append({
    tMs: timesMs.at(-1) ?? 0,
    traces: [
      { timesMs, values },
      { timesMs, values: values.map(value => -value) },
    ],
    spikes: [Float64Array.of(edit)],
    seconds: 0,
  })
  samples += count
  if (edit % 5 === 0) {
    recorder.appendFrame({ tMs: samples * 0.025, values: new Float32Array(100).fill(edit) })
    await recorder.flush({ tMs: samples * 0.025, seconds: 0 })
    acknowledge(`samples ${samples}`)
  }
  if (edit % 3 === 0) {
    store.history.undo()
    store.history.redo()
  }
}
