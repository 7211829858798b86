import type { Location } from '../../../src-engine/model/document.ts'
import type { ImpedanceCurves, PlaceImpedances } from '../../../src-main/contract/index.ts'
import type { CurveSet, PlottedCurve } from '../../plots/options/curvePicture.ts'

/** Kinds of membrane: its present conductances, and with its states answering. */
export const membranes = ['present', 'extended'] as const

export type Membrane = (typeof membranes)[number]

/** What can be drawn over frequency. */
export const quantities = ['input', 'inputPhase', 'transfer', 'transferPhase', 'outRatio', 'inRatio'] as const

export type Quantity = (typeof quantities)[number]

/** Units of what is drawn. */
const units: { readonly [quantity in Quantity]: string } = {
  input: 'MΩ',
  inputPhase: '°',
  transfer: 'MΩ',
  transferPhase: '°',
  outRatio: '',
  inRatio: '',
}

const columns: { readonly [quantity in Quantity]: keyof PlaceImpedances } = {
  input: 'inputMohm',
  inputPhase: 'inputDegrees',
  transfer: 'transferMohm',
  transferPhase: 'transferDegrees',
  outRatio: 'outRatio',
  inRatio: 'inRatio',
}

/** Colours of the plots' palette: the same colour behind them is dashed. */
const paletteSize = 6

/** Frequencies with equal ratios, twelve a decade, from one to the other [Hz]. */
export function frequenciesBetween(fromHz: number, toHz: number): readonly number[] {
  const count = Math.max(2, Math.round(Math.log10(toHz / fromHz) * 12) + 1)
  return Array.from({ length: count }, (_, index) =>
    Number((fromHz * (toHz / fromHz) ** (index / (count - 1))).toPrecision(8)),
  )
}

/** How a place is written: `dend[3](0.25)`. */
export function writePlace({ section, x }: Location): string {
  return `${section}(${x})`
}

/** What is to be drawn. */
export interface ImpedanceView {
  readonly site: Location
  readonly frequenciesHz: readonly number[]
  readonly shown: readonly Quantity[]
  readonly membranes: readonly Membrane[]
  /** What rows are called, and the axis. */
  readonly words: { row(quantity: Quantity): string; readonly axis: string; of(place: string, membrane: Membrane): string } // prettier-ignore
}

/**
 * The answers as one picture: a row for each quantity, in it a line for each place, solid for the first kind of membrane
 * and dashed for the second. Only the impedance at a place itself has a line for the site.
 */
export function impedanceSet(
  answers: readonly { readonly membrane: Membrane; readonly curves: ImpedanceCurves }[],
  { site, frequenciesHz, shown, membranes: wanted, words }: ImpedanceView,
): CurveSet | undefined {
  const found = answers.flatMap(({ membrane, curves: { curves } }) =>
    curves && wanted.includes(membrane) ? [{ membrane, curves }] : [],
  )
  if (found.length === 0 || shown.length === 0) return undefined
  const rows = shown.map(quantity => {
    const curves = found.flatMap(({ membrane, curves: answer }): PlottedCurve[] => {
      const line = (place: Location, values: Float64Array, index: number) => ({
        name: words.of(writePlace(place), membrane),
        values,
        colour: (index % paletteSize) + (membrane === wanted[0] ? 0 : paletteSize),
      })
      const own =
        quantity === 'input' || quantity === 'inputPhase'
          ? [line(site, quantity === 'input' ? answer.inputMohm : answer.inputDegrees, 0)]
          : []
      const others = answer.places.map((place, index) =>
        line(place.at, place[columns[quantity]] as Float64Array, index + 1),
      )
      return [...own, ...others]
    })
    return { name: words.row(quantity), unit: units[quantity], curves }
  })
  const drawn = rows.filter(({ curves }) => curves.length > 0)
  if (drawn.length === 0) return undefined
  return { axisName: words.axis, axis: Float64Array.from(frequenciesHz), logarithmic: true, rows: drawn }
}

/** An answer to 0 Hz and more, in two: to the other frequencies, and to 0 Hz alone. */
export function splitSteady(whole: ImpedanceCurves): {
  readonly curves: ImpedanceCurves
  readonly steady: ImpedanceCurves
} {
  const part = (from: number, to?: number): ImpedanceCurves => {
    const { curves } = whole
    const cut = (values: Float64Array) => values.slice(from, to)
    const places = curves?.places.map(one => ({
      ...one,
      inputMohm: cut(one.inputMohm),
      inputDegrees: cut(one.inputDegrees),
      transferMohm: cut(one.transferMohm),
      transferDegrees: cut(one.transferDegrees),
      outRatio: cut(one.outRatio),
      inRatio: cut(one.inRatio),
    }))
    return {
      diagnostics: whole.diagnostics,
      curves: curves && {
        tMs: curves.tMs,
        inputMohm: cut(curves.inputMohm),
        inputDegrees: cut(curves.inputDegrees),
        places: places ?? [],
      },
    }
  }
  return { curves: part(1), steady: part(0, 1) }
}

/** Numbers of a place at rest, in the steady state. */
export interface SteadyRow {
  readonly place: string
  readonly inputMohm: number
  readonly transferMohm: number
  readonly outRatio: number
  readonly inRatio: number
  /** In length constants, from the site. */
  readonly electrotonicDistance: number
}

/** The site and the other places in the steady state, one row each. */
export function steadyRows(site: Location, { curves }: ImpedanceCurves): readonly SteadyRow[] {
  if (!curves) return []
  const own = curves.inputMohm[0] ?? NaN
  const first = {
    ...{ place: writePlace(site), inputMohm: own, transferMohm: own },
    ...{ outRatio: 1, inRatio: 1, electrotonicDistance: 0 },
  }
  return [
    first,
    ...curves.places.map(one => ({
      place: writePlace(one.at),
      inputMohm: one.inputMohm[0] ?? NaN,
      transferMohm: one.transferMohm[0] ?? NaN,
      outRatio: one.outRatio[0] ?? NaN,
      inRatio: one.inRatio[0] ?? NaN,
      electrotonicDistance: one.electrotonicDistance,
    })),
  ]
}

/** Everything that is drawn as a table to paste elsewhere: frequency, then every curve. */
export function impedanceTable(set: CurveSet): string {
  const curves = set.rows.flatMap(({ name, unit, curves: lines }) =>
    lines.map(line => ({ title: `${name} ${line.name}${unit ? ` (${unit})` : ''}`, values: line.values })),
  )
  const head = [set.axisName, ...curves.map(({ title }) => title)].join('\t')
  const rows = Array.from(set.axis, (frequency, index) =>
    [frequency, ...curves.map(({ values }) => values[index] ?? NaN)].join('\t'),
  )
  return [head, ...rows, ''].join('\n')
}
