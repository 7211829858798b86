import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeOnReduced, readMorphology, uniformCable } from '../../../src-engine/index.ts'
import { magnitude } from '../../../src-engine/impedance/complex.ts'
import { defaultAnalytic, reduceAnalytically } from '../../../src-engine/reduction/analytic/analytic.ts'
import { impedanceAt } from '../../../src-engine/reduction/cellImpedance.ts'
import { passiveCell } from '../../../src-engine/reduction/passiveCell.ts'
import { cellOf } from '../../support/cells.ts'
import { sectionType } from '../../../src-engine/morphology/morphology.ts'

interface RecordedStem {
  readonly stem: string
  readonly L: number
  readonly diam: number
  readonly electrotonic: number
  readonly z0: number
  readonly zmin: number
  readonly places: readonly (readonly [section: string, x: number, position: number])[]
}

interface Recorded {
  readonly Rm: number
  readonly Ra: number
  readonly cm: number
  readonly nseg: number
  readonly cells: readonly {
    readonly file: string
    readonly hz: number
    readonly stems: readonly RecordedStem[]
  }[]
}

const recorded = JSON.parse(readFileSync(resolve(import.meta.dirname, 'analytic.json'), 'utf8')) as Recorded
const constants = { raOhmCm: recorded.Ra, cmUfCm2: recorded.cm, rmOhmCm2: recorded.Rm }

const cellFrom = (file: string) => {
  const path = resolve(import.meta.dirname, '../../fixtures/morphology', file)
  return readMorphology(file, readFileSync(path)).value!
}

describe('reduction by impedances against the published formulas with NEURON’s Impedance', () => {
  it.each(recorded.cells)(
    'gives the cylinders of $file at $hz Hz, and the places on them',
    ({ file, hz, stems }) => {
      const cell = cellFrom(file)
      const reduced = reduceAnalytically(cell, uniformCable(cell.sections.count, constants), {
        ...defaultAnalytic,
        frequencyHz: hz,
        discretisation: { kind: 'fixed', count: recorded.nseg },
      }).value!
      expect(reduced.report.cables).toHaveLength(stems.length)
      for (const wanted of stems) {
        const cable = reduced.report.cables.find(({ name }) => name === `stem ${wanted.stem}`)!
        // NEURON solves with the same compartments; its π has fewer digits in some constants.
        const close = (ours: number | undefined, theirs: number, relative = 1e-6) =>
          expect(Math.abs((ours ?? NaN) / theirs - 1)).toBeLessThan(relative)
        close(cable.details['inputMohm'], wanted.z0)
        close(cable.details['smallestTransferMohm'], wanted.zmin)
        close(cable.details['electrotonicLength'], wanted.electrotonic)
        close(cable.lengthUm, wanted.L)
        close(cable.diameterUm, wanted.diam)
        for (const [name, x, position] of wanted.places) {
          const place = { section: cell.sections.name.indexOf(name), x }
          const there = placeOnReduced(reduced.mapping, place)
          expect(reduced.morphology.sections.name[there.section]).toBe(cable.section)
          // Near the base cosh is flat, and the position the root of a small difference.
          expect(Math.abs(there.x - position)).toBeLessThan(1e-6)
        }
      }
    },
  )

  it.each([0, 10, 38, 200])(
    'is exact at its frequency of %d Hz, seen from the base and from the far end',
    hz => {
      const cell = cellFrom('c91662.swc')
      const passive = uniformCable(cell.sections.count, constants)
      const reduced = reduceAnalytically(cell, passive, { ...defaultAnalytic, frequencyHz: hz }).value!
      for (const { lengthUm, diameterUm, details } of reduced.report.cables) {
        // The cylinder alone, cut into 4001: the error of that grows with the frequency, to 2e-6 at 200 Hz.
        const alone = cellOf([{ type: sectionType.dend, lengthUm, diameterUm }])
        const n = 4001
        const solved = passiveCell(alone, uniformCable(1, constants), {
          discretisation: { kind: 'fixed', count: n },
          kept: [{ section: 0, end: 0 }],
        }).value!
        const base = { section: 0, x: 0 }
        const { input, transfer } = impedanceAt(solved, base, hz)
        const end = solved.positionOf({ section: 0, x: 1 - 0.5 / n })
        const [z0, zMin] = [input[solved.positionOf(base)]!, transfer[end]!]
        expect(Math.abs(magnitude(z0) / details['inputMohm']! - 1)).toBeLessThan(5e-6)
        expect(Math.abs(magnitude(zMin) / details['smallestTransferMohm']! - 1)).toBeLessThan(5e-6)
      }
    },
  )
})
