import type { ReductionPreview } from '../../../src-main/contract/index.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'

/** A number of both cells, and whether it is near enough. */
export interface ErrorRow {
  /** Message key behind `reduce.row.`. */
  readonly name: string
  readonly unit: string
  readonly full: number | undefined
  readonly reduced: number | undefined
  /** As a part of the full cell's number. */
  readonly error: number | undefined
  /** The largest error that will do. */
  readonly tolerance: number | undefined
}

/** By what the reduced cell is judged, and how much smaller it is. */
export function errorRows({ errors, judged, tolerances, report }: ReductionPreview): readonly ErrorRow[] {
  const { inputMohm, timeConstantMs, compartments } = errors
  const alone = { unit: '', full: undefined, reduced: undefined }
  const counted = { unit: '', error: undefined, tolerance: undefined }
  return [
    { name: 'input', unit: 'MΩ', ...inputMohm, tolerance: tolerances.input },
    { name: 'timeConstant', unit: 'ms', ...timeConstantMs, tolerance: tolerances.timeConstant },
    {
      ...{ name: 'inputAtFrequencies', ...alone },
      ...{ error: judged.inputAtFrequencies, tolerance: tolerances.inputAtFrequencies },
    },
    { name: 'transfer', ...alone, error: judged.transfer, tolerance: tolerances.transfer },
    { name: 'response', ...alone, error: judged.response, tolerance: tolerances.response },
    { name: 'sections', ...counted, full: report.sections.before, reduced: report.sections.after },
    { name: 'compartments', ...counted, full: compartments.full, reduced: compartments.reduced },
  ]
}

/** What curves are called. */
export interface CurveWords {
  readonly full: string
  readonly reduced: string
  readonly frequency: string
  readonly time: string
  readonly input: string
  readonly transfer: string
  readonly response: string
}

/** Impedances over frequency: of the soma, and from one site to it. */
export function impedanceSet({ errors }: ReductionPreview, site: number, words: CurveWords): CurveSet {
  const drawn = errors.frequencies.filter(({ hz }) => hz > 0)
  const curves = (of: (one: (typeof drawn)[number]) => { full: number; reduced: number } | undefined) => [
    { name: words.full, colour: 0, values: Float64Array.from(drawn, one => of(one)?.full ?? NaN) },
    { name: words.reduced, colour: 1, values: Float64Array.from(drawn, one => of(one)?.reduced ?? NaN) },
  ]
  const transfer = { name: words.transfer, unit: 'MΩ', curves: curves(one => one.transferMohm[site]) }
  return {
    axisName: words.frequency,
    axis: Float64Array.from(drawn, ({ hz }) => hz),
    logarithmic: true,
    rows: [
      { name: words.input, unit: 'MΩ', curves: curves(one => one.inputMohm) },
      ...(errors.sites.length > 0 ? [transfer] : []),
    ],
  }
}

/** The soma of both cells with the same current. */
export function responseSet({ errors: { response } }: ReductionPreview, words: CurveWords): CurveSet {
  return {
    axisName: words.time,
    axis: response.timesMs,
    logarithmic: false,
    rows: [
      {
        name: words.response,
        unit: 'mV',
        curves: [
          { name: words.full, colour: 0, values: response.fullMv },
          { name: words.reduced, colour: 1, values: response.reducedMv },
        ],
      },
    ],
  }
}

/** From each site to the soma, for steady current. */
export function transferRows({ errors, view }: ReductionPreview, fullNames: readonly string[]) {
  const steady = errors.frequencies.find(({ hz }) => hz === 0)
  const reducedNames = view.morphology.sections.name
  const write = (names: readonly string[], { section, x }: { section: number; x: number }) =>
    `${names[section] ?? ''}(${Number(x.toFixed(3))})`
  return errors.sites.map((site, index) => ({
    index,
    from: write(fullNames, site.full),
    to: write(reducedNames, site.reduced),
    section: fullNames[site.full.section],
    ...(steady?.transferMohm[index] ?? { full: NaN, reduced: NaN, error: NaN }),
  }))
}

/** A part as percents with its sign; times where that would be thousands of them. */
export function percentOf(part: number): string {
  if (!Number.isFinite(part)) return '–'
  const size = Math.abs(part)
  if (size < 1e-6) return '0 %'
  const sign = part < 0 ? '−' : '+'
  if (size >= 10) return `× ${Number((1 + part).toPrecision(2)).toLocaleString('en')}`
  return `${sign}${Number((size * 100).toPrecision(3))} %`
}

/** Whether an error is within its tolerance; what has none is. */
export function fits({ error, tolerance }: ErrorRow): boolean {
  return error === undefined || tolerance === undefined || Math.abs(error) <= tolerance
}
