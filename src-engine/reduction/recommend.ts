import { type Checked, accepted, refused } from '../core/checked.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'
import type { ReductionMethod } from '../morphology/reduction/reducedCell.ts'
import {
  type ErrorRequest,
  type FullCell,
  measureFull,
  reductionErrors,
  type ReductionErrors,
} from './errors.ts'
import { reduceMorphology } from './methods.ts'
import type { ReductionSettings } from './optionTable.ts'
import { readSettings } from './readSettings.ts'

/** Largest errors with which a reduced cell will do, each as a part of the full cell's number. */
export interface Tolerances {
  /** Of the input impedance of the soma, for steady current. */
  readonly input: number
  /** Of the input impedance of the soma, at any of the frequencies. */
  readonly inputAtFrequencies: number
  readonly timeConstant: number
  /** Of the somatic response to the same current, over its peak. */
  readonly response: number
  /** Of the transfer impedance of any site for steady current. */
  readonly transfer: number
}

export const usualTolerances: Tolerances = {
  input: 0.02,
  inputAtFrequencies: 0.2,
  timeConstant: 0.05,
  response: 0.1,
  transfer: 0.5,
}

/** One way to go, how far off it is, and whether that will do. */
export interface Candidate {
  readonly settings: ReductionSettings
  readonly sections: number
  readonly compartments: number
  readonly errors: Readonly<Record<keyof Tolerances, number>>
  /** The largest of its errors over their tolerances: 1 or less will do. */
  readonly worst: number
}

/** Which setting of a method to take. */
export interface Recommendation {
  readonly method: ReductionMethod
  readonly tolerances: Tolerances
  /** In the order in which they were tried. */
  readonly candidates: readonly Candidate[]
  /** The one with fewest compartments that will do, of several the best; the best of all where none will do. */
  readonly recommended: Candidate
  readonly isWithinTolerances: boolean
}

/** Settings that are tried for each method: how far to go. */
export function settingsToTry(method: ReductionMethod): readonly ReductionSettings[] {
  switch (method) {
    case 'collapse':
      return [false, true].flatMap(perType =>
        [1, 2, 3, 4, 6, 8].flatMap(clusters =>
          (['mean', 'diameter-weighted', 'area-weighted', 'longest'] as const).map(length => ({
            ...{ clusters, perType, length },
          })),
        ),
      )
    case 'rall':
      return [{ per: 'cell' }, { per: 'stem' }]
    case 'bush':
      return [1, 2, 3].flatMap(basal =>
        [1, 2, 3, 5].flatMap(trunk => [1, 2, 3].map(tuft => ({ basal, trunk, tuft }))),
      )
    case 'stratford':
      return [0.5, 0.2, 0.1, 0.05, 0.02].map(step => ({ step }))
    case 'analytic':
      return [0, 10, 38, 100].map(frequencyHz => ({ frequencyHz }))
  }
}

/** The errors that tolerances are for. */
export function errorsToJudge(errors: ReductionErrors): Candidate['errors'] {
  const largest = (values: readonly number[]) =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const steady = errors.frequencies.find(({ hz }) => hz === 0)
  return {
    input: Math.abs(errors.inputMohm.error),
    inputAtFrequencies: largest(errors.frequencies.map(({ inputMohm }) => inputMohm.error)),
    timeConstant: Math.abs(errors.timeConstantMs.error),
    response: errors.response.largestError,
    transfer: largest((steady ?? errors.frequencies[0])?.transferMohm.map(({ error }) => error) ?? []),
  }
}

/** One setting of a method tried on a cell, by the side of the full one. */
export function judgeSettings(
  full: FullCell,
  morphology: Morphology,
  method: ReductionMethod,
  settings: ReductionSettings,
  tolerances: Tolerances = usualTolerances,
): Checked<Candidate> {
  const reduction = readSettings(method, settings)
  if (!reduction.value) return refused(reduction.diagnostics)
  const reduced = reduceMorphology(morphology, full.passive, reduction.value)
  if (!reduced.value) return refused(reduced.diagnostics)
  const found = reductionErrors(full, reduced.value)
  if (!found.value) return refused(found.diagnostics)
  const errors = errorsToJudge(found.value)
  return accepted({
    settings,
    sections: reduced.value.morphology.sections.count,
    compartments: found.value.compartments.reduced,
    errors,
    worst: worstOf(errors, tolerances),
  })
}

/** Recommends one of what was tried; undefined where nothing was. */
export function chooseCandidate(
  method: ReductionMethod,
  candidates: readonly Candidate[],
  tolerances: Tolerances = usualTolerances,
): Recommendation | undefined {
  const fitting = candidates.filter(({ worst }) => worst <= 1)
  const best = (list: readonly Candidate[], bySize: boolean) =>
    [...list].sort((a, b) => (bySize ? a.compartments - b.compartments : 0) || a.worst - b.worst)[0]
  const recommended = best(fitting, true) ?? best(candidates, false)
  return (
    recommended && { method, tolerances, candidates, recommended, isWithinTolerances: fitting.length > 0 }
  )
}

/**
 * Tries how far a method can go on a cell, and recommends the smallest cell within the tolerances.
 *
 * @param fixed settings that hold for all that is tried, such as what becomes of the axon
 */
export function recommend(
  morphology: Morphology,
  passive: PassiveCable,
  method: ReductionMethod,
  request: ErrorRequest,
  {
    tolerances = usualTolerances,
    fixed = {},
  }: { readonly tolerances?: Tolerances; readonly fixed?: ReductionSettings } = {},
): Checked<Recommendation> {
  const full = measureFull(morphology, passive, request)
  if (!full.value) return refused(full.diagnostics)
  const candidates: Candidate[] = []
  for (const settings of settingsWith(method, fixed)) {
    const { value, diagnostics } = judgeSettings(full.value, morphology, method, settings, tolerances)
    if (!value) return refused(diagnostics)
    candidates.push(value)
  }
  const chosen = chooseCandidate(method, candidates, tolerances)
  return chosen ? accepted(chosen) : refused(full.diagnostics)
}

/**
 * What is tried of a method, with what is fixed; each combination once. Where clusters are fixed otherwise, their number is
 * not tried.
 */
export function settingsWith(
  method: ReductionMethod,
  fixed: ReductionSettings,
): readonly ReductionSettings[] {
  const isClustered = [fixed.cutoffs, fixed.groups, fixed.strahler].some(value => value !== undefined)
  const all = settingsToTry(method).map(({ clusters, ...others }) => ({
    ...others,
    ...(isClustered || clusters === undefined ? {} : { clusters }),
    ...fixed,
  }))
  return [...new Map(all.map(settings => [JSON.stringify(settings), settings])).values()]
}

function worstOf(errors: Candidate['errors'], tolerances: Tolerances): number {
  const { input, inputAtFrequencies, timeConstant, response, transfer } = errors
  return Math.max(
    input / tolerances.input,
    inputAtFrequencies / tolerances.inputAtFrequencies,
    timeConstant / tolerances.timeConstant,
    response / tolerances.response,
    transfer / tolerances.transfer,
  )
}
