import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CellModel, MechanismUse, TransferUse } from '../../../src-engine/index.ts'
import { prepareCells } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import { emptyModel } from '../../../src-engine/model/document.ts'
import { sectionType } from '../../../src-engine/morphology/morphology.ts'
import { cellOf } from '../../support/cells.ts'
import { catalogueWith, simulateCells } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

interface Place {
  readonly cell: number
  readonly section: string
  readonly x: number
}

interface Case {
  readonly name: string
  readonly cells: number
  readonly mechanisms: readonly string[]
  readonly dendrite?: boolean
  readonly compartments?: number
  readonly layered?: readonly number[]
  readonly clamps: readonly {
    readonly at: Place
    readonly del: number
    readonly dur: number
    readonly amp: number
  }[]
  readonly junctions: readonly {
    readonly from: Place
    readonly to: Place
    readonly variable: string
    readonly g: number
  }[]
  readonly secondorder?: number
  readonly tstop: number
  readonly every: number
}

interface Traces {
  readonly v: readonly (readonly number[])[]
  readonly vgap: readonly (readonly number[])[]
  readonly i: readonly (readonly number[])[]
}

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const cases = JSON.parse(read('cases.json')) as readonly Case[]
const recorded = JSON.parse(read('neuron.json')) as Readonly<Record<string, Traces>>
const catalogue = catalogueWith({ 'halfgap.mod': read('halfgap.mod') })

const nameOfCell = (cell: number) => `c${cell}`
const locationOf = ({ section, x }: Place) => ({ section, x })

function cellModel(one: Case, cell: number): CellModel {
  const soma = { type: sectionType.soma, lengthUm: 20 + cell, diameterUm: 20 }
  const dendrite = { type: sectionType.dend, parent: 0, lengthUm: 100, diameterUm: 2 }
  const parameters = { 'xg[0]': 1e-3, 'xg[1]': 1e-3, 'xc[0]': 0.1, 'xc[1]': 0.2, e: -3 }
  const everywhere = (mechanism: string, values: MechanismUse['parameters'] = {}) => ({
    id: mechanism,
    mechanism,
    region: 'all',
    parameters: values,
  })
  return {
    name: nameOfCell(cell),
    morphology: cellOf(one.dendrite ? [soma, dendrite] : [soma]),
    description: {
      ...emptyModel('test'),
      discretisation: { kind: 'fixed', count: one.compartments ?? 1 },
      mechanisms: [
        ...one.mechanisms.map(mechanism => everywhere(mechanism)),
        ...(one.layered?.includes(cell) ? [everywhere('extracellular', parameters)] : []),
      ],
      pointProcesses: [
        ...one.clamps.flatMap(({ at, ...values }, number) =>
          at.cell === cell
            ? [{ id: `clamp${number}`, mechanism: 'IClamp', at: locationOf(at), parameters: values }]
            : [],
        ),
        ...one.junctions.flatMap(({ to, g }, number) =>
          to.cell === cell
            ? [{ id: `gap${number}`, mechanism: 'HalfGap', at: locationOf(to), parameters: { g } }]
            : [],
        ),
      ],
      probes: [{ id: `v${cell}`, at: { section: 'soma[0]', x: 0.5 }, variable: 'v' }],
    },
  }
}

const gapOf = ({ to }: Case['junctions'][number], number: number) => `${nameOfCell(to.cell)}.gap${number}`

function networkOf({ junctions }: Case) {
  return {
    transfers: junctions.map((junction, number): TransferUse => ({
      id: `${number}`,
      from: {
        cell: nameOfCell(junction.from.cell),
        at: locationOf(junction.from),
        variable: junction.variable,
      },
      to: { process: gapOf(junction, number), variable: 'vgap' },
    })),
    processProbes: junctions.flatMap((junction, number) =>
      ['vgap', 'i'].map(name => ({ id: `${name}${number}`, variable: `${gapOf(junction, number)}.${name}` })),
    ),
  }
}

function run(one: Case, machine: Machine, threads = 1) {
  const cells = Array.from({ length: one.cells }, (_, cell) => cellModel(one, cell))
  const method = one.secondorder ? ('crank-nicolson' as const) : ('backward-euler' as const)
  const settings = { tStopMs: one.tstop, method }
  return simulateCells(cells, settings, { machine, threads, catalogue, network: networkOf(one) })
}

/**
 * All currents but those of the junctions are computed in another order than in NEURON; from then on a difference of
 * rounding grows as the membrane lets it: with hh over a spike [mV or nA].
 */
const tolerance = 1e-6

