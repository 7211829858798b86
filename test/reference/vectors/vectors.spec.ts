import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import type { SeriesUse } from '../../../src-engine/model/document.ts'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const recorded = JSON.parse(read('neuron.json')) as {
  readonly series: Readonly<Record<string, readonly number[]>>
  readonly traces: Readonly<Record<string, readonly number[]>>
}
const catalogue = catalogueWith({ 'vectorlog.mod': read('vectorlog.mod') })

const start = { times: [], bins: [0.5, 1, 0, -2, 3], window: [9, 8] }

async function run(machine: Machine, rooms: Readonly<Record<string, number>> = {}, instances = 1) {
  const ids = Array.from({ length: instances }, (_, index) => `log${index}`)
  const { value, diagnostics } = prepareRun(
    documentOf({
      pointProcesses: ids.map(id => ({
        id,
        mechanism: 'VectorLog',
        at: { section: 'soma[0]', x: 0.5 },
        parameters: {},
      })),
      series: ids.flatMap(id =>
        Object.entries(start).map(([series, values]): SeriesUse => {
          const room = rooms[series]
          return {
            id: `${id} ${series}`,
            process: id,
            series,
            values,
            ...(room === undefined ? {} : { room }),
          }
        }),
      ),
      processProbes: ids.flatMap(id =>
        Object.keys(recorded.traces).map(name => ({ id: `${id}.${name}`, variable: `${id}.${name}` })),
      ),
      run: { tStopMs: 2 },
    }),
    { morphology: singleCompartment(), catalogue },
    { threads: 2, machine },
  )
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const handle = startRun(value, machine)
  const slice = await handle.advance(80)
  return { slice, ids, ...handle.close() }
}

for (const machine of [oracleMachine, ...machines]) {
  const title = machine === oracleMachine ? 'the oracle' : nameOf(machine as (typeof machines)[number])
  describe(`Vectors that C changes against NEURON 8.2.2, ${title}`, () => {
    it('keeps the same numbers, for each of several instances', async () => {
      const { slice, series, ids } = await run(machine, {}, 11)
      for (const id of ids) {
        const own = series.filter(({ process }) => process === id)
        expect(Object.fromEntries(own.map(one => [one.series, [...one.values]]))).toEqual(recorded.series)
      }
      expect(slice.diagnostics).toEqual([])
      const traces = Object.values(recorded.traces)
      slice.traces.forEach((trace, index) => expect([...trace]).toEqual(traces[index % traces.length]))
    })
  })
}

describe('room for Vectors that C changes', () => {
  it.skipIf(machines.length === 0)(
    'is bounded by the model, and a number beyond it ends the run',
    async () => {
      const { slice, series } = await run(machines[0]!, { times: 7 })
      expect(slice.diagnostics.map(({ code, message }) => [code, /no room for more/.test(message)])).toEqual([
        ['run/program-fault', true],
      ])
      expect(series.find(one => one.series === 'bins')?.values).toHaveLength(5)
    },
  )
})
