import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Statement } from '../../ast/statements.ts'
import { linearIn, spread } from '../../symbolic/linearIn.ts'
import { LinearSystem } from '../../symbolic/linearSystem.ts'
import { solvePivoting } from '../../symbolic/linearSystemPivoting.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Solver } from '../language.ts'
import { unknownsOf } from '../methods/nonlinear.ts'
import { runBody } from '../statements.ts'

type Equation = Extract<Statement, { kind: 'equation' }>

/** An equation as Σ coefficient·unknown = right. */
interface LinearEquation {
  readonly coefficients: ReadonlyMap<number, Value>
  readonly right: Value
}

/**
 * LINEAR: all equations of the block at once, by elimination with pivots that each lane picks at run time.
 *
 *     ~ 2*x - (y - z)*q = p + 1      →      2·x - q·y + q·z = p + 1
 *
 * In an equation the states stand for what is looked for, in the assignments between equations for what they were.
 */
export const solveLinear: Solver = (execution, block) => {
  const { builder, report } = execution
  const states = unknownsOf(execution, block)
  const equations = collectEquations(execution, block, states)
  if (!equations) return
  const name = block.name.name
  if (equations.length !== states.length) {
    const facts = { block: name, equations: equations.length, unknowns: states.length }
    report.add('nmodl/equation-count', facts, block.name.span)
    return
  }
  const system = new LinearSystem(builder, states.length)
  equations.forEach(({ coefficients, right }, row) => {
    for (const [column, coefficient] of coefficients) system.add(row, column, coefficient)
    system.addRight(row, right)
  })
  const solution = solvePivoting(system, isSingular =>
    execution.fault(
      { code: 'nmodl/singular', facts: { block: name, states: states.join(', ') } },
      isSingular,
    ),
  )
  if (solution.kind === 'solved') {
    states.forEach((state, index) => {
      const value = solution.unknowns[index]
      if (value !== undefined) execution.write(state, value)
    })
  } else if (solution.kind === 'too-large') {
    report.add('nmodl/too-large', { what: solution.what, limit: solution.limit }, block.name.span)
  } else {
    report.add('nmodl/undetermined', { block: name, name: states[solution.unknown] ?? '' }, block.name.span)
  }
}

/** Runs the block and takes its equations apart; undefined (and a diagnostic) where one is not linear. */
function collectEquations(
  execution: Execution,
  block: SolvableBlock,
  states: readonly string[],
): readonly LinearEquation[] | undefined {
  const { builder } = execution
  const unknowns = states.map(state => builder.unknown(state))
  const here = execution.when()
  const loops = builder.loopDepth
  const found: LinearEquation[] = []
  let refused = false
  const take = (statement: Equation): void => {
    const linear = execution.rehearse(() => {
      states.forEach((state, index) => execution.write(state, unknowns[index] ?? builder.constant(0)))
      const left = evaluate(execution, statement.left)
      return takeApart(execution, builder.apply('sub', left, evaluate(execution, statement.right)), unknowns)
    })
    if (execution.when() !== here || builder.loopDepth !== loops) {
      const facts = { what: 'An equation', where: 'where it is not known before the run whether it holds' }
      execution.report.add('nmodl/misplaced-statement', facts, statement.span)
      refused = true
    } else if (linear) found.push(linear)
    else {
      execution.report.add('nmodl/not-linear', { block: block.name.name }, statement.span)
      refused = true
    }
  }
  execution.solving({ equation: take }, () => runBody(execution, block.body))
  return refused ? undefined : found
}

/** left - right = 0 as a linear equation; undefined where it is not linear in all unknowns together. */
function takeApart(
  execution: Execution,
  difference: Value,
  unknowns: readonly Value[],
): LinearEquation | undefined {
  const { builder } = execution
  const coefficients = new Map<number, Value>()
  let rest: Value = difference
  for (const [index, unknown] of unknowns.entries()) {
    const form = linearIn(builder, rest, unknown)
    if (!form) return undefined
    const { slope, intercept } = spread(builder, form)
    rest = intercept ?? builder.constant(0)
    if (slope === undefined) continue
    if (unknowns.some(other => builder.dependsOn(slope, other))) return undefined
    coefficients.set(index, slope)
  }
  return { coefficients, right: builder.apply('neg', rest) }
}
