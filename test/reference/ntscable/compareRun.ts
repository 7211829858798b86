import { expect } from 'vitest'
import {
  defaultNtscableOptions,
  type NtscableOptions,
} from '../../../src-engine/morphology/ntscable/options.ts'
import type { ConversionReport } from '../../../src-engine/morphology/ntscable/report.ts'
import { lengthOf, readCableText, readNeuronText, readTopology } from './outputNumbers.ts'

/** What was asked of the program, by the reference's names. */
export const runs: Readonly<Record<string, Partial<NtscableOptions>>> = {
  neuron: {},
  neuron_n350: { segments: 350 },
  neuron_l50: { maxLengthUm: 50 },
  neuron_d2: { maxDiameters: 2 },
  neuron_z: { averageOutlineZ: true },
  cable_a0_n350: { output: 'cable', accuracy: 0, segments: 350 },
  cable_a1_n350: { output: 'cable', accuracy: 1, segments: 350 },
  cable_a2_n350: { output: 'cable', accuracy: 2, segments: 350 },
  cable_a1: { output: 'cable', accuracy: 1 },
  multi_a1_n350: { output: 'multi', accuracy: 1, segments: 350 },
}

/**
 * Here the program found two soma points at one place 7·10⁻¹⁸ µm apart, as it computed with 80 bits; we find them equal.
 */
const pointsMerged = new Set(['douglas3d/j2986dd_sdt.fix.txt'])

type Segment = [number, number | null, number | null]

/** What the program gave for one file with one set of options; it failed where `exit` is not 0. */
export interface ReferenceRun {
  readonly exit: number
  readonly header?: Readonly<Record<string, unknown>>
  readonly nseg?: readonly number[]
  readonly soma_points?: readonly number[][]
  readonly sections?: readonly [string, number, number, number, number[], number[]][]
  readonly connections_parent_x?: readonly number[][]
  readonly fcbs?: readonly number[][]
  readonly compartments?: readonly Segment[]
  readonly n_compartments?: number
  readonly first_compartments?: readonly Segment[]
  readonly sum_dx?: number
}

/** As the header prints it. */
const sixDigits = (value: number) => Number(value.toPrecision(6))

function headerOf({ sourceSyntax, soma, neurites, segments }: ConversionReport): Record<string, unknown> {
  return {
    source_syntax: sourceSyntax,
    soma: {
      diam: sixDigits(soma.diameterUm),
      length: sixDigits(soma.lengthUm),
      area: sixDigits(soma.areaUm2),
    },
    soma_3d_points: soma.points,
    outline_points: soma.outlinePoints || null,
    outline_diam: soma.outlinePoints > 0 ? sixDigits(soma.outlineDiameterUm) : null,
    primary_neurites: neurites.primary,
    branches: neurites.branches,
    length: sixDigits(neurites.lengthUm),
    area: sixDigits(neurites.areaUm2),
    tree_points: neurites.points,
    segments: segments.used,
    segments_requested: segments.requested,
    max_dx: sixDigits(segments.maxLengthUm),
  }
}

/** Compares a conversion with what the program gave. */
export function compareRun(path: string, text: string, report: ConversionReport, wanted: ReferenceRun): void {
  const { soma_3d_points, ...header } = wanted.header ?? {}
  expect(headerOf(report)).toMatchObject(header)
  if (!pointsMerged.has(path)) expect(report.soma.points).toBe(soma_3d_points)
  if (wanted.nseg) expect(report.sections.map(({ segments }) => segments)).toEqual(wanted.nseg)
  if (wanted.fcbs) expect(readTopology(text)).toEqual(wanted.fcbs)
  if (wanted.sections) compareSections(path, text, wanted)
  if (report.options.output === 'cable') compareSegments(text, report, wanted)
}

function compareSections(path: string, text: string, wanted: ReferenceRun): void {
  const { soma, sections, connections } = readNeuronText(text)
  if (!pointsMerged.has(path)) expectClose(soma, wanted.soma_points ?? [])
  const rows = sections.map(({ segments, points }) => [segments, points.length, points[0], points.at(-1)])
  expect(rows).toEqual(
    wanted.sections?.map(([, segments, count, , first, last]) => [segments, count, first, last]),
  )
  sections.forEach(({ points }, i) => {
    // The reference rounds lengths to 1e-4.
    expect(Math.abs(lengthOf(points) - (wanted.sections?.[i]?.[3] ?? NaN))).toBeLessThan(1e-4)
  })
  expect(connections).toEqual(wanted.connections_parent_x)
}

/** Five digits are printed; halves may fall to either side, as the program computed with 80 bits. */
function expectClose(actual: readonly number[][], wanted: readonly number[][]): void {
  expect(actual.length).toBe(wanted.length)
  actual.forEach((row, i) =>
    row.forEach((value, j) => {
      const other = wanted[i]?.[j] ?? NaN
      expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-4 * Math.max(Math.abs(other), 1e-12))
    }),
  )
}

function compareSegments(text: string, report: ConversionReport, wanted: ReferenceRun): void {
  const segments = readCableText(text)
  const first = wanted.compartments ?? wanted.first_compartments ?? []
  expect(segments.length).toBe(wanted.n_compartments ?? first.length)
  expect(segments.slice(0, first.length)).toEqual(first)
  const sum = segments.slice(1).reduce((total, [, dx]) => total + (dx ?? 0), 0)
  expect(Math.abs(sum - (wanted.sum_dx ?? NaN))).toBeLessThan(1e-3)
  const { cableSegments, neurites } = report
  const length = cableSegments.slice(1).reduce((total, { lengthUm }) => total + lengthUm, 0)
  expect(Math.abs(length / neurites.lengthUm - 1)).toBeLessThan(1e-12)
}

/** Every run of every file: path, name of the run, its options, what the program gave. */
export function allRuns(text: string): [string, string, NtscableOptions, ReferenceRun][] {
  const { files } = JSON.parse(text) as { files: Record<string, { runs: Record<string, ReferenceRun> }> }
  return Object.entries(files).flatMap(([path, { runs: references }]) =>
    Object.entries(references).map(([run, wanted]): [string, string, NtscableOptions, ReferenceRun] => {
      const options = runs[run]
      if (!options) throw new Error(`unknown run ${run}`)
      return [path, run, { ...defaultNtscableOptions, ...options }, wanted]
    }),
  )
}
