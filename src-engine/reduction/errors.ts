import { diagnose } from '../core/diagnostics/catalogue.ts'
import { accepted, type Checked, refused } from '../core/checked.ts'
import { magnitude } from '../impedance/complex.ts'
import type { Discretisation } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'
import { mapPlace, type SectionPlace } from '../morphology/reduction/locationMapping.ts'
import { reductionMessages } from '../morphology/reduction/diagnostics.ts'
import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'
import type { ReducedCell } from '../morphology/reduction/reducedCell.ts'
import { impedanceAt } from './cellImpedance.ts'
import { type PassiveCell, passiveCell } from './passiveCell.ts'
import { reducedPassive } from './reducedPassive.ts'
import { type CurrentStep, slowestTimeConstant, stepResponse } from './stepResponse.ts'

/** What two cells are compared by. */
export interface ErrorRequest {
  /** Where current flows in: in the middle of the soma, as a rule. Of the original cell, like all places here. */
  readonly soma: SectionPlace
  /** Places whose transfer impedance to the soma is compared. */
  readonly sites: readonly SectionPlace[]
  readonly frequenciesHz: readonly number[]
  readonly discretisation: Discretisation
  readonly step: CurrentStep
  /** A clock [ms], to measure how long the response takes to compute; not measured where there is none. */
  readonly now?: (() => number) | undefined
}

/** A number of the full and of the reduced cell, and by which part of it they differ. */
export interface Difference {
  readonly full: number
  readonly reduced: number
  readonly error: number
}

/** By how much a reduced cell differs from the full one where both are passive. */
export interface ReductionErrors {
  /** At the soma, for steady current [MΩ]. */
  readonly inputMohm: Difference
  /** The slowest with which the cell returns to rest [ms]. */
  readonly timeConstantMs: Difference
  readonly frequencies: readonly {
    readonly hz: number
    readonly inputMohm: Difference
    /** Shape [sites] [MΩ]. */
    readonly transferMohm: readonly Difference[]
  }[]
  readonly sites: readonly { readonly full: SectionPlace; readonly reduced: SectionPlace }[]
  /** Of the soma to the same current: where they differ most, over the full cell's peak; and in the mean square. */
  readonly response: {
    readonly timesMs: Float64Array
    readonly fullMv: Float64Array
    readonly reducedMv: Float64Array
    readonly largestError: number
    readonly meanError: number
  }
  readonly compartments: { readonly full: number; readonly reduced: number; readonly speedUp: number }
  /** Time that the response took [ms]; undefined where nobody measured. */
  readonly measured:
    { readonly fullMs: number; readonly reducedMs: number; readonly speedUp: number } | undefined
}

/** What is known of a full cell, so that many reductions of it can be compared. */
export interface FullCell {
  readonly cell: PassiveCell
  readonly passive: PassiveCable
  readonly request: ErrorRequest
  readonly input: readonly number[]
  /** Shape [frequencies][sites]. */
  readonly transfer: readonly (readonly number[])[]
  readonly timeConstantMs: number
  readonly response: Float64Array
  readonly responseMs: number
}

const difference = (full: number, reduced: number): Difference => ({
  full,
  reduced,
  error: full === reduced ? 0 : reduced / full - 1,
})

/** Solves the full cell once. */
export function measureFull(
  morphology: Morphology,
  passive: PassiveCable,
  request: ErrorRequest,
): Checked<FullCell> {
  const { discretisation, soma, sites } = request
  const made = passiveCell(morphology, passive, { discretisation, root: soma.section })
  if (!made.value) return refused(made.diagnostics)
  const measured = measure(made.value, soma, sites, request)
  if (!leaks(made.value) || !allFinite(measured))
    return refused([diagnose(reductionMessages, 'reduction/no-finite-answer', { cell: 'full' })])
  return accepted({ cell: made.value, passive, request, ...measured })
}

