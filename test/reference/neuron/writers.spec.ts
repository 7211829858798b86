import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'

const folder = join(import.meta.dirname, 'writers')
const texts = readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')] as const)
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, 'traces/writers.json'), 'utf8'),
) as Readonly<Record<string, readonly number[]>>
const at = { section: 'soma[0]', x: 0.5 }

it.skipIf(!machine)(
  `two mechanisms that write one concentration, and one that writes a reversal potential, give NEURON’s numbers${machineProblem ? ` (${machineProblem})` : ''}`,
  async () => {
    const mechanisms = [...texts.map(([name]) => name.replace('.mod', '')), 'pas']
    const { traces } = await simulate(
      documentOf({
        mechanisms: mechanisms.map(mechanism => ({
          id: mechanism,
          mechanism,
          region: 'all',
          parameters: {},
        })),
        probes: Object.keys(recorded).map(variable => ({ id: variable, at, variable })),
        run: { tStopMs: 5 },
      }),
      singleCompartment(),
      { catalogue: catalogueWith(Object.fromEntries(texts)) },
    )
    for (const [variable, expected] of Object.entries(recorded)) {
      const got = traces[variable]!.filter((_, sample) => sample % 20 === 0)
      expect(got).toHaveLength(expected.length)
      // What remains is rounding: 200 steps of a few operations each.
      got.forEach((number, sample) => expect(Math.abs(number / expected[sample]! - 1)).toBeLessThan(1e-13))
    }
  },
)
