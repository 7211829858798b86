import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../src-engine/index.ts'
import type { FixedStepMethod } from '../../../src-engine/kernel/machine.ts'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'

interface Case {
  readonly name: string
  readonly title: string
  readonly cell: { readonly lengthUm: number; readonly diameterUm: number }
  readonly methods: readonly FixedStepMethod[]
  readonly document: Omit<ModelDocument, 'version' | 'morphology' | 'globals'>
}

interface Reference {
  readonly samples: number
  readonly every: number
  readonly probes: Readonly<Record<string, readonly number[]>>
  readonly spikes: Readonly<Record<string, readonly number[]>>
}

const folder = join(import.meta.dirname, 'mods')
const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const library = [
  'point/expsyn.mod',
  'artificial/netstim.mod',
  'artificial/intfire1.mod',
  'artificial/patternstim.mod',
]
const libraryFolder = join(import.meta.dirname, '../../../resources/mechanisms')
const textOf = (path: string) => [path, readFileSync(path, 'utf8')] as const
const catalogue = catalogueWith(
  Object.fromEntries([
    ...library.map(path => textOf(join(libraryFolder, path))),
    ...readdirSync(folder).map(name => textOf(join(folder, name))),
  ]),
)

describe.skipIf(!machine)(`events against NEURON${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  for (const { name, title, cell, methods, document } of ['cases.json', 'order.json', 'binned.json'].flatMap(
    read<Case[]>,
  ))
    for (const method of methods)
      it(`${title}: ${method}`, async () => {
        const reference = read<Reference>(`traces/${name}.${method}.json`)
        const { timesMs, traces, spikes } = await simulate(
          documentOf({ ...document, run: { ...document.run, method } }),
          singleCompartment(cell.lengthUm, cell.diameterUm),
          { catalogue },
        )
        expect(timesMs).toHaveLength(reference.samples)
        for (const [id, expected] of Object.entries(reference.probes)) {
          const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
          expectTrace(
            traces[id]!.filter((_, sample) => sample % reference.every === 0),
            expected,
            // Voltages as everywhere; what is counted and computed from event to event only to rounding.
            {
              abs: id === 'v' || /\.[gi]$/.test(id) ? 1e-6 : 1e-10 * largest,
              because: `${id} of ${name}: rounding`,
            },
          )
        }
        for (const [id, expected] of Object.entries(reference.spikes)) {
          expect(expected.length, id).toBeGreaterThan(0)
          expect(spikes[id], id).toHaveLength(expected.length)
          expected.forEach((timeMs, index) => expect(spikes[id]![index]).toBeCloseTo(timeMs, 9))
        }
      })
})
