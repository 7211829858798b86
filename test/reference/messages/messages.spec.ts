import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../src-engine/index.ts'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

/** One run in NEURON. */
interface Case {
  readonly place: number
  readonly when: number
  readonly samples: number
  readonly t: number
  readonly n: number
  readonly seen: number
  readonly halted: number
  readonly lines: readonly string[]
}

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const cases = JSON.parse(read('neuron.json')) as readonly Case[]
const catalogue = catalogueWith({ 'halt.mod': read('halt.mod') })

for (const machine of [oracleMachine, ...machines]) {
  const title = machine === oracleMachine ? 'the oracle' : nameOf(machine as (typeof machines)[number])
  describe(`messages and ends of runs against NEURON 8.2.2, ${title}`, () => {
    for (const { place, when, ...expected } of cases) {
      it(`prints and ends as there, place ${place} at ${when} ms`, async () => {
        const document = documentOf({
          pointProcesses: [
            {
              id: 'h',
              mechanism: 'Halt',
              at: { section: 'soma[0]', x: 0.5 },
              parameters: { place, when },
            },
          ],
          processProbes: ['n', 'seen'].map(name => ({ id: name, variable: `h.${name}` })),
          run: { tStopMs: 2 },
        })
        const { value } = prepareRun(
          document,
          { morphology: singleCompartment(), catalogue },
          { threads: 2, machine },
        )
        if (!value) throw new Error('the model is refused')
        const run = startRun(value, machine)
        const lines: string[] = []
        const ended: string[] = []
        let samples = 0
        let last: readonly number[] = []
        for (let finished = false; !finished;) {
          const slice = await run.advance(30)
          samples += slice.timesMs.length
          last = [slice.timesMs, ...slice.traces].map(row => row.at(-1) ?? NaN)
          lines.push(...slice.printed.map(({ text }) => text))
          ended.push(...slice.diagnostics.map(({ code }) => code))
          finished = slice.finished
        }
        lines.push(...run.close().printed.map(({ text }) => text))
        const [t, n, seen] = last
        expect({ samples, t, n, seen, halted: ended.length, lines }).toEqual(expected)
        expect(ended).toEqual(expected.halted ? ['run/ended-by-mechanism'] : [])
      })
    }
  })
}
