import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  CellModel,
  CircuitUse,
  ElementCircuit,
  MatrixCircuit,
  RunSettings,
} from '../../../src-engine/index.ts'
import { type CableSpecification, cellOf } from '../../support/cells.ts'
import { documentOf, simulateCells } from '../../support/engine.ts'

interface Place {
  readonly cell: string
  readonly section: number
  readonly x: number
}

/** A circuit whose places are sections by their numbers. */
type OnCells<Circuit extends ElementCircuit | MatrixCircuit> = Omit<Circuit, 'attached'> & {
  readonly attached: readonly (Place & { readonly node?: string })[]
}

/** Cells with circuits, and what is recorded. */
export interface Case {
  readonly name: string
  readonly cells: readonly {
    readonly nseg: number
    readonly cables: readonly CableSpecification[]
    readonly mechanisms: readonly string[]
    readonly clamp?: { readonly delay: number; readonly dur: number; readonly amp: number }
  }[]
  readonly circuits: readonly (OnCells<ElementCircuit> | OnCells<MatrixCircuit>)[]
  readonly record: readonly string[]
  readonly dtMs: number
  readonly tStopMs: number
}

/** What a recording script wrote beside this. */
export const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
/** All of them. */
export const cases = read('cases.json') as readonly Case[]

/** The cells of a case, with a probe `v a 3` for compartment 3 of cell a. */
function cellsOf(one: Case): CellModel[] {
  return one.cells.map(({ nseg, cables, mechanisms, clamp }, index) => {
    const name = 'ab'[index]!
    const morphology = cellOf(cables)
    const regionOf = (section: number) => morphology.sections.name[section]!
    const description = documentOf({
      discretisation: { kind: 'fixed', count: nseg },
      mechanisms: mechanisms.map(mechanism => ({ id: mechanism, mechanism, region: 'all', parameters: {} })),
      pointProcesses: clamp
        ? [
            {
              id: 'clamp',
              mechanism: 'IClamp',
              at: { section: regionOf(0), x: 0.5 },
              parameters: { del: clamp.delay, dur: clamp.dur, amp: clamp.amp },
            },
          ]
        : [],
      probes: cables.flatMap((_, section) =>
        Array.from({ length: nseg }, (_, k) => ({
          id: `v ${name} ${section * nseg + k}`,
          at: { section: regionOf(section), x: (k + 0.5) / nseg },
          variable: 'v',
        })),
      ),
    })
    return { name, morphology, description }
  })
}

/** Runs a case. */
export async function recordedOf(one: Case, settings: Partial<RunSettings> = {}) {
  const cells = cellsOf(one)
  const circuits = one.circuits.map((circuit): CircuitUse => {
    const attached = circuit.attached.map(({ section, x, cell, node = '' }) => {
      const { morphology } = cells.find(({ name }) => name === cell)!
      return { node, cell, at: { section: morphology.sections.name[section]!, x } }
    })
    return { ...circuit, attached }
  })
  const processProbes = one.record.map(variable => ({ id: variable, variable }))
  const run = { dtMs: one.dtMs, tStopMs: one.tStopMs, ...settings }
  return simulateCells(cells, run, { network: { circuits, processProbes } })
}
