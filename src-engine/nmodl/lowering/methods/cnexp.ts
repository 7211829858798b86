import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Statement } from '../../ast/statements.ts'
import { linearIn, spread } from '../../symbolic/linearIn.ts'
import { readElement, writeElement } from '../arrays.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { SolveRequest } from '../language.ts'
import { elementName } from '../names.ts'
import { runBody } from '../statements.ts'
import { stepImplicitly } from './implicit.ts'

/**
 * METHOD cnexp: each equation in its order by its exact solution over dt, the later ones with the new values of the
 * earlier states. A block with an equation that is not linear in its own state is solved by derivimplicit (notice).
 */
export function solveByCnexp(execution: Execution, block: SolvableBlock, solve: SolveRequest): void {
  let nonlinear: Statement | undefined
  const derivative = (statement: Extract<Statement, { kind: 'derivative' }>) => {
    if (!runEquation(execution, statement)) nonlinear ??= statement
  }
  const isLinear = execution.attempt(() => {
    execution.solving({ derivative }, () => runBody(execution, block.body))
    return nonlinear === undefined
  })
  if (isLinear || nonlinear?.kind !== 'derivative') return
  execution.report.add('nmodl/cnexp-nonlinear', { state: nonlinear.state.name }, nonlinear.span)
  stepImplicitly(execution, block, solve)
}

/** Moves one state; false where its equation is not linear in it. */
function runEquation(
  execution: Execution,
  { state, index, value, span }: Extract<Statement, { kind: 'derivative' }>,
): boolean {
  const { builder } = execution
  const at = index && evaluate(execution, index)
  const known = at && builder.constantOf(at)
  const fixed = known === undefined ? state.name : elementName(state.name, Math.trunc(known))
  const isFixed = at === undefined || known !== undefined
  const read = () => (isFixed ? execution.read(fixed, span) : readElement(execution, fixed, at, span))
  const write = (number: Value) => {
    if (isFixed) execution.write(fixed, number)
    else writeElement(execution, fixed, at, number, span)
  }
  const now = read()
  const unknown = builder.unknown(fixed)
  const slope = execution.rehearse(() => {
    write(unknown)
    return evaluate(execution, value)
  })
  const next = stepExactly(execution, now, unknown, slope)
  if (next === undefined) return false
  write(next)
  return true
}

/**
 * The exact solution over dt of an equation that is linear in its own state, with everything else held fixed
 * (Hines 1984).
 *
 *     x' = f(x) = a·x + b     →    x ← x∞ + (x − x∞)·exp(a·dt),   x∞ = −b/a
 *     x' = b                  →    x ← x + dt·b
 *
 * @param slope f with the state standing for `unknown`
 * @returns the state after the step, or undefined where f is not linear in it
 */
function stepExactly(execution: Execution, now: Value, unknown: Value, slope: Value): Value | undefined {
  const { builder } = execution
  const form = linearIn(builder, slope, unknown)
  if (!form) return undefined
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
