import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImpedanceRequest } from '../../../src-engine/impedance/impedance.ts'
import { createCatalogue, type ModelDocument, type Morphology } from '../../../src-engine/index.ts'
import { cellOf, singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, libraryCatalogue, machine, machineProblem } from '../../support/engine.ts'
import { impedancesOf } from '../../support/impedance.ts'

interface Recorded {
  readonly hz: number
  readonly places: readonly {
    readonly section: string
    readonly x: number
    readonly input: number
    readonly inputPhase: number
    readonly transfer: number
    readonly transferPhase: number
    readonly ratio: number
  }[]
}

/** What record.py saw: present conductances, and states by quotients over increments of 0.001 and of 1e-6. */
interface Case {
  readonly cell: 'sphere' | 'branched'
  readonly usetable: number
  readonly v: number
  readonly present: readonly Recorded[]
  readonly quotients: readonly Recorded[]
  readonly small: readonly Recorded[]
}

const { cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'neuron.json'), 'utf8')) as {
  readonly cases: readonly Case[]
}

/** hh with the table that NEURON's own has. */
const tabulated = readFileSync(
  resolve(import.meta.dirname, '../../../resources/mechanisms/builtin/hh.mod'),
  'utf8',
)
  .replace('SUFFIX hh', 'SUFFIX hhtable')
  .replace(
    'LOCAL opening',
    'TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200\n  LOCAL opening',
  )

const withTable = catalogueWith({ 'hhtable.mod': tabulated }).list()
const catalogue = createCatalogue([
  ...libraryCatalogue().list(),
  ...withTable.filter(({ name }) => name === 'hhtable'),
])

const branchedCell = cellOf([
  { type: 1, name: 'soma', lengthUm: 20, diameterUm: 20 },
  { name: 'trunk', parent: 0, lengthUm: 200, diameterUm: 3 },
  { name: 'left', parent: 1, lengthUm: 300, diameterUm: 1.5 },
  { name: 'right', parent: 1, lengthUm: 150, diameterUm: 1 },
])
const segments: Readonly<Record<string, number>> = { soma: 1, trunk: 5, left: 7, right: 3 }

function modelOf({ cell, usetable, v }: Case): { document: ModelDocument; morphology: Morphology } {
  const hh = usetable ? 'hhtable' : 'hh'
  if (cell === 'sphere') {
    const document = documentOf({
      mechanisms: [{ id: 'hh', mechanism: hh, region: 'soma', parameters: {} }],
      run: { vInitMv: v, celsius: 6.3 },
    })
    return { document, morphology: singleCompartment() }
  }
  const dendrites = ['trunk', 'left', 'right']
  const document = documentOf({
    mechanisms: [
      { id: 'hh', mechanism: hh, region: 'soma', parameters: {} },
      ...dendrites.flatMap(region => [
        { id: `pas-${region}`, mechanism: 'pas', region, parameters: { g: 5e-5, e: -65 } },
        {
          id: `ih-${region}`,
          mechanism: 'ih',
          region,
          parameters: { gbar: region === 'left' ? 2e-4 : 2e-5 },
        },
      ]),
    ],
    properties: [
      { id: 'Ra', property: 'Ra', region: 'all', value: 120 },
      ...Object.entries(segments).map(([region, value]) => ({
        id: `nseg-${region}`,
        property: 'nseg',
        region,
        value,
      })),
    ],
    run: { vInitMv: v, celsius: 6.3 },
  })
  return { document, morphology: branchedCell }
}

function compare(
  one: Case,
  recorded: readonly Recorded[],
  request: Pick<ImpedanceRequest, 'membrane' | 'derivatives'>,
  tolerance: number,
): void {
  const { document, morphology } = modelOf(one)
  const name = (section: string) => (one.cell === 'sphere' ? 'soma[0]' : section)
  const places = recorded[0]?.places.map(({ section, x }) => ({ section: name(section), x })) ?? []
  const found = impedancesOf(
    document,
    { morphology, catalogue },
    {
      site: { cell: '', at: places[0] ?? { section: '', x: 0 } },
      places,
      frequenciesHz: recorded.map(({ hz }) => hz),
      ...request,
    },
  )
  recorded.forEach(({ hz, places: theirs }, frequency) => {
    theirs.forEach((expected, place) => {
      const ours = found.frequencies[frequency]?.places[place]
      const pairs = [
        ['input', ours?.inputMohm, expected.input],
        ['transfer', ours?.transferMohm, expected.transfer],
        ['ratio', ours?.ratio, expected.ratio],
      ] as const
      for (const [what, mine = NaN, wanted] of pairs) {
        const where = `${what} at ${expected.section}(${expected.x}), ${hz} Hz: ${mine} against ${wanted}`
        expect(Math.abs(mine / wanted - 1), where).toBeLessThan(tolerance)
      }
      const phases = [
        ['phase', ours?.inputPhase, expected.inputPhase],
        ['transfer phase', ours?.transferPhase, expected.transferPhase],
      ] as const
      for (const [what, mine = NaN, wanted] of phases)
        expect(Math.abs(mine - wanted), `${what} at ${expected.section}, ${hz} Hz`).toBeLessThan(tolerance)
    })
  })
}

describe.skipIf(!machine)(
  `impedance against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases) {
      const name = `${one.cell}, usetable ${one.usetable}, ${one.v} mV`
      it(`is NEURON's with present conductances: ${name}`, () => {
        // NEURON's conductances are quotients over 0.001 mV, with rounding of the currents in them.
        compare(one, one.present, { membrane: 'present' }, 1e-8)
      })
      it(`is NEURON's with states, by quotients over the same increments: ${name}`, () => {
        const derivatives = { kind: 'quotients', increment: 0.001 } as const
        compare(one, one.quotients, { membrane: 'extended', derivatives }, 1e-7)
      })
      it(`is what NEURON's comes to for small increments, with exact derivatives: ${name}`, () => {
        // Quotients over 1e-6 still bend by that much, and lose ten digits.
        compare(one, one.small, { membrane: 'extended' }, 1e-4)
      })
    }
  },
)
