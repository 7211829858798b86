/** A worker that starts a run without end, says so, and waits to be terminated. */
import { parentPort } from 'node:worker_threads'
import { hhModel } from './hhModel.ts'
import { machines } from './machines.ts'

const machine = machines[0]
if (!machine || !parentPort) throw new Error('this worker needs the machine and a parent')
const { model } = hhModel(machine, {
  cells: 4,
  rows: 3,
  sideBySide: false,
  groups: [
    [0, 1],
    [2, 3],
  ],
})
const session = machine.load(model)
session.initialise({ dtMs: 0.025, method: 'backward-euler' })
const control = new SharedArrayBuffer(8)
void session.advance({
  steps: 1e12,
  dtMs: 0.025,
  method: 'backward-euler',
  threads: 2,
  traces: undefined,
  control,
})
parentPort.postMessage(control)