/** Compares a reduced cell with the full one. */
export function reductionErrors(full: FullCell, reduced: ReducedCell): Checked<ReductionErrors> {
  const { request } = full
  const mapped = (place: SectionPlace) => mapPlace(reduced.mapping, place)
  const soma = mapped(request.soma)
  const made = passiveCell(reduced.morphology, reducedPassive(reduced, full.passive), {
    discretisation: request.discretisation,
    nseg: reduced.sections.nseg,
    root: soma.section,
  })
  if (!made.value) return refused(made.diagnostics)
  const sites = request.sites.map(mapped)
  const own = measure(made.value, soma, sites, request)
  if (!leaks(made.value) || !allFinite(own))
    return refused([diagnose(reductionMessages, 'reduction/no-finite-answer', { cell: 'reduced' })])
  const frequencies = request.frequenciesHz.map((hz, f) => ({
    hz,
    inputMohm: difference(full.input[f]!, own.input[f]!),
    transferMohm: sites.map((_, site) => difference(full.transfer[f]![site]!, own.transfer[f]![site]!)),
  }))
  const atRest = measureInput(made.value, soma, 0)
  const compartments = [full.cell.compartments.count, made.value.compartments.count] as const
  return accepted({
    inputMohm: difference(measureInput(full.cell, request.soma, 0), atRest),
    timeConstantMs: difference(full.timeConstantMs, own.timeConstantMs),
    frequencies,
    sites: request.sites.map((place, index) => ({ full: place, reduced: sites[index] ?? soma })),
    response: compareResponses(full.response, own.response, request.step.dtMs),
    compartments: {
      full: compartments[0],
      reduced: compartments[1],
      speedUp: compartments[0] / compartments[1],
    },
    measured: request.now && {
      fullMs: full.responseMs,
      reducedMs: own.responseMs,
      speedUp: full.responseMs / own.responseMs,
    },
  })
}

function measureInput(cell: PassiveCell, place: SectionPlace, hz: number): number {
  return magnitude(impedanceAt(cell, place, hz).input[cell.positionOf(place)] ?? { re: NaN, im: NaN })
}

function measure(
  cell: PassiveCell,
  soma: SectionPlace,
  sites: readonly SectionPlace[],
  { frequenciesHz, step, now }: ErrorRequest,
): Omit<FullCell, 'cell' | 'passive' | 'request'> {
  const none = { re: NaN, im: NaN }
  const solved = frequenciesHz.map(hz => impedanceAt(cell, soma, hz))
  const begin = now?.() ?? 0
  const response = stepResponse(cell, soma, step)
  return {
    responseMs: (now?.() ?? 0) - begin,
    response,
    input: solved.map(({ input }) => magnitude(input[cell.positionOf(soma)] ?? none)),
    transfer: solved.map(({ transfer }) =>
      sites.map(site => magnitude(transfer[cell.positionOf(site)] ?? none)),
    ),
    timeConstantMs: slowestTimeConstant(cell),
  }
}

/** Without any conductance of the membrane rounding alone would make the answer finite. */
function leaks({ conductanceUs }: PassiveCell): boolean {
  return conductanceUs.some(conductance => conductance > 0)
}

type Measured = ReturnType<typeof measure>

function allFinite({ input, timeConstantMs, response }: Measured): boolean {
  return [...input, timeConstantMs, response.at(-1) ?? 0].every(Number.isFinite)
}

function compareResponses(
  full: Float64Array,
  reduced: Float64Array,
  dtMs: number,
): ReductionErrors['response'] {
  let [peak, largest, squares] = [0, 0, 0]
  full.forEach((v, index) => {
    const apart = Math.abs(reduced[index]! - v)
    peak = Math.max(peak, Math.abs(v))
    largest = Math.max(largest, apart)
    squares += apart * apart
  })
  return {
    timesMs: Float64Array.from(full, (_, index) => index * dtMs),
    fullMv: full,
    reducedMv: reduced,
    largestError: peak > 0 ? largest / peak : 0,
    meanError: peak > 0 ? Math.sqrt(squares / full.length) / peak : 0,
  }
}
