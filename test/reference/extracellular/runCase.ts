import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Machine, type ModelDocument, prepareRun, startRun } from '../../../src-engine/index.ts'
import { type CableSpecification, cellOf } from '../../support/cells.ts'
import { documentOf, libraryCatalogue, needMachine } from '../../support/engine.ts'

/** A cell with what is inserted, injected and done to the field. */
export interface Case {
  readonly name: string
  readonly nseg: number
  readonly cables: readonly CableSpecification[]
  readonly mechanisms: readonly {
    readonly mechanism: string
    readonly sections: readonly number[]
    readonly parameters: Readonly<Record<string, number>>
  }[]
  readonly points: readonly {
    readonly mechanism: string
    readonly section: number
    readonly x: number
    readonly parameters: Readonly<Record<string, number>>
  }[]
  /** Before step `step` + 1 the field at a section becomes `e`. */
  readonly field?: readonly { readonly step: number; readonly section: number; readonly e: number }[]
  readonly dtMs: number
  readonly tStopMs: number
}

/** What is compared, of each compartment. */
export type Variable = 'v' | 'vext[0]' | 'vext[1]' | 'i_membrane'

/** What record.py wrote. */
export interface Reference {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly samples: readonly {
          readonly step: number
          readonly numbers: Readonly<Record<Variable, readonly (number | null)[]>>
        }[]
        /** v at the end, of infinitely short steps. */
        readonly convergence?: readonly number[]
      }
    >
  >
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
/** What was recorded. */
export const cases = read('cases.json') as readonly Case[]
/** What NEURON had. */
export const reference = read('extracellular.json') as Reference
/** Everything in the library. */
export const catalogue = libraryCatalogue()
/** What is compared. */
export const variables: readonly Variable[] = ['v', 'vext[0]', 'vext[1]', 'i_membrane']

/** The case whose name begins so. */
export const caseNamed = (start: string) => cases.find(({ name }) => name.startsWith(start))!

/** The model of a case, with probes `v 3` … for compartment 3 of all; `e 3` where the field is to change. */
export function modelOf(one: Case, run: Partial<ModelDocument['run']> = {}) {
  const morphology = cellOf(one.cables)
  const regionOf = (section: number) => morphology.sections.name[section]!
  const layered = new Set(
    one.mechanisms.flatMap(({ mechanism, sections }) => (mechanism === 'extracellular' ? sections : [])),
  )
  const places = one.cables.flatMap((_, section) =>
    Array.from({ length: one.nseg }, (_, index) => ({ section, x: (index + 0.5) / one.nseg })),
  )
  const probes = places.flatMap(({ section, x }, compartment) => {
    const probe = (name: string, variable: string) => ({
      id: `${name} ${compartment}`,
      at: { section: regionOf(section), x },
      variable,
    })
    const outside = layered.has(section) ? [...variables.slice(1), 'e'] : []
    return [probe('v', 'v'), ...outside.map(name => probe(name, `extracellular.${name}`))]
  })
  const document = documentOf({
    discretisation: { kind: 'fixed', count: one.nseg },
    mechanisms: one.mechanisms.flatMap(({ mechanism, sections, parameters }, use) =>
      sections.map(section => ({
        id: `m${use}.${section}`,
        mechanism,
        region: regionOf(section),
        parameters,
      })),
    ),
    pointProcesses: one.points.map(({ mechanism, section, x, parameters }, index) => ({
      id: `p${index}`,
      mechanism,
      at: { section: regionOf(section), x },
      parameters,
    })),
    probes,
    run: { dtMs: one.dtMs, tStopMs: one.tStopMs, celsius: 6.3, vInitMv: -65, ...run },
  })
  return { document, morphology, places }
}

/** Runs a case; the field changes as it says. */
export async function runOf(
  one: Case,
  { on = needMachine(), ...run }: Partial<ModelDocument['run']> & { readonly on?: Machine } = {},
) {
  const { document, morphology, places } = modelOf(one, run)
  const { value, diagnostics } = prepareRun(document, { morphology, catalogue }, { threads: 1, machine: on })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const { arena, arenaLength, groups } = value.model
  const values = new Float64Array(arena, 8 * on.arenaOffset(arena), arenaLength)
  const handle = startRun(value, on)
  const traces = new Map<string, number[]>(value.probes.map(({ id }) => [id, []]))
  let taken = 0
  const advance = async (to: number) => {
    while (taken < to) {
      const slice = await handle.advance(Math.min(10_000, to - taken))
      if (slice.diagnostics.length > 0) throw new Error(slice.diagnostics[0]!.message)
      slice.traces.forEach((trace, index) => traces.get(value.probes[index]!.id)!.push(...trace))
      taken = traces.get('v 0')!.length - 1
    }
  }
  const addressOf = (id: string) => groups[0]!.probes[value.probes.find(probe => probe.id === id)!.row]!
  for (const { step, section, e } of one.field ?? []) {
    await advance(step)
    places.forEach((place, compartment) => {
      if (place.section === section) values[addressOf(`e ${compartment}`)] = e
    })
  }
  await advance(value.steps)
  handle.close()
  const of = (variable: string, compartment: number) => traces.get(`${variable} ${compartment}`)
  return { of, places, compartments: value.compartments, traces }
}
