import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import { expressionsOf, visitExpression, visitStatements } from '../../ast/visit.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Solver } from '../language.ts'
import { runBody } from '../statements.ts'
import { findRoot } from './findRoot.ts'

/** NONLINEAR: Newton's method on `left − right` of all its equations, from where the states stand. */
export const solveNonlinear: Solver = (execution, block, solve) => {
  const { builder, names, report } = execution
  const unknowns = unknownsOf(execution, block)
  const differences = (): readonly Value[] => {
    const found: Value[] = []
    execution.solving(
      {
        equation: ({ left, right }) => {
          const value = evaluate(execution, left)
          found.push(builder.apply('sub', value, evaluate(execution, right)))
        },
      },
      () => runBody(execution, block.body),
    )
    return found
  }
  const count = execution.rehearse(differences).length
  if (count === 0) return
  if (count !== unknowns.length) {
    const facts = { block: block.name.name, equations: count, unknowns: unknowns.length }
    report.add('nmodl/equation-count', facts, block.name.span)
    return
  }
  const put = (values: readonly Value[]) =>
    unknowns.forEach((name, index) => names.write(name, values[index] ?? builder.constant(0)))
  const start = unknowns.map(name => execution.read(name, block.span))
  const found = findRoot(execution, {
    block: block.name.name,
    unknowns,
    start,
    residual: values => {
      put(values)
      return differences()
    },
    scale: () => start.map(value => builder.apply('abs', value)),
    ifError: solve.ifError,
    span: solve.span,
  })
  put(found)
  differences()
}

/** The states under SOLVEFOR; without it those that stand in the equations, in the order of their declaration. */
export function unknownsOf(execution: Execution, block: SolvableBlock): readonly string[] {
  if (block.solveFor.length > 0) return block.solveFor.flatMap(({ name }) => execution.elementsOf(name))
  const used = new Set<string>()
  visitStatements(block.body, statement => {
    if (statement.kind !== 'equation') return
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, inner => {
        if (inner.kind === 'name' || inner.kind === 'element') used.add(inner.name)
      })
    }
  })
  return execution.model.states
    .filter(({ name }) => used.has(name.name))
    .flatMap(({ name }) => execution.elementsOf(name.name))
}
