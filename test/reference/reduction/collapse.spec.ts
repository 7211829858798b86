import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../src-engine/index.ts'
import { readMorphology } from '../../../src-engine/index.ts'
import {
  collapse,
  type CollapseOptions,
  publishedCollapse,
} from '../../../src-engine/morphology/reduction/collapse/collapse.ts'
import type { LengthRule } from '../../../src-engine/morphology/reduction/collapse/mergeRules.ts'
import { uniformCable } from '../../../src-engine/morphology/reduction/passiveCable.ts'
import { inputMohm } from '../../../src-engine/reduction/cellImpedance.ts'
import { passiveCell } from '../../../src-engine/reduction/passiveCell.ts'
import { reducedPassive } from '../../../src-engine/reduction/reducedPassive.ts'

interface RecordedCluster {
  readonly L: number
  readonly diam: number
  readonly area: number
  readonly original_area: number
  readonly correction_factor: number
  readonly tops: number
  readonly y_merges: number
  readonly serial_merges: number
  readonly cut_merges: number
  readonly n_sections: number
}

interface RecordedCell {
  readonly Ra: number
  readonly cutoffs_Mohm: readonly number[]
  readonly results: readonly {
    readonly length_rule: string
    readonly rescale_to_longer: number
    readonly length_ratio_limit: number | null
    readonly clusters: readonly (RecordedCluster | null)[]
  }[]
}

const own = resolve(import.meta.dirname, 'collapse.json')
const fixtures = resolve(import.meta.dirname, '../../fixtures/morphology')
const corpus = resolve(import.meta.dirname, '../../../../shared/data')
const corpusFile = resolve(corpus, 'collapse-reference.json')

const recorded = (file: string) =>
  Object.entries((JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, RecordedCell> }).files)

function read(path: string): Morphology {
  const { value, diagnostics } = readMorphology(path, readFileSync(path))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

const cellFile = (name: string) => resolve(name === 'tc200.json' ? import.meta.dirname : fixtures, name)

const optionsOf = (cell: RecordedCell, result: RecordedCell['results'][number]): CollapseOptions => ({
  ...publishedCollapse,
  clustering: { by: 'resistance', cutoffsMohm: cell.cutoffs_Mohm, perType: false },
  length: result.length_rule.replace(' ', '-') as LengthRule,
  stretch: result.rescale_to_longer === 1,
  lengthRatioLimit: result.length_ratio_limit ?? Infinity,
})

const cableOf = (morphology: Morphology, raOhmCm: number) =>
  uniformCable(morphology.sections.count, { raOhmCm, cmUfCm2: 1, rmOhmCm2: 10_000 })

/** Compares every rule. Recorded numbers have nine digits; those of tc200 rest on differences in 32 bits that ours are not rounded to. */
function compareAll(morphology: Morphology, cell: RecordedCell) {
  expect(cell.results).toHaveLength(16)
  for (const result of cell.results) {
    const { value } = collapse(morphology, cableOf(morphology, cell.Ra), optionsOf(cell, result))
    const wanted = result.clusters.filter(cluster => cluster !== null)
    expect(value?.report.cables).toHaveLength(wanted.length)
    value?.report.cables.forEach((cable, index) => {
      const cluster = wanted[index]!
      const counts = [cable.originalSections, ...Object.values(cable.details)]
      const { n_sections, tops, y_merges, serial_merges, cut_merges } = cluster
      expect(counts).toEqual([n_sections, tops, y_merges, serial_merges, cut_merges])
      for (const [ours, theirs] of [
        [cable.lengthUm, cluster.L],
        [cable.diameterUm, cluster.diam],
        [cable.areaUm2, cluster.area],
        [cable.originalAreaUm2, cluster.original_area],
        [cable.membraneFactor, cluster.correction_factor],
      ] as const)
        expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-7)
    })
  }
}

