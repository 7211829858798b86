import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const recorded = JSON.parse(read('neuron.json')) as {
  readonly bins: readonly number[]
  readonly traces: Readonly<Record<string, readonly number[]>>
}
const catalogue = catalogueWith({ 'guarded.mod': read('guarded.mod') })
const names = Object.keys(recorded.traces)

async function run(machine: Machine) {
  const { value, diagnostics } = prepareRun(
    documentOf({
      pointProcesses: [
        { id: 'guarded', mechanism: 'Guarded', at: { section: 'soma[0]', x: 0.5 }, parameters: {} },
      ],
      series: [{ id: 'bins', process: 'guarded', series: 'bins', values: recorded.bins }],
      processProbes: names.map(name => ({ id: name, variable: `guarded.${name}` })),
      run: { tStopMs: 2 },
    }),
    { morphology: singleCompartment(), catalogue },
    { threads: 1, machine },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const handle = startRun(value, machine)
  const slice = await handle.advance(80)
  handle.close()
  return slice
}

for (const machine of [oracleMachine, ...machines]) {
  const title = machine === oracleMachine ? 'the oracle' : nameOf(machine as (typeof machines)[number])
  describe(`right sides of && and || against NEURON 8.2.2, ${title}`, () => {
    it('are taken where the left side does not decide, and nowhere else', async () => {
      const { diagnostics, traces } = await run(machine)
      expect(diagnostics).toEqual([])
      const ours = Object.fromEntries(names.map((name, index) => [name, [...(traces[index] ?? [])]]))
      expect(ours).toEqual(recorded.traces)
    })
  })
}
