import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'

const folder = join(import.meta.dirname, 'electrodes')
const texts = Object.fromEntries(
  readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')] as const),
)
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, 'traces/electrodes.json'), 'utf8'),
) as Readonly<Record<string, readonly number[]>>
const at = { section: 'soma[0]', x: 0.5 }

it.skipIf(!machine).each(Object.entries(recorded))(
  `currents beside an electrode’s, and a conductance given for one: %s gives NEURON’s numbers${machineProblem ? ` (${machineProblem})` : ''}`,
  async (mechanism, expected) => {
    const { traces } = await simulate(
      documentOf({
        mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
        pointProcesses: [{ id: 'process', mechanism, at, parameters: {} }],
        probes: [{ id: 'v', at, variable: 'v' }],
        run: { tStopMs: 5 },
      }),
      singleCompartment(),
      { catalogue: catalogueWith(texts) },
    )
    const got = traces['v']!.filter((_, sample) => sample % 20 === 0)
    expect(got).toHaveLength(expected.length)
    // What remains is the rounding of 200 steps.
    got.forEach((number, sample) => expect(Math.abs(number - expected[sample]!)).toBeLessThan(1e-10))
  },
)
