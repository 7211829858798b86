import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SharedSettings } from '../../../src-engine/index.ts'
import {
  compartmentsOf,
  modelOfListed,
  settingsOfListed,
  type ListedCell,
} from '../../../src-main/cli/bench/listedCell.ts'
import { pyramidalCell } from '../../../src-main/cli/bench/pyramidalCell.ts'
import { fluctuatingCell } from '../../../src-main/cli/bench/smallCells.ts'
import { catalogueWith, machine, machineProblem, simulateCells } from '../../support/engine.ts'
import { expectTrace } from '../../support/expectTrace.ts'

interface Run {
  readonly spikes: readonly number[]
  /** By place: v at each step of the first 20 ms, and at every hundredth. */
  readonly early: readonly (readonly number[])[]
  readonly late: readonly (readonly number[])[]
}

interface Reference {
  readonly places: readonly (readonly [section: string, x: number])[]
  readonly fixed: Run
  readonly adaptive: Pick<Run, 'spikes'>
  readonly fluctuating: Run
}

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'neuron.json'), 'utf8')) as Reference
const mechanisms = resolve(import.meta.dirname, '../../bench/mechanisms')
const catalogue = catalogueWith(
  Object.fromEntries(
    readdirSync(mechanisms)
      .filter(name => name.endsWith('.mod'))
      .map(name => [name, readFileSync(join(mechanisms, name), 'utf8')]),
  ),
)
const dtMs = 0.025

async function run(cell: ListedCell, places: Reference['places'], settings: SharedSettings) {
  const model = modelOfListed(cell)
  const probes = places.map(([section, x], index) => ({ id: `${index}`, at: { section, x }, variable: 'v' }))
  const cells = [{ ...model, description: { ...model.description, probes } }]
  const { traces, spikes } = await simulateCells(cells, settings.run, { catalogue })
  return { traces: probes.map(({ id }) => traces[id]!), spikes: spikes['spikes']! }
}

describe.skipIf(!machine)(
  `the detailed pyramidal cell against NEURON${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    const cell = pyramidalCell()

    it('has 642 compartments and twelve mechanisms', () => {
      expect(compartmentsOf(cell)).toBe(642)
      expect(new Set(cell.sections.flatMap(section => Object.keys(section.mechanisms))).size).toBe(12)
    })

    it('gives the same traces and spikes in steps of one length', async () => {
      const { traces, spikes } = await run(cell, reference.places, settingsOfListed(cell, 250))
      const { fixed } = reference
      const untilSpike = Math.floor(fixed.spikes[0]! / dtMs)
      fixed.early.forEach((early, place) =>
        expectTrace(traces[place]!.slice(0, untilSpike), early.slice(0, untilSpike), {
          abs: 1e-5,
          because: 'what is asked for until the first spike',
        }),
      )
      expect(spikes).toHaveLength(fixed.spikes.length)
      spikes.forEach((time, index) => expect(Math.abs(time - fixed.spikes[index]!)).toBeLessThan(1.01 * dtMs))
      fixed.late.forEach((late, place) =>
        expectTrace(
          traces[place]!.filter((_, sample) => sample % 100 === 0),
          late,
          { abs: 1e-3, because: 'the error of rounding grows with each spike' },
        ),
      )
    })

    it('gives the spikes of CVODE where both are exact', async () => {
      const { spikes } = await run(cell, [], settingsOfListed(cell, 250, 1e-9))
      expect(spikes).toHaveLength(reference.adaptive.spikes.length)
      spikes.forEach((time, index) =>
        expect(Math.abs(time - reference.adaptive.spikes[index]!)).toBeLessThan(1e-3),
      )
    })

    it('draws the same fluctuating conductances', async () => {
      const fluctuating = fluctuatingCell()
      const { traces } = await run(fluctuating, [['soma', 0.5]], settingsOfListed(fluctuating, 500))
      const tolerance = { abs: 1e-9, because: 'the same numbers in the same order, but for rounding' }
      expectTrace(traces[0]!.slice(0, 801), reference.fluctuating.early[0]!, tolerance)
      expectTrace(
        traces[0]!.filter((_, sample) => sample % 100 === 0),
        reference.fluctuating.late[0]!,
        tolerance,
      )
    })
  },
)
