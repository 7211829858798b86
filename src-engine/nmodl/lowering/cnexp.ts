import type { Span } from '../../core/source/span.ts'
import type { Value } from '../../program/graph.ts'
import type { Execution } from './execution.ts'
import { linearIn, spread } from '../symbolic/linearIn.ts'

/**
 * One step of METHOD cnexp: the exact solution over dt of an equation that is linear in its own state, with
 * everything else held fixed (Hines 1984).
 *
 *     x' = f(x) = a·x + b     →    x ← x∞ + (x − x∞)·exp(a·dt),   x∞ = −b/a
 *     x' = b                  →    x ← x + dt·b
 *
 * @param derivative evaluates f with the state standing for the given unknown
 * @returns the state after the step, or undefined (and a diagnostic) where f is not linear in it
 */
export function stepExactly(
  execution: Execution,
  state: string,
  span: Span,
  derivative: (unknown: Value) => Value,
): Value | undefined {
  const { builder } = execution
  const now = execution.read(state, span)
  const unknown = builder.unknown(state)
  const form = linearIn(builder, derivative(unknown), unknown)
  if (!form) {
    execution.report.add('nmodl/cnexp-nonlinear', { state }, span)
    return undefined
  }
  const dt = builder.uniform('dt')
  if (form.slope === undefined) {
    const { intercept } = spread(builder, form)
    return intercept === undefined ? now : builder.apply('add', now, builder.apply('mul', dt, intercept))
  }
  const rate = form.factor === undefined ? form.slope : builder.apply('mul', form.factor, form.slope)
  const decay = builder.apply('exp', builder.apply('mul', dt, rate))
  if (form.intercept === undefined) return builder.apply('mul', now, decay)
  const fixedPoint = builder.apply('neg', builder.apply('div', form.intercept, form.slope))
  return builder.apply('add', builder.apply('mul', builder.apply('sub', now, fixedPoint), decay), fixedPoint)
}
