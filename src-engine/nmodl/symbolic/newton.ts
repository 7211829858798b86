import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import { derivative } from './derivative.ts'

/** A system of equations F(x) = 0 in a program under construction. */
export interface Residual {
  readonly builder: ProgramBuilder
  /** F at values of the unknowns; both shape [unknowns]. */
  readonly at: (unknowns: readonly Value[]) => readonly Value[]
}

/** One entry of a Jacobian that may differ from 0. */
export interface JacobianEntry {
  readonly row: number
  readonly column: number
  readonly value: Value
}

/**
 * ∂F/∂x at values of the unknowns that F was computed of, by automatic differentiation; entry by entry, without
 * those that are exactly 0. Where F leads through a loop, its columns are quotients of central differences.
 *
 * @param unknowns values that stand for themselves in F: placeholders, or what a loop carries
 */
export function jacobian(
  residual: Residual,
  unknowns: readonly Value[],
  values: readonly Value[],
): readonly JacobianEntry[] {
  const { builder } = residual
  const entries: JacobianEntry[] = []
  unknowns.forEach((unknown, column) => {
    const slopes = values.map(value => derivative(builder, value, unknown))
    const found = slopes.includes('unknown') ? quotients(residual, unknowns, column) : slopes
    found.forEach((value, row) => {
      if (value !== undefined && value !== 'unknown' && builder.constantOf(value) !== 0)
        entries.push({ row, column, value })
    })
  })
  return entries
}

/** Half the width of a central difference, relative to the unknown; the third root of the precision of a double. */
const relativeWidth = 6e-6
/** The same where the unknown is 0. */
const smallestWidth = 1e-9

function quotients({ builder, at }: Residual, unknowns: readonly Value[], column: number): readonly Value[] {
  const unknown = unknowns[column] ?? builder.constant(0)
  const scaled = builder.apply('mul', builder.apply('abs', unknown), builder.constant(relativeWidth))
  const width = builder.apply('max', scaled, builder.constant(smallestWidth))
  const shifted = (value: Value) => at(unknowns.map((other, index) => (index === column ? value : other)))
  const above = shifted(builder.apply('add', unknown, width))
  const below = shifted(builder.apply('sub', unknown, width))
  const whole = builder.apply('add', width, width)
  return above.map((value, row) =>
    builder.apply('div', builder.apply('sub', value, below[row] ?? value), whole),
  )
}

/** Whether the entries are the same wherever the unknowns lie: the system is linear. */
export function isConstantIn(
  builder: ProgramBuilder,
  entries: readonly JacobianEntry[],
  unknowns: readonly Value[],
): boolean {
  return entries.every(({ value }) => unknowns.every(unknown => !builder.dependsOn(value, unknown)))
}