describe('reduction collapse against an independent computation', () => {
  for (const [name, cell] of recorded(own))
    it(`gives the cylinders of ${name} under every rule`, () => compareAll(read(cellFile(name)), cell))

  it.skipIf(!existsSync(corpusFile))('gives those of the other cells of the corpus', () => {
    const others = recorded(corpusFile).filter(([path]) => /\.(swc|asc|lgn)$/.test(path))
    expect(others.length).toBeGreaterThan(3)
    for (const [path, cell] of others) compareAll(read(resolve(corpus, 'morphologies', path)), cell)
  })
})

describe('reduction collapse of a thalamic relay cell (Destexhe et al. 1998; ModelDB 279)', () => {
  const cell = read(cellFile('tc200.json'))
  const passive = uniformCable(cell.sections.count, { raOhmCm: 173, cmUfCm2: 0.88, rmOhmCm2: 1 / 3.79e-5 })
  const soma = { section: 0, x: 0.5 }
  const discretisation = { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 } as const
  const full = passiveCell(cell, passive, { discretisation }).value!
  const collapsed = (change: Partial<CollapseOptions>) => {
    const reduced = collapse(cell, passive, { ...publishedCollapse, ...change }).value!
    const cable = reducedPassive(reduced, passive)
    const { nseg } = reduced.sections
    return { reduced, solved: passiveCell(reduced.morphology, cable, { discretisation, nseg }).value! }
  }
  const cutAt = (mohm: number) =>
    ({ clustering: { by: 'resistance', cutoffsMohm: [mohm], perType: false } }) as const

  it.each([3.18, 4, 4.85])('gives the published cylinders with the cut-off at %d MΩ', mohm => {
    const { reduced } = collapsed(cutAt(mohm))
    const [proximal, distal] = reduced.report.cables
    // As printed in tc3.geo, to its digits; its distal diameter 8.5 has one decimal.
    expect(proximal?.lengthUm).toBeCloseTo(12.49, 2)
    expect(proximal?.diameterUm).toBeCloseTo(10.28, 2)
    expect(Math.abs((distal?.lengthUm ?? 0) - 84.67)).toBeLessThan(0.01)
    expect(distal?.diameterUm).toBeCloseTo(8.5, 1)
    expect(reduced.morphology.sections.count).toBe(3)
  })

  it('needs the factor that was published for all dendrites', () => {
    const { reduced } = collapsed({ ...cutAt(4), areaCorrection: 'all' })
    // 8.02 by their sum of π·L·d of the original; ours counts frusta.
    for (const { membraneFactor } of reduced.report.cables)
      expect(Math.abs(membraneFactor - 8.034)).toBeLessThan(0.001)
  })

  const neuron = JSON.parse(readFileSync(resolve(import.meta.dirname, 'tc200Impedance.json'), 'utf8')) as {
    readonly [which in 'full' | 'collapsed']: {
      readonly compartments: number
      readonly inputMohm: readonly (readonly [hz: number, mohm: number])[]
    }
  }

  it('has the impedances of the full cell that NEURON gives', () => {
    expect(full.compartments.count).toBe(neuron.full.compartments)
    for (const [hz, mohm] of neuron.full.inputMohm)
      expect(Math.abs(inputMohm(full, soma, hz) / mohm - 1)).toBeLessThan(1e-8)
  })

  it('answers as the collapsed cell of three compartments does in NEURON', () => {
    const { solved } = collapsed({ ...cutAt(4), compartments: 1 })
    expect(solved.compartments.count).toBe(neuron.collapsed.compartments)
    // Cylinders are recorded with nine digits.
    for (const [hz, mohm] of neuron.collapsed.inputMohm)
      expect(Math.abs(inputMohm(solved, soma, hz) / mohm - 1)).toBeLessThan(1e-8)
  })

  it('keeps the input impedance within 0.4 % at rest and 2 % at 100 Hz', () => {
    const { solved } = collapsed({})
    const error = (hz: number) => Math.abs(inputMohm(solved, soma, hz) / inputMohm(full, soma, hz) - 1)
    expect(error(0)).toBeLessThan(0.004)
    expect(error(10)).toBeLessThan(0.004)
    expect(error(100)).toBeLessThan(0.02)
  })
})
