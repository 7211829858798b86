import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { exp, log } from '../math/elementary.ts'
import { philox } from '../random/philox.ts'
import { sweepMessages } from './messages.ts'
import { mostSobolDimensions, sobolPoints } from './sobol.ts'
import type { SweepParameter, SweepUse } from '../model/sweepUse.ts'

/** Variants that one sweep may have. */
export const mostVariants = 10_000_000

/** All variants of a sweep: count × parameters, row after row. */
export interface DesignTable {
  readonly count: number
  readonly parameters: readonly string[]
  readonly values: Float64Array
}

/** The value that lies at a fraction between 0 and 1 of the way from `from` to `to`. */
function between({ from = 0, to = 0, scale }: SweepParameter, fraction: number): number {
  if (fraction <= 0) return from
  if (fraction >= 1) return to
  return scale === 'log' ? from * exp(fraction * log(to / from)) : from + fraction * (to - from)
}

function valuesOfGrid(parameter: SweepParameter): readonly number[] {
  const { values, steps = 0 } = parameter
  return (
    values ?? Array.from({ length: steps }, (_, k) => between(parameter, steps > 1 ? k / (steps - 1) : 0))
  )
}

function gridRows(parameters: readonly SweepParameter[]): {
  count: number
  row: (index: number) => number[]
} {
  const axes = parameters.map(valuesOfGrid)
  return {
    count: axes.reduce((product, { length }) => product * length, 1),
    row(index) {
      let rest = index
      const row = axes.map(() => 0)
      for (let axis = axes.length - 1; axis >= 0; axis--) {
        const { length } = axes[axis]!
        row[axis] = axes[axis]![rest % length]!
        rest = Math.floor(rest / length)
      }
      return row
    },
  }
}

/** A number between 0 and 1 that belongs to one variant and one parameter, whatever else there is. */
const randomFraction = (seed: number, variant: number, parameter: number) =>
  (philox([variant, parameter, 0, 0], [seed >>> 0, 0])[0] + 0.5) / 4294967296

function rowsOf({ parameters, design, seed = 0, count = 0, rows = [] }: SweepUse) {
  if (design === 'grid') return gridRows(parameters)
  if (design === 'list') return { count: rows.length, row: (index: number) => rows[index]! }
  const width = parameters.length
  const points = design === 'sobol' && count <= mostVariants ? sobolPoints(count, width) : undefined
  return {
    count,
    row: (index: number) =>
      parameters.map((parameter, k) =>
        between(parameter, points ? points[index * width + k]! : randomFraction(seed, index, k)),
      ),
  }
}

/** The table of a sweep's variants; the same for the same sweep, on every machine. */
export function designTable(sweep: SweepUse): Checked<DesignTable> {
  const wrong = checkDesign(sweep)
  if (wrong.length > 0) return refused(wrong)
  const { count, row } = rowsOf(sweep)
  if (!(Number.isInteger(count) && count > 0))
    return refused([diagnose(sweepMessages, 'sweep/nothing-to-vary', {})])
  if (count > mostVariants)
    return refused([diagnose(sweepMessages, 'sweep/too-many-variants', { count, most: mostVariants })])
  const width = sweep.parameters.length
  const values = new Float64Array(count * width)
  for (let index = 0; index < count; index++) values.set(row(index), index * width)
  return accepted({ count, parameters: sweep.parameters.map(({ id }) => id), values })
}

function checkDesign({ parameters, design, rows = [] }: SweepUse): Diagnostic[] {
  if (parameters.length === 0) return [diagnose(sweepMessages, 'sweep/nothing-to-vary', {})]
  const found: Diagnostic[] = []
  const ids = parameters.map(({ id }) => id)
  for (const [index, parameter] of ids.entries())
    if (ids.indexOf(parameter) < index)
      found.push(diagnose(sweepMessages, 'sweep/parameter-twice', { parameter }))
  if (design === 'sobol' && parameters.length > mostSobolDimensions) {
    const facts = { parameters: parameters.length, most: mostSobolDimensions }
    found.push(diagnose(sweepMessages, 'sweep/too-many-dimensions', facts))
  }
  if (design === 'list') return [...found, ...checkRows(rows, ids)]
  return [...found, ...parameters.flatMap(parameter => checkRange(parameter, design))]
}

function checkRows(rows: readonly (readonly number[])[], ids: readonly string[]): Diagnostic[] {
  for (const [index, row] of rows.entries()) {
    const facts = { row: index + 1, values: row.length, parameters: ids.length }
    if (row.length !== ids.length) return [diagnose(sweepMessages, 'sweep/row-length', facts)]
    const bad = row.findIndex(value => !Number.isFinite(value))
    if (bad >= 0) return [diagnose(sweepMessages, 'sweep/not-finite', { parameter: ids[bad]! })]
  }
  return []
}

function checkRange(parameter: SweepParameter, design: SweepUse['design']): Diagnostic[] {
  const { id, values, from, to, steps, scale } = parameter
  if (design === 'grid' && values) {
    if (values.length === 0) return [missing(id, 'at least one value')]
    return values.every(Number.isFinite)
      ? []
      : [diagnose(sweepMessages, 'sweep/not-finite', { parameter: id })]
  }
  if (from === undefined || to === undefined) return [missing(id, 'a range: from and to')]
  if (!Number.isFinite(from) || !Number.isFinite(to))
    return [diagnose(sweepMessages, 'sweep/not-finite', { parameter: id })]
  if (design === 'grid' && !(Number.isInteger(steps) && steps! >= 1))
    return [missing(id, 'a whole number of steps, or its values')]
  if (scale === 'log' && !(from * to > 0))
    return [diagnose(sweepMessages, 'sweep/log-of-range', { parameter: id, from, to })]
  return []
}

const missing = (parameter: string, what: string) =>
  diagnose(sweepMessages, 'sweep/range-missing', { parameter, what })
