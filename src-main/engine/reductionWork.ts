import { accepted, refused, type Checked } from '../../src-engine/core/checked.ts'
import {
  defaultErrorRequest,
  errorsToJudge,
  judgeSettings,
  layDendrogram,
  measureFull,
  pathDistances,
  readSettings,
  reduceMorphology,
  reductionErrors,
} from '../../src-engine/index.ts'
import type {
  Candidate,
  DendrogramLayout,
  FullCell,
  Morphology,
  PassiveCable,
  ReducedCell,
  ReductionErrors,
  ReductionMethod,
  ReductionSettings,
} from '../../src-engine/index.ts'

/** A cell to reduce. `key` says that it is the same as before, so that it is solved once. */
export interface FullCellGiven {
  readonly key: string
  readonly morphology: Morphology
  readonly passive: PassiveCable
}

/** A reduced cell by the side of the full one. */
export interface ReducedBeside {
  readonly reduced: ReducedCell
  readonly dendrograms: { readonly full: DendrogramLayout; readonly reduced: DendrogramLayout }
  readonly errors: ReductionErrors
  readonly judged: Candidate['errors']
}

type Grid = 'judged' | 'drawn'

/** The full cells that were solved last. */
const solved = new Map<Grid, { readonly key: string; readonly full: Checked<FullCell> }>()

/** Frequencies for curves, beside those that errors are judged at [Hz]: ten a decade, from 0.1 to 1000. */
const drawnHz = Array.from({ length: 41 }, (_, index) => Number((0.1 * 10 ** (index / 10)).toPrecision(6)))

function fullCell({ key, morphology, passive }: FullCellGiven, grid: Grid): Checked<FullCell> {
  const known = solved.get(grid)
  if (known?.key === key) return known.full
  const usual = defaultErrorRequest(morphology, passive)
  const all = [...new Set([...usual.frequenciesHz, ...drawnHz])].sort((a, b) => a - b)
  const full = measureFull(morphology, passive, {
    ...usual,
    frequenciesHz: grid === 'judged' ? usual.frequenciesHz : all,
  })
  solved.set(grid, { key, full })
  return full
}

/** The reduced cell alone. */
function reduceCell(
  morphology: Morphology,
  passive: PassiveCable,
  method: ReductionMethod,
  settings: ReductionSettings,
): Checked<ReducedCell> {
  const reduction = readSettings(method, settings)
  return reduction.value
    ? reduceMorphology(morphology, passive, reduction.value)
    : refused(reduction.diagnostics)
}

function reduceBeside(
  given: FullCellGiven,
  method: ReductionMethod,
  settings: ReductionSettings,
): Checked<ReducedBeside> {
  const made = reduceCell(given.morphology, given.passive, method, settings)
  if (!made.value) return refused(made.diagnostics)
  const full = fullCell(given, 'drawn')
  if (!full.value) return refused(full.diagnostics)
  const found = reductionErrors(full.value, made.value)
  if (!found.value) return refused(found.diagnostics)
  const errors = found.value
  const usualHz = defaultErrorRequest(given.morphology, given.passive).frequenciesHz
  const frequencies = errors.frequencies.filter(({ hz }) => usualHz.includes(hz))
  const lay = (morphology: Morphology) => layDendrogram(morphology, pathDistances(morphology))
  return accepted(
    {
      reduced: made.value,
      dendrograms: { full: lay(given.morphology), reduced: lay(made.value.morphology) },
      errors,
      judged: errorsToJudge({ ...errors, frequencies }),
    },
    [...made.diagnostics, ...full.diagnostics, ...found.diagnostics],
  )
}

function judgeReduction(
  given: FullCellGiven,
  method: ReductionMethod,
  settings: ReductionSettings,
): Checked<Candidate> {
  const full = fullCell(given, 'judged')
  return full.value
    ? judgeSettings(full.value, given.morphology, method, settings)
    : refused(full.diagnostics)
}

/** Reductions of whole cells: up to seconds each, on the thread of such work. */
export const reductionWork = { reduceCell, reduceBeside, judgeReduction }
