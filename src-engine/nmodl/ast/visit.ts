import type { Body, Expression, Statement } from './nodes.ts'

/** Calls `enter` for an expression and everything inside it, outermost first. */
export function visitExpression(expression: Expression, enter: (expression: Expression) => void): void {
  enter(expression)
  switch (expression.kind) {
    case 'element':
      visitExpression(expression.index, enter)
      break
    case 'call':
      for (const argument of expression.arguments) visitExpression(argument, enter)
      break
    case 'unary':
      visitExpression(expression.operand, enter)
      break
    case 'binary':
      visitExpression(expression.left, enter)
      visitExpression(expression.right, enter)
      break
  }
}

/** Calls `enter` for each statement of a body and of the bodies inside it, in source order. */
export function visitStatements(body: Body, enter: (statement: Statement) => void): void {
  for (const statement of body.statements) {
    enter(statement)
    for (const inner of bodiesOf(statement)) visitStatements(inner, enter)
  }
}

/** The bodies directly inside a statement. */
export function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.kind) {
    case 'if': {
      const bodies = statement.branches.map(branch => branch.body)
      return statement.otherwise ? [...bodies, statement.otherwise] : bodies
    }
    case 'from':
    case 'while':
      return [statement.body]
    default:
      return []
  }
}

/** The expressions directly in a statement, not those of bodies inside it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return statement.index ? [statement.index, statement.value] : [statement.value]
    case 'derivative':
      return [statement.value]
    case 'call':
      return [statement.call]
    case 'if':
      return statement.branches.map(branch => branch.condition)
    case 'from':
      return [statement.first, statement.last, ...(statement.step ? [statement.step] : [])]
    case 'while':
      return [statement.condition]
    case 'table':
      return [statement.first, statement.last, statement.intervals]
    default:
      return []
  }
}
