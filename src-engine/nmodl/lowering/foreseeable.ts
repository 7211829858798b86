import type { Body } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import { bodiesOf, expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'
import type { Execution } from './execution.ts'

/**
 * Whether it may be known beforehand, while rounds of a loop are written out, if there is another one. It is not where
 * the condition is made of what the body makes of numbers of the run:
 *
 *     going = 1                          i = 0
 *     while (going) {                    while (i < 4) {
 *       x = scale*urand()                  sum = sum + x[i]
 *       going = x > limit    no            i = i + 1            yes
 *     }                                  }
 *
 * Writing out the first round of such a loop would gain nothing and double what is in it. Judged by the look of the text:
 * a yes may turn out wrong.
 */
export function mayBeForeseen(execution: Execution, condition: Expression, body: Body): boolean {
  const { builder, names } = execution
  const assigned = new Set<string>()
  visitStatements(body, statement => {
    if (statement.kind === 'assign') assigned.add(statement.target.name)
  })
  const ofTheRun = new Set<string>()
  const isNowOfTheRun = (name: string): boolean => {
    if (execution.lengthOf(name) !== undefined) return false
    const value = names.read(name)
    return value !== undefined && builder.constantOf(value) === undefined
  }
  /** Of what the body assigns, `itself` counts with the number that it has now: x = f(x). */
  const isOfTheRun = (expression: Expression, itself?: string): boolean => {
    let found = false
    visitExpression(expression, inner => {
      if (found || inner.kind !== 'name') return
      const { name } = inner
      found = ofTheRun.has(name) || ((name === itself || !assigned.has(name)) && isNowOfTheRun(name))
    })
    return found
  }
  const follow = ({ statements }: Body, isChosen: boolean): void => {
    for (const statement of statements) {
      if (statement.kind === 'assign') {
        const { name } = statement.target
        if (isChosen || expressionsOf(statement).some(part => isOfTheRun(part, name))) ofTheRun.add(name)
      }
      const isChoice = statement.kind === 'if' && expressionsOf(statement).some(part => isOfTheRun(part))
      for (const inner of bodiesOf(statement)) follow(inner, isChosen || isChoice)
    }
  }
  for (let known = -1; known !== ofTheRun.size;) {
    known = ofTheRun.size
    follow(body, false)
  }
  return !isOfTheRun(condition)
}
