import type { Curves } from '../../../src-engine/nmodl/language/curves.ts'
import type { CurveAxis } from '../../../src-engine/nmodl/language/curveAxis.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'
import { displayUnit } from '../../format/quantity.ts'

/** What the rows are called. */
export interface CurveWords {
  readonly steadyState: string
  readonly timeConstant: string
  readonly rate: string
  readonly value: string
}

/** One function, with the row that it belongs to. */
interface Line {
  readonly axis: CurveAxis
  readonly row: string
  readonly unit: string
  readonly name: string
  readonly values: Float64Array
  /** Curves of one kind that differ too much in size to be seen in one row are in parts. */
  readonly part?: number
}

/**
 * Curves as pictures, one for each quantity that they are functions of: first the states of the equations, then each
 * scheme, then what procedures assign. A state has one colour in all rows of a picture.
 */
export function curveSets({ states, schemes, rates }: Curves, words: CurveWords): readonly CurveSet[] {
  const ofStates = states.flatMap(({ axis, state, unit, steadyState, timeConstant }): Line[] => [
    { axis, row: words.steadyState, unit, name: state, values: steadyState },
    { axis, row: words.timeConstant, unit: 'ms', name: state, values: timeConstant },
  ])
  const ofSchemes = schemes.map(({ axis, states: members, relaxations }): Line[] => [
    ...members.map(({ state, unit, steadyState }) => ({
      ...{ axis, row: words.steadyState, unit, name: state, values: steadyState },
    })),
    ...relaxations.map((values, index) => ({
      ...{ axis, row: words.timeConstant, unit: 'ms', name: `τ${subscript(index + 1)}`, values },
      part: partsBySize(relaxations)[index] ?? 0,
    })),
  ])
  const ofRates = rates.map(({ axis, name, unit, values }): Line => ({
    axis,
    row: rowOf(unit, words),
    unit,
    name,
    values,
  }))
  return [ofStates, ...ofSchemes, ofRates].flatMap(setsOf)
}

/** The pictures of some curves, with one colour for each name; rows that are alike in unit are one. */
function setsOf(lines: readonly Line[]): readonly CurveSet[] {
  const names = [...new Set(lines.map(({ name }) => name))]
  const axes = new Map(lines.map(({ axis }) => [axis.name, axis]))
  return [...axes.values()].map(axis => {
    const own = lines.filter(line => line.axis.name === axis.name)
    const rows = new Map<string, Line[]>()
    for (const line of own) {
      const key = `${line.row} ${displayUnit(line.unit)} ${line.part ?? 0}`
      rows.set(key, [...(rows.get(key) ?? []), line])
    }
    // Steady states above, whatever their units; time constants below.
    const order = [...rows.values()].sort((a, b) => placeOf(a, own) - placeOf(b, own))
    return {
      axisName: axis.unit ? `${axis.name} (${displayUnit(axis.unit)})` : axis.name,
      axis: axis.values,
      logarithmic: axis.logarithmic,
      rows: order.map(row => ({
        name: row[0]?.row ?? '',
        unit: displayUnit(row[0]?.unit ?? ''),
        curves: row.map(({ name, values }) => ({ name, values, colour: names.indexOf(name) })),
      })),
    }
  })
}

/** Where a row stands: with those of the same kind. */
function placeOf(row: readonly Line[], all: readonly Line[]): number {
  return all.findIndex(line => line.row === row[0]?.row)
}

/** Curves that follow one another, the largest first, in parts: none is less than a fifth of the first of its part. */
function partsBySize(curves: readonly Float64Array[]): readonly number[] {
  let part = 0
  let first: number | undefined
  return curves.map(values => {
    const largest = Math.max(0, ...values.filter(Number.isFinite))
    if (first !== undefined && largest < first / 5) part++
    if (first === undefined || largest < first / 5) first = largest
    return part
  })
}

/** What a variable is by its unit. */
function rowOf(unit: string, { timeConstant, rate, value }: CurveWords): string {
  if (unit === 'ms') return timeConstant
  return /^1?\/\s*ms/.test(unit) ? rate : value
}

const digits = '₀₁₂₃₄₅₆₇₈₉'

function subscript(number: number): string {
  return [...String(number)].map(digit => digits[Number(digit)] ?? '').join('')
}
