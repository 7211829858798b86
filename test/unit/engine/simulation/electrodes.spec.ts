import { describe, expect, it } from 'vitest'
import { prepareRun } from '../../../../src-engine/index.ts'
import type { ElectrodeUse } from '../../../../src-engine/model/document.ts'
import { bushyCell, cellOf } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import { machines, nameOf } from '../../../support/machines.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const electrode = (id: string, xUm: number, yUm: number, sources: ElectrodeUse['sources']): ElectrodeUse => ({
  id,
  at: { xUm, yUm, zUm: 5 },
  sources,
  medium: { kind: 'resistive', sigmaSPerM: 0.3 },
})

const cable = cellOf([{ lengthUm: 400, diameterUm: 2 }])

const document = documentOf({
  discretisation: { kind: 'fixed', count: 8 },
  mechanisms: [{ id: 'hh', mechanism: 'hh', region: 'all', parameters: {} }],
  pointProcesses: [
    {
      id: 'clamp',
      mechanism: 'IClamp',
      at: { section: 'dend[0]', x: 0.1 },
      parameters: { del: 0.2, dur: 1, amp: 0.6 },
    },
  ],
  probes: Array.from({ length: 8 }, (_, k) => ({
    id: `i${k}`,
    at: { section: 'dend[0]', x: (k + 0.5) / 8 },
    variable: 'i_membrane_',
  })),
  electrodes: [
    electrode('points', 130, 40, 'point'),
    electrode('lines', 130, 40, 'line'),
    electrode('inside', 130, 0, 'line'),
    electrode('far', 9e4, 9e4, 'point'),
  ],
  run: { tStopMs: 4 },
})

describe.skipIf(!machine)(`electrodes${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('take samples every dt where their medium depends on frequency', () => {
    const grey = { ...electrode('grey', 1, 1, 'line'), medium: { kind: 'grey-matter' } } as const
    const codes = (samples: 'dt' | 'every-step', step: 'global' | 'local') => {
      const adaptive = { absoluteTolerance: 1e-3, samples, step }
      const model = {
        ...document,
        electrodes: [grey],
        run: { ...document.run, method: 'adaptive', adaptive },
      } as const
      const surroundings = { morphology: cable, catalogue: builtinCatalogue }
      return prepareRun(model, surroundings, { threads: 1, machine: machine! }).diagnostics.map(
        ({ code }) => code,
      )
    }
    expect([codes('dt', 'global'), codes('every-step', 'global'), codes('every-step', 'local')]).toEqual([[], ['model/electrode'], []]) // prettier-ignore
  })

  it('see the currents of all compartments by point and by line sources', async () => {
    const { traces, timesMs } = await simulate(document, cable)
    const factor = 1 / (4 * Math.PI * 0.3)
    timesMs.forEach((_, sample) => {
      let [points, lines] = [0, 0]
      for (let k = 0; k < 8; k++) {
        const current = traces[`i${k}`]![sample]!
        const r = Math.hypot(40, 5)
        points += (current * factor) / Math.hypot(130 - 50 * (k + 0.5), r)
        const [l, h] = [130 - 50 * k, 130 - 50 * (k + 1)]
        lines += (current * factor * (Math.asinh(l / r) - Math.asinh(h / r))) / 50
      }
      expect(traces.points![sample]).toBeCloseTo(points, 12)
      expect(traces.lines![sample]).toBeCloseTo(lines, 12)
    })
    expect(Math.max(...traces.lines!)).toBeGreaterThan(1e-4)
  })

  it('see from afar what electrodes inject, as from one point', async () => {
    const { traces, timesMs } = await simulate(document, cable)
    const sample = timesMs.findIndex(t => t > 0.5)
    const distance = Math.hypot(9e4, 9e4)
    expect(traces.far![sample]! * 4 * Math.PI * 0.3 * distance).toBeCloseTo(0.6, 2)
    expect(Math.abs(traces.far!.at(-1)! * 4 * Math.PI * 0.3 * distance)).toBeLessThan(0.01)
  })

  it('see the same bits whatever the lanes and threads are', async () => {
    const cells = Array.from({ length: 6 }, (_, cell) => ({
      name: `cell${cell}`,
      morphology: bushyCell(),
      description: {
        ...document,
        discretisation: { kind: 'fixed', count: 2 } as const,
        pointProcesses: [
          {
            id: 'clamp',
            mechanism: 'IClamp',
            at: { section: 'soma', x: 0.5 },
            parameters: { del: 0.1 * cell, dur: 1, amp: 1.5 },
          },
        ],
        probes: [],
      },
    }))
    const network = { electrodes: document.electrodes }
    const first = await simulateCells(cells, { tStopMs: 2 }, { threads: 1, network })
    for (const one of machines)
      expect(
        (await simulateCells(cells, { tStopMs: 2 }, { threads: 1, network, machine: one })).traces,
        nameOf(one),
      ).toEqual(first.traces)
    expect((await simulateCells(cells, { tStopMs: 2 }, { threads: 3, network })).traces).toEqual(first.traces)
    expect(first.traces.points!.some(value => value !== 0)).toBe(true)
  })
})

describe('electrodes that cannot be', () => {
  const codesOf = (change: object, run: object = {}) =>
    prepareRun(
      {
        ...document,
        electrodes: [{ ...electrode('e', 1, 2, 'point'), ...change }],
        run: { ...document.run, ...run },
      },
      { morphology: cable, catalogue: builtinCatalogue },
      { threads: 1, machine: oracleMachine },
    ).diagnostics.map(({ code }) => code)

  it('are refused: without a place, in media that do not conduct', () => {
    expect(codesOf({ at: { xUm: NaN, yUm: 0, zUm: 0 } })).toEqual(['model/electrode'])
    expect(codesOf({ medium: { kind: 'resistive', sigmaSPerM: 0 } })).toEqual(['model/electrode'])
    const dispersions = [{ increment: 1, tauMs: 0, broadening: 0 }]
    const medium = { kind: 'cole-cole', sigmaSPerM: 1, permittivity: 1, dispersions }
    expect(codesOf({ medium })).toEqual(['model/electrode'])
    expect(codesOf({ medium: { ...medium, permittivity: 0.5 } })).toEqual(['model/electrode'])
  })

  it('are none of those that can be, whatever the steps', () => {
    expect(codesOf({}, { method: 'adaptive' })).toEqual([])
    expect(codesOf({})).toEqual([])
  })
})
