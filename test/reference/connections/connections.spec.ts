import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ModelDocument, prepareRun, startRun } from '../../../src-engine/index.ts'
import { singleCompartment } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, machineProblem, machine, needMachine } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'

interface Case {
  readonly name: string
  readonly title: string
  readonly cell: { readonly lengthUm: number; readonly diameterUm: number }
  readonly document: Omit<ModelDocument, 'version' | 'morphology' | 'globals'>
  /** What is set between two stretches. */
  readonly sets?: readonly {
    readonly atMs: number
    readonly connection: string
    readonly variable: string
    readonly value: number
  }[]
}

interface Reference {
  readonly every: number
  readonly probes: Readonly<Record<string, readonly number[]>>
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const catalogue = libraryCatalogue()

async function run({ document, cell, sets = [] }: Case) {
  const prepared = prepareRun(
    documentOf(document),
    { morphology: singleCompartment(cell.lengthUm, cell.diameterUm), catalogue },
    { threads: 1, machine: needMachine(), keepAll: true },
  )
  expect(prepared.diagnostics).toEqual([])
  const { live, probes, steps } = prepared.value!
  const handle = startRun(prepared.value!, needMachine())
  const traces: number[][] = probes.map(() => [])
  const advanceTo = async (step: number) => {
    const slice = await handle.advance(step - handle.stepsDone)
    slice.traces.forEach((trace, index) => traces[index]!.push(...trace))
    expect(slice.diagnostics).toEqual([])
  }
  for (const { atMs, connection, variable, value } of sets) {
    const step = Math.round(atMs / document.run.dtMs)
    if (step > handle.stepsDone) await advanceTo(step)
    handle.values.write(live.findOfConnection(connection, variable)!.address, value)
  }
  await advanceTo(steps)
  handle.close()
  return new Map(probes.map(({ id }, index) => [id, traces[index]!]))
}

describe.skipIf(!machine)(`connections against NEURON${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  for (const one of read<Case[]>('cases.json'))
    it(one.title, async () => {
      const reference = read<Reference>(`traces/${one.name}.json`)
      const traces = await run(one)
      const isAdaptive = one.document.run.method === 'adaptive'
      for (const [id, expected] of Object.entries(reference.probes)) {
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        expect(largest, id).toBeGreaterThan(0)
        expectTrace(
          traces.get(id)!.filter((_, sample) => sample % reference.every === 0),
          expected,
          isAdaptive
            ? {
                abs: id === 'v' ? 1e-2 : 1e-4 * largest,
                because: 'NEURON finds thresholds along a straight line',
              }
            : { abs: id === 'v' ? 1e-6 : 1e-9 * largest, because: 'NEURON takes conductances as quotients' },
        )
      }
    })
})
