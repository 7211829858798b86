import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CellModel, CircuitUse, ElementCircuit, MatrixCircuit } from '../../../src-engine/index.ts'
import { type CableSpecification, cellOf } from '../../support/cells.ts'
import { documentOf, machine, machineProblem, simulateCells } from '../../support/engine.ts'

interface Place {
  readonly cell: string
  readonly section: number
  readonly x: number
}

/** A circuit whose places are sections by their numbers. */
type OnCells<Circuit extends ElementCircuit | MatrixCircuit> = Omit<Circuit, 'attached'> & {
  readonly attached: readonly (Place & { readonly node?: string })[]
}

interface Case {
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

interface Reference {
  readonly cases: Readonly<
    Record<
      string,
      readonly {
        readonly step: number
        readonly v: readonly (readonly number[])[]
        readonly unknowns: readonly number[]
      }[]
    >
  >
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const cases = read('cases.json') as readonly Case[]
const reference = read('neuron.json') as Reference

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

async function recordedOf(one: Case) {
  const cells = cellsOf(one)
  const circuits = one.circuits.map((circuit): CircuitUse => {
    const attached = circuit.attached.map(({ section, x, cell, node = '' }) => {
      const { morphology } = cells.find(({ name }) => name === cell)!
      return { node, cell, at: { section: morphology.sections.name[section]!, x } }
    })
    return { ...circuit, attached }
  })
  const processProbes = one.record.map(variable => ({ id: variable, variable }))
  const run = { dtMs: one.dtMs, tStopMs: one.tStopMs }
  return simulateCells(cells, run, { network: { circuits, processProbes } })
}

describe.skipIf(!machine)(
  `circuits against NEURON 8.2.2${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    for (const one of cases)
      it(one.name, async () => {
        const { traces } = await recordedOf(one)
        const samples = reference.cases[one.name]!
        expect(samples.length).toBeGreaterThan(30)
        for (const { step, v, unknowns } of samples) {
          v.forEach((cell, index) =>
            cell.forEach((expected, compartment) =>
              expect(
                Math.abs(traces[`v ${'ab'[index]!} ${compartment}`]![step]! - expected),
                `v of compartment ${compartment} of cell ${index} at step ${step}`,
                // Rounding, and NEURON's difference quotients of the currents of hh, while action potentials grow.
              ).toBeLessThan(1e-7),
            ),
          )
          unknowns.forEach((expected, index) =>
            expect(
              Math.abs(traces[one.record[index]!]![step]! - expected) / Math.max(1, Math.abs(expected)),
              `${one.record[index]!} at step ${step}`,
            ).toBeLessThan(1e-8),
          )
        }
      })
  },
)
