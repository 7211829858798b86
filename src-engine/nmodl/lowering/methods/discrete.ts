import type { Body } from '../../ast/statements.ts'
import type { Expression } from '../../ast/expressions.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import { expressionsOf, visitExpression, visitStatements } from '../../ast/visit.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import { bodiesOf } from '../bodiesOf.ts'
import type { Solver } from '../language.ts'
import { elementName, pastName } from '../names.ts'
import { runBody } from '../statements.ts'

/** DISCRETE: the history of each state moves on by one, then the assignments run: `x = 2*x@1 - x@2`. */
export const solveDiscrete: Solver = (execution, block) => {
  for (const [state, depth] of pastsIn(block)) {
    const length = execution.lengthOf(state)
    const indices = length === undefined ? [undefined] : [...Array(length).keys()]
    for (const index of indices) {
      const named = (name: string) => (index === undefined ? name : elementName(name, index))
      for (let back = depth; back >= 1; back--) {
        const newer = back === 1 ? state : pastName(state, back - 1)
        execution.write(named(pastName(state, back)), execution.read(named(newer), block.span))
      }
    }
  }
  runBody(execution, block.body)
}

/** The states whose history a block looks at, with the number of steps that it reaches back. */
export function pastsIn({ body }: SolvableBlock): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  visitAll(body, expression => {
    if (expression.kind === 'past')
      depths.set(expression.name, Math.max(expression.back, depths.get(expression.name) ?? 0))
  })
  return depths
}

/** The states whose slope the file reads as a number, `x'`. */
export function slopesRead(model: MechanismModel): ReadonlySet<string> {
  const names = new Set<string>()
  for (const body of bodiesOf(model)) {
    visitAll(body, expression => {
      if (expression.kind === 'slope') names.add(expression.name)
    })
  }
  return names
}

function visitAll(body: Body, enter: (expression: Expression) => void): void {
  visitStatements(body, statement => {
    for (const expression of expressionsOf(statement)) visitExpression(expression, enter)
  })
}
