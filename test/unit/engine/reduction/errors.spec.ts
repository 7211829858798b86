import { describe, expect, it } from 'vitest'
import { sectionType } from '../../../../src-engine/morphology/morphology.ts'
import { uniformCable } from '../../../../src-engine/morphology/reduction/passiveCable.ts'
import { defaultErrorRequest, usualSites } from '../../../../src-engine/reduction/errorRequest.ts'
import { measureFull, reductionErrors } from '../../../../src-engine/reduction/errors.ts'
import { reduceMorphology } from '../../../../src-engine/reduction/methods.ts'
import { passiveCell } from '../../../../src-engine/reduction/passiveCell.ts'
import { readSettings } from '../../../../src-engine/reduction/readSettings.ts'
import { recommend } from '../../../../src-engine/reduction/recommend.ts'
import { slowestTimeConstant, stepResponse } from '../../../../src-engine/reduction/stepResponse.ts'
import { bushyCell, cellOf } from '../../../support/cells.ts'
import { documentOf, machine, simulate } from '../../../support/engine.ts'
import { inFullPrecision, rallTree } from './rallTree.ts'

const constants = { raOhmCm: 120, cmUfCm2: 1.1, rmOhmCm2: 12_000 }
const discretisation = { kind: 'fixed', count: 5 } as const

describe('passive responses', () => {
  it('charge one compartment as R·(1 − e^(−t/τ))', () => {
    const cell = cellOf([{ type: sectionType.soma, lengthUm: 20, diameterUm: 20 }])
    const solved = passiveCell(cell, uniformCable(1, constants), {
      discretisation: { kind: 'fixed', count: 1 },
    }).value!
    const mohm = 12_000 / (Math.PI * 400 * 1e-8) / 1e6
    const tau = 12_000 * 1.1e-3
    const step = { amplitudeNa: 0.01, durationMs: 50, stopMs: 60, dtMs: 0.05 }
    const v = stepResponse(solved, { section: 0, x: 0.5 }, step)
    expect(v).toHaveLength(1201)
    // Crank–Nicolson: an error of (dt/τ)²/12 in the exponent.
    for (const t of [5, 20, 50]) {
      const theory = 0.01 * mohm * (1 - Math.exp(-t / tau))
      expect(Math.abs(v[Math.round(t / 0.05)]! / theory - 1)).toBeLessThan(1e-5)
    }
    const fallen = 0.01 * mohm * (1 - Math.exp(-50 / tau)) * Math.exp(-10 / tau)
    expect(Math.abs(v[1200]! / fallen - 1)).toBeLessThan(1e-5)
  })

  it('have the time constant Rm·Cm where membrane is alike, whatever the shape', () => {
    const cell = bushyCell()
    const solved = passiveCell(cell, uniformCable(cell.sections.count, constants), { discretisation }).value!
    expect(slowestTimeConstant(solved)).toBeCloseTo(12_000 * 1.1e-3, 9)
  })

  it('are slowest with the smaller root of two compartments whose membranes differ', () => {
    // Two compartments with other membranes, joined by g: the slower root of a quadratic equation.
    const cell = cellOf([
      { type: sectionType.soma, lengthUm: 20, diameterUm: 20 },
      { parent: 0, lengthUm: 100, diameterUm: 2 },
    ])
    const passive = {
      ...uniformCable(2, constants),
      conductanceSCm2: Float64Array.of(1 / 2000, 1 / 30_000),
    }
    const solved = passiveCell(cell, passive, { discretisation: { kind: 'fixed', count: 1 } }).value!
    const [g1, g2] = [(Math.PI * 400 * 1e-2) / 2000, (Math.PI * 200 * 1e-2) / 30_000]
    const [c1, c2] = [Math.PI * 400 * 1.1e-5, Math.PI * 200 * 1.1e-5]
    const g = 1 / ((4 * 120 * 10) / (Math.PI * 400 * 100) + (4 * 120 * 50) / (Math.PI * 4 * 100))
    const [a, b] = [(g1 + g) / c1, (g2 + g) / c2]
    const rate = (a + b) / 2 - Math.sqrt(((a - b) / 2) ** 2 + (g * g) / (c1 * c2))
    expect(Math.abs(slowestTimeConstant(solved) * rate - 1)).toBeLessThan(1e-9)
  })

  it.skipIf(!machine)('are those of the engine', async () => {
    const cell = bushyCell()
    const dtMs = 0.05
    const solved = passiveCell(cell, uniformCable(cell.sections.count, constants), { discretisation }).value!
    const v = stepResponse(
      solved,
      { section: 0, x: 0.5 },
      { amplitudeNa: 0.1, durationMs: 20, stopMs: 30, dtMs },
    )
    const { traces } = await simulate(
      documentOf({
        discretisation,
        mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 1 / 12_000, e: -65 } }],
        properties: [
          { id: 'ra', property: 'Ra', region: 'all', value: 120 },
          { id: 'cm', property: 'cm', region: 'all', value: 1.1 },
        ],
        pointProcesses: [
          {
            id: 'clamp',
            mechanism: 'IClamp',
            at: { section: 'soma[0]', x: 0.5 },
            parameters: { del: 0, dur: 20, amp: 0.1 },
          },
        ],
        probes: [{ id: 'v', at: { section: 'soma[0]', x: 0.5 }, variable: 'v' }],
        run: { dtMs, tStopMs: 30, method: 'crank-nicolson', vInitMv: -65 },
      }),
      cell,
    )
    v.forEach((mv, step) => {
      // The last half step of the stimulus is on in one and off in the other.
      if (Math.abs(step * dtMs - 20) > 5) expect(Math.abs(traces['v']![step]! + 65 - mv)).toBeLessThan(1e-2)
      if (step * dtMs < 19) expect(Math.abs(traces['v']![step]! + 65 - mv)).toBeLessThan(1e-9)
    })
  })
})

