import type { Expression } from '../ast/expressions.ts'
import { visitExpression, visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { longestAssigned } from './arrays.ts'
import { bodiesOf } from './bodiesOf.ts'

/** Arrays beyond this length are kept in memory whatever they are indexed by. */
const longestInNames = 1024

/**
 * The long arrays that are, by the look of the text, assigned at indices of the run: those whose index has a name in it
 * that no FROM loop counts. What this misses is found when the statements are run.
 */
export function longArrays(model: MechanismModel): Set<string> {
  const counted = new Set<string>()
  const assignments: { readonly name: string; readonly index: Expression }[] = []
  for (const body of bodiesOf(model)) {
    visitStatements(body, statement => {
      if (statement.kind === 'from') counted.add(statement.variable.name)
      if (statement.kind === 'assign' && statement.index)
        assignments.push({ name: statement.target.name, index: statement.index })
    })
  }
  const isOfTheRun = (index: Expression): boolean => {
    let found = false
    visitExpression(index, inner => {
      if (inner.kind === 'call') found = true
      if (inner.kind !== 'name' || counted.has(inner.name)) return
      found ||= model.variables.get(inner.name)?.storage.kind !== 'constant'
    })
    return found
  }
  const long = new Set<string>()
  for (const { name, index } of assignments) {
    const variable = model.variables.get(name)
    const length = variable?.length ?? 0
    if (variable?.storage.kind !== 'own' || variable.role === 'state' || length <= longestAssigned) continue
    if (length > longestInNames || isOfTheRun(index)) long.add(name)
  }
  return long
}