/** Potentials [mV] of two passive cells every 0.025 ms, by the method of Runge and Kutta in steps of a tenth of it. */
function twoPassiveCells({ tstop, junctions, clamps }: Case): (readonly [number, number])[] {
  const [clamp] = clamps
  const g = junctions[0]!.g
  // [nF], [µS] of each cell: 1 µF/cm² and 0.001 S/cm² of its area [µm²].
  const areas = [0, 1].map(cell => Math.PI * 20 * (20 + cell))
  const slopes = (t: number, [v, w]: readonly [number, number]): [number, number] => {
    const i = t >= clamp!.del && t < clamp!.del + clamp!.dur ? clamp!.amp : 0
    const leak = (cell: number, x: number) => 1e-5 * areas[cell]! * (x + 70)
    const slope = (cell: number, nA: number) => nA / (1e-5 * areas[cell]!)
    return [slope(0, i - leak(0, v) - g * (v - w)), slope(1, -leak(1, w) - g * (w - v))]
  }
  const dt = 0.0025
  let now: [number, number] = [-65, -65]
  const found: (readonly [number, number])[] = [now]
  for (let step = 0; step < Math.round(tstop / dt); step++) {
    // Within a step the clamp does not change: asked for in its middle.
    const t = (step + 0.5) * dt
    const moved = (by: readonly [number, number], h: number): [number, number] => [
      now[0] + h * by[0],
      now[1] + h * by[1],
    ]
    const k1 = slopes(t, now)
    const k2 = slopes(t, moved(k1, dt / 2))
    const k3 = slopes(t, moved(k2, dt / 2))
    const k4 = slopes(t, moved(k3, dt))
    const mean = (cell: 0 | 1) => (k1[cell] + 2 * k2[cell] + 2 * k3[cell] + k4[cell]) / 6
    now = moved([mean(0), mean(1)], dt)
    if (step % 10 === 9) found.push(now)
  }
  return found
}

describe.skipIf(machines.length === 0)("gap junctions against NEURON's transfer", () => {
  for (const one of cases)
    it(`gives the same potentials and currents: ${one.name}`, async () => {
      const { traces } = await run(one, machines[0]!)
      const expected = recorded[one.name]!
      for (const [name, list] of Object.entries(expected) as [string, Traces['v']][])
        list.forEach((theirs, number) => {
          const ours = traces[`${name}${number}`]!.filter((_, sample) => sample % one.every === 0)
          expect(ours).toHaveLength(theirs.length)
          const off = ours.map((value, sample) => Math.abs(value - theirs[sample]!))
          expect(Math.max(...off), `${name} of ${number}`).toBeLessThan(tolerance)
        })
    })

  it('is seen at every evaluation where steps are of adaptive length', async () => {
    const one = cases[0]!
    const cells = [0, 1].map(cell => cellModel(one, cell))
    const settings = {
      tStopMs: one.tstop,
      method: 'adaptive' as const,
      adaptive: { absoluteTolerance: 1e-7 },
    }
    const { traces } = await simulateCells(cells, settings, { catalogue, network: networkOf(one) })
    const theirs = twoPassiveCells(one)
    for (const cell of [0, 1]) {
      const ours = traces[`v${cell}`]!
      expect(ours).toHaveLength(theirs.length)
      const off = ours.map((value, sample) => Math.abs(value - theirs[sample]![cell]!))
      // Some hundred steps of an error of 1e-7 mV each.
      expect(Math.max(...off)).toBeLessThan(1e-4)
    }
  })

  it('does not depend on threads, lanes or the machine', async () => {
    const one = cases.find(({ name }) => name === 'a ring of five cells with hh')!
    const reference = await run({ ...one, tstop: 5 }, oracleMachine)
    for (const machine of machines)
      for (const threads of [1, 3]) {
        const { traces } = await run({ ...one, tstop: 5 }, machine, threads)
        expect(traces, nameOf(machine)).toEqual(reference.traces)
      }
  })

  it('carries a value of the last step: at t what v was at t − dt is not yet seen in the current', async () => {
    const { traces } = await run({ ...cases[0]!, tstop: 3 }, machines[0]!)
    const { v0, v1, vgap1, i1 } = traces as Record<'v0' | 'v1' | 'vgap1' | 'i1', number[]>
    // Junction 1 leads from cell 1 to cell 0: its current at a sample was computed from v of the sample before.
    for (let sample = 1; sample < v0.length; sample++) {
      expect(vgap1[sample]).toBe(v1[sample])
      expect(i1[sample]).toBe(0.01 * (v0[sample - 1]! - v1[sample - 1]!))
    }
  })

  it('keeps only coupled cells in one group', () => {
    const one = cases.find(({ name }) => name === 'two cells with hh')!
    const cells = [0, 1, 2, 3].map(cell => cellModel(one, cell))
    const shared = { run: emptyModel('').run, globals: {}, network: networkOf(one) }
    const options = { threads: 4, machine: oracleMachine, mostNodesOfGroup: 1 }
    const { value } = prepareCells(cells, shared, catalogue, options)
    const groups = value!.model.groups.map(({ nodes, transfers }) => [nodes, transfers?.from.length ?? 0])
    expect(groups[0]).toEqual([2, 2])
    expect(groups.slice(1).reduce((sum, [nodes, carried]) => sum + nodes! + carried!, 0)).toBe(2)
  })
})
