import type { Body, Statement } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import { expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'
import type { Execution } from './execution.ts'
import { namesOfLag } from './lag.ts'

/**
 * Every name that some statements may assign, elements of arrays by their names; also what the routines assign that
 * they call, and the blocks that they solve. Too many do no harm: what comes out of a loop as it went in is not
 * carried.
 */
export function namesAssigned(
  execution: Execution,
  body: Body,
  expressions: readonly Expression[],
): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  for (const expression of expressions) collectCalls(execution, expression, found, seen)
  collect(execution, body, found, seen)
  return [...found].flatMap(name => (execution.isInMemory(name) ? [] : execution.elementsOf(name)))
}

function collect(execution: Execution, body: Body, found: Set<string>, seen: Set<string>): void {
  visitStatements(body, statement => {
    for (const name of namesOf(statement)) found.add(name)
    for (const expression of expressionsOf(statement)) collectCalls(execution, expression, found, seen)
    if (statement.kind === 'solve') enterBlock(execution, statement.block.name, found, seen)
  })
}

/** The names that a statement itself assigns. */
function namesOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'assign':
      return [statement.target.name]
    case 'derivative':
      return [statement.state.name]
    case 'reaction':
      return ['f_flux', 'b_flux']
    case 'lag':
      return namesOfLag(statement)
    case 'for-netcons':
      return statement.arguments.map(argument => argument.name.name)
    default:
      return []
  }
}

function collectCalls(
  execution: Execution,
  expression: Expression,
  found: Set<string>,
  seen: Set<string>,
): void {
  visitExpression(expression, inner => {
    if (inner.kind !== 'call') return
    const { name } = inner.callee
    // A FUNCTION can be an argument too: romberg(a, b, f).
    for (const argument of inner.arguments)
      if (argument.kind === 'name' && execution.model.routines.has(argument.name))
        enterBlock(execution, argument.name, found, seen)
    if (execution.model.routines.has(name)) enterBlock(execution, name, found, seen)
    else for (const assigned of execution.language.builtins[name]?.assigns?.(inner) ?? []) found.add(assigned)
  })
}

/** A routine or a block that is solved; the states of a solved block all move. */
function enterBlock(execution: Execution, name: string, found: Set<string>, seen: Set<string>): void {
  if (seen.has(name)) return
  seen.add(name)
  const { model } = execution
  const block = model.solvables.get(name) ?? model.routines.get(name)
  if (!block) return
  if (model.solvables.has(name)) for (const state of model.states) found.add(state.name.name)
  collect(execution, block.body, found, seen)
}