describe('errors of a reduction', () => {
  const reduced = (cell: ReturnType<typeof bushyCell>, method: 'rall' | 'collapse', now?: () => number) => {
    const passive = uniformCable(cell.sections.count, constants)
    const request = { ...defaultErrorRequest(cell, passive), now }
    const small = reduceMorphology(cell, passive, readSettings(method, {}).value!).value!
    return reductionErrors(measureFull(cell, passive, request).value!, small).value!
  }

  it('are small for a tree that is a cylinder, from discretisation alone', () => {
    const errors = reduced(rallTree(3), 'rall')
    expect(Math.abs(errors.inputMohm.error)).toBeLessThan(1e-3)
    expect(Math.abs(errors.timeConstantMs.error)).toBeLessThan(1e-9)
    expect(errors.response.largestError).toBeLessThan(1e-2)
    expect(errors.compartments.speedUp).toBeGreaterThan(2)
    expect(errors.measured).toBeUndefined()
  })

  it('are told place by place and frequency by frequency', () => {
    let clock = 0
    const errors = reduced(inFullPrecision(bushyCell()), 'collapse', () => (clock += 2))
    expect(errors.frequencies.map(({ hz }) => hz)).toEqual([0, 1, 10, 38, 100, 200])
    for (const { inputMohm, transferMohm } of errors.frequencies) {
      expect(inputMohm.error).toBeCloseTo(inputMohm.reduced / inputMohm.full - 1, 12)
      expect(transferMohm).toHaveLength(errors.sites.length)
    }
    expect(errors.measured).toEqual({ fullMs: 2, reducedMs: 2, speedUp: 1 })
    expect(errors.response.timesMs.at(-1)).toBeCloseTo(200, 9)
  })

  it('cannot be told of a cell without an answer to steady current, which is said', () => {
    const cell = inFullPrecision(bushyCell())
    const passive = {
      ...uniformCable(cell.sections.count, constants),
      conductanceSCm2: new Float64Array(cell.sections.count),
    }
    const { value, diagnostics } = measureFull(cell, passive, defaultErrorRequest(cell, passive))
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code }) => code)).toEqual(['reduction/no-finite-answer'])
  })

  it('are measured at sites near, half way and far on each type of dendrite', () => {
    const cell = bushyCell()
    const sites = usualSites(cell, uniformCable(cell.sections.count, constants))
    const names = sites.map(({ section }) => cell.sections.name[section])
    expect(names.some(name => name?.startsWith('dend'))).toBe(true)
    expect(names.some(name => name?.startsWith('apic'))).toBe(true)
    expect(names.some(name => name?.startsWith('axon') || name?.startsWith('soma'))).toBe(false)
  })
})

describe('recommendation', () => {
  it('is the smallest cell within the tolerances', () => {
    const tree = rallTree(3)
    const passive = uniformCable(tree.sections.count, constants)
    const { value } = recommend(tree, passive, 'collapse', defaultErrorRequest(tree, passive))
    expect(value?.isWithinTolerances).toBe(true)
    const fitting = value!.candidates.filter(({ worst }) => worst <= 1)
    expect(value!.recommended.compartments).toBe(Math.min(...fitting.map(({ compartments }) => compartments)))
  })

  it('is the best where none is within them, and says so', () => {
    const cell = bushyCell()
    const passive = uniformCable(cell.sections.count, constants)
    const none = { input: 1e-9, inputAtFrequencies: 1e-9, timeConstant: 1, response: 1, transfer: 1 }
    const { value } = recommend(cell, passive, 'bush', defaultErrorRequest(cell, passive), {
      tolerances: none,
    })
    expect(value?.isWithinTolerances).toBe(false)
    expect(value!.recommended.worst).toBe(Math.min(...value!.candidates.map(({ worst }) => worst)))
  })

  it('goes by what is fixed', () => {
    const cell = bushyCell()
    const passive = uniformCable(cell.sections.count, constants)
    const { value } = recommend(cell, passive, 'collapse', defaultErrorRequest(cell, passive), {
      fixed: { cutoffs: [10], axon: 'reduce' },
    })
    // Four rules of length, each type by itself or not: no numbers of clusters.
    expect(value?.candidates).toHaveLength(8)
    for (const { settings } of value!.candidates)
      expect(settings).toMatchObject({ cutoffs: [10], axon: 'reduce' })
  })
})
