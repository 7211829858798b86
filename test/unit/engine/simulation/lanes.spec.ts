import { describe, expect, it } from 'vitest'
import type { CellDescription, CellModel } from '../../../../src-engine/index.ts'
import { ballAndStick, bushyCell, cellOf, singleCompartment } from '../../../support/cells.ts'
import {
  documentOf,
  machine,
  machineProblem,
  type Recorded,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'

const run = { tStopMs: 6 }
const bushy = bushyCell()
const stick = ballAndStick()
const single = singleCompartment()

/** A firing cell whose parameters depend on its number. */
function description(index: number): CellDescription {
  return documentOf({
    discretisation: { kind: 'fixed', count: 3 },
    mechanisms: [
      { id: 'hh', mechanism: 'hh', region: 'soma', parameters: { gnabar: 0.12 + 0.01 * index } },
      { id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 0.0001, e: -65 - 0.1 * index } },
    ],
    pointProcesses: [
      {
        id: 'clamp',
        mechanism: 'IClamp',
        at: { section: 'soma', x: 0.5 },
        parameters: { del: 0.5, dur: 2, amp: 1 + 0.1 * index },
      },
    ],
    probes: [
      { id: `v${index}`, at: { section: 'soma', x: 0.5 }, variable: 'v' },
      { id: `i${index}`, at: { section: 'soma', x: 0.5 }, variable: 'clamp.i' },
    ],
    spikes: [{ id: `s${index}`, at: { section: 'soma', x: 0.5 }, thresholdMv: -20 }],
  })
}

const population = (count: number): CellModel[] =>
  Array.from({ length: count }, (_, index) => {
    const morphology = index % 3 === 2 ? stick : index % 7 === 3 ? single : bushy
    return { name: `cell${index}`, morphology, description: description(index) }
  })

const results = ({ traces, spikes, timesMs }: Recorded) => ({ traces, spikes, timesMs })

describe.skipIf(!machine)(`simulation lanes${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('gives a cell the same bits alone and among others of its shape', async () => {
    const cells = population(30)
    const together = await simulateCells(cells, run)
    expect(together.prepared.model.groups.flatMap(group => group.packs.map(pack => pack.lanes))).toContain(16)
    for (const [index, { morphology, description: own }] of cells.entries()) {
      const alone = await simulate(documentOf({ ...own, run }), morphology)
      expect(together.traces[`v${index}`], `v of cell ${index}`).toEqual(alone.traces[`v${index}`])
      expect(together.traces[`i${index}`], `i of cell ${index}`).toEqual(alone.traces[`i${index}`])
      expect(together.spikes[`s${index}`]).toEqual(alone.spikes[`s${index}`])
      expect(alone.spikes[`s${index}`]).not.toHaveLength(0)
    }
  })

  it('gives the same bits for any number of threads and any stretch', async () => {
    const cells = population(40)
    const one = results(await simulateCells(cells, run))
    for (const threads of [2, 3, 8]) {
      const several = await simulateCells(cells, run, { threads, stretch: 37 })
      expect(several.prepared.model.groups.length).toBeGreaterThanOrEqual(Math.min(threads, 3))
      expect(results(several)).toEqual(one)
    }
  })

  it('runs the trees of a cell with several roots side by side', async () => {
    const twoRoots = cellOf([
      { type: 1, lengthUm: 20, diameterUm: 20 },
      { type: 3, lengthUm: 300, diameterUm: 2 },
    ])
    const document = documentOf({
      mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
      pointProcesses: [
        {
          id: 'clamp',
          mechanism: 'IClamp',
          at: { section: 'soma', x: 0.5 },
          parameters: { dur: 5, amp: 0.1 },
        },
      ],
      probes: ['soma', 'dend'].map(section => ({ id: section, at: { section, x: 0.5 }, variable: 'v' })),
      run: { ...run, vInitMv: -70 },
    })
    const { traces, prepared } = await simulate(document, twoRoots)
    expect(prepared.model.groups.flatMap(({ packs }) => packs.map(({ rows }) => rows))).toEqual([1, 1])
    expect(Math.max(...traces.soma!)).toBeGreaterThan(-69)
    // What is not connected stays at rest: −70 mV up to the rounding of (C/dt·v + g·e)/(C/dt + g).
    for (const v of traces.dend!) expect(Math.abs(v + 70)).toBeLessThan(1e-12)
  })

  it('labels what many cells record with their names', async () => {
    const { prepared } = await simulateCells(population(2), run)
    expect(prepared.probes.map(({ label, unit }) => [label, unit])).toEqual([
      ['cell0.soma[0](0.5).v', 'mV'],
      ['cell0.soma[0](0.5).clamp.i', 'nA'],
      ['cell1.soma[0](0.5).v', 'mV'],
      ['cell1.soma[0](0.5).clamp.i', 'nA'],
    ])
  })
})
