import { expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { placesOf, type Place } from './places.ts'

/** The blocks in which a run comes to a routine, through however many calls; blocks that a SOLVE names among them. */
export function blocksThatReach(model: MechanismModel, routine: string): readonly Place[] {
  const places = placesOf(model)
  const reached = new Set([routine])
  const found = new Set<Place>()
  for (let before = -1; before !== reached.size + found.size;) {
    before = reached.size + found.size
    for (const place of places) {
      if (![...calledBy(place)].some(name => reached.has(name))) continue
      if (place.routine) reached.add(place.routine.name.name)
      else found.add(place)
    }
  }
  return places.filter(place => found.has(place))
}

/** What a block calls or, a PROCEDURE, solves. */
function calledBy({ body }: Place): ReadonlySet<string> {
  const called = new Set<string>()
  visitStatements(body, statement => {
    if (statement.kind === 'solve') called.add(statement.block.name)
    for (const expression of expressionsOf(statement))
      visitExpression(expression, inner => {
        if (inner.kind === 'call') called.add(inner.callee.name)
      })
  })
  return called
}
