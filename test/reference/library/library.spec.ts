import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FixedStepMethod } from '../../../src-engine/kernel/machine.ts'
import type { ModelDocument } from '../../../src-engine/index.ts'
import { singleCompartment } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem, simulate } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'

interface Case {
  readonly name: string
  readonly title: string
  readonly cell: { readonly lengthUm: number; readonly diameterUm: number }
  readonly methods: readonly FixedStepMethod[]
  /** Of voltages [mV]; other variables are held to 1e-9 of their largest value and what that voltage does to them. */
  readonly tolerance: number
  readonly document: Omit<ModelDocument, 'version' | 'morphology' | 'globals'>
}

interface Reference {
  readonly samples: number
  readonly every: number
  readonly probes: Readonly<Record<string, readonly number[]>>
  readonly spikes: Readonly<Record<string, readonly number[]>>
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T
const cases = read<Case[]>('cases.json')
const mechanismFolder = join(import.meta.dirname, '../../../resources/mechanisms')

/** Mechanisms that no case here can show: what each needs instead. */
const elsewhere: Readonly<Record<string, string>> = {
  netstim: 'is in every case with events; its random trains are checked by their distribution',
  patternstim: 'is compared in test/reference/events, with the order of its events',
  noiseclamp: 'is random: checked by its distribution in test/unit/engine/simulation/instruments.spec.ts',
  dataclamp:
    'has its numbers from the model: checked by formula in test/unit/engine/simulation/instruments.spec.ts',
  extracellular: 'is compared in test/reference/extracellular',
}

describe.skipIf(!machine)(`the library against NEURON${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  for (const { name, title, cell, methods, tolerance, document } of cases)
    for (const method of methods)
      it(`${title}: ${method}`, async () => {
        const reference = read<Reference>(`traces/${name}.${method}.json`)
        const { timesMs, traces, spikes } = await simulate(
          documentOf({ ...document, run: { ...document.run, method } }),
          singleCompartment(cell.lengthUm, cell.diameterUm),
          { catalogue: libraryCatalogue() },
        )
        expect(timesMs).toHaveLength(reference.samples)
        for (const [id, expected] of Object.entries(reference.probes)) {
          const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
          expectTrace(
            traces[id]!.filter((_, sample) => sample % reference.every === 0),
            expected,
            {
              abs: id === 'v' ? tolerance : tolerance * Math.max(1e-9, largest),
              because: 'NEURON takes conductances as quotients and stops its Newton iterations earlier',
            },
          )
        }
        for (const [id, expected] of Object.entries(reference.spikes)) {
          expect(spikes[id], id).toHaveLength(expected.length)
          expected.forEach((timeMs, index) => expect(spikes[id]![index]).toBeCloseTo(timeMs, 8))
        }
      })

  it('shows every mechanism', () => {
    const shown = JSON.stringify(cases)
    const files = readdirSync(mechanismFolder, { recursive: true, encoding: 'utf8' })
    const missing = files
      .filter(path => path.endsWith('.mod'))
      .map(path => ({
        path,
        name: /(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)/.exec(
          readFileSync(join(mechanismFolder, path), 'utf8'),
        )![1]!,
      }))
      .filter(({ path, name }) => !shown.includes(`"${name}"`) && !(basename(path, '.mod') in elsewhere))
    expect(missing).toEqual([])
  })
})
