import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FixedStepMethod } from '../../../src-engine/kernel/machine.ts'
import { type ModelDocument, readMorphology } from '../../../src-engine/index.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'
import { fixtureFolder, hasFixture } from '../../support/fixtures.ts'

interface Case {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly methods: readonly FixedStepMethod[]
  readonly document: Omit<ModelDocument, 'version' | 'morphology' | 'globals'>
}

interface Reference {
  readonly samples: number
  readonly lastTimeMs: number
  readonly compartments: number
  readonly areaUm2: number
  readonly every: number
  readonly probes: Readonly<Record<string, readonly number[]>>
  readonly spikes: Readonly<Record<string, readonly number[]>>
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const mods = join(import.meta.dirname, 'mods')
const catalogue = catalogueWith(
  Object.fromEntries(readdirSync(mods).map(name => [name, readFileSync(join(mods, name), 'utf8')])),
)
const cases = read<Case[]>('cases.json')

describe.skipIf(!machine)(`traces of NEURON${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  for (const { name, title, file, methods, document } of cases)
    for (const method of methods)
      it.skipIf(!hasFixture(`morphology/${file}`))(`${title}: ${method}`, async () => {
        const reference = read<Reference>(`traces/${name}.${method}.json`)
        const bytes = readFileSync(join(fixtureFolder, 'morphology', file))
        const morphology = readMorphology(file, bytes).value!
        const { prepared, timesMs, traces, spikes } = await simulate(
          documentOf({ ...document, run: { ...document.run, method } }),
          morphology,
          { catalogue },
        )

        const [cell] = prepared.cells
        expect(cell!.compartments.count).toBe(reference.compartments)
        const area = cell!.compartments.areaUm2.reduce((sum, one) => sum + one)
        expect(Math.abs(area / reference.areaUm2 - 1)).toBeLessThan(1e-12)
        expect(timesMs).toHaveLength(reference.samples)
        expect(timesMs.at(-1)).toBe(reference.lastTimeMs)
        for (const [id, expected] of Object.entries(reference.probes))
          expectTrace(
            traces[id]!.filter((_, sample) => sample % reference.every === 0),
            expected,
            {
              abs: 1e-7,
              because:
                'the same scheme and the same rounded points; the order of sums and NEURON’s numerical di/dv differ',
            },
          )
        expect(spikes).toEqual(reference.spikes)
      })
})
