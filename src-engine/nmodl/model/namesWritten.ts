import type { Body } from '../ast/statements.ts'
import type { SyntaxTree } from '../ast/blocks.ts'
import { writtenOfSeries } from '../symbols/series.ts'
import { expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'

/**
 * Every name that some statement of the file changes: on the left of `=`, solved for, or in a C block. A LOCAL of the
 * same name only makes this cautious.
 */
export function namesWritten(tree: SyntaxTree): ReadonlySet<string> {
  const names = new Set<string>()
  for (const block of tree.blocks) {
    if ('body' in block) collect(block.body, names)
    if ('solveFor' in block) for (const { name } of block.solveFor) names.add(name)
    if (block.kind === 'state') for (const { name } of block.declarations) names.add(name.name)
  }
  return names
}

function collect(body: Body, names: Set<string>): void {
  visitStatements(body, statement => {
    switch (statement.kind) {
      case 'assign':
        names.add(statement.target.name)
        break
      case 'derivative':
        names.add(statement.state.name)
        break
      case 'reaction':
        for (const { name } of [...statement.left, ...statement.right]) names.add(name.name)
        break
      case 'conserve':
        for (const { name } of statement.terms) names.add(name.name)
        break
      case 'table':
        for (const { name } of statement.names) names.add(name)
        break
      case 'lag':
        names.add(lagName(statement.name.name, statement.by.name))
        break
      case 'call': {
        // state_discontinuity(x, value) assigns its first argument.
        const [target] = statement.call.arguments
        if (statement.call.callee.name === 'state_discontinuity' && target && 'name' in target) {
          names.add(target.name)
        }
        const { name } = statement.call.callee
        const series = target && 'name' in target ? writtenOfSeries(name, target.name) : undefined
        if (series !== undefined) names.add(series)
      }
    }
  })
}

/** Every name that some expression of the file reads. */
export function namesRead(tree: SyntaxTree): ReadonlySet<string> {
  const names = new Set<string>()
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      for (const expression of expressionsOf(statement)) {
        visitExpression(expression, inner => {
          if ('name' in inner) names.add(inner.name)
        })
      }
    })
  }
  return names
}

/** The variable that `LAG x BY duration` sets. */
export function lagName(name: string, by: string): string {
  return `lag_${name}_${by}`
}
