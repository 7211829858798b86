import type { Body } from '../ast/statements.ts'
import { expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'

/** The names of everything that statements of the file call. */
export function calledIn(model: MechanismModel): ReadonlySet<string> {
  const called = new Set<string>()
  for (const body of bodiesOf(model)) {
    visitStatements(body, statement => {
      for (const expression of expressionsOf(statement))
        visitExpression(expression, inner => {
          if (inner.kind === 'call') called.add(inner.callee.name)
        })
    })
  }
  return called
}

function bodiesOf(model: MechanismModel): readonly Body[] {
  const { initial, breakpoint, construct, destruct, netReceive, routines, solvables, hooks } = model
  const blocks = [netReceive, ...routines.values(), ...solvables.values(), ...hooks]
  return [initial, breakpoint, construct, destruct, ...blocks.map(block => block?.body)].flatMap(
    body => body ?? [],
  )
}
