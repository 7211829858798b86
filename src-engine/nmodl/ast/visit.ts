import type { Body, ReactionTerm, Statement } from './statements.ts'
import type { Expression } from './expressions.ts'

/** Calls `enter` for an expression and everything inside it, outermost first. */
export function visitExpression(expression: Expression, enter: (expression: Expression) => void): void {
  enter(expression)
  switch (expression.kind) {
    case 'element':
      visitExpression(expression.index, enter)
      break
    case 'past':
    case 'slope':
      if (expression.index) visitExpression(expression.index, enter)
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
    case 'forall':
    case 'for-netcons':
    case 'net-initial':
    case 'protect':
    case 'block':
      return [statement.body]
    case 'solve':
      return statement.ifError ? [statement.ifError] : []
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
      return statement.index ? [statement.index, statement.value] : [statement.value]
    case 'reaction':
      return [...indicesOf([...statement.left, ...statement.right]), ...statement.rates]
    case 'conserve':
      return [...indicesOf(statement.terms), statement.total]
    case 'compartment':
    case 'longitudinal-diffusion':
      return [statement.value]
    case 'equation':
      return [statement.left, statement.right]
    case 'watch':
      return statement.watches.flatMap(({ condition, flag }) => [condition, flag])
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

function indicesOf(terms: readonly ReactionTerm[]): readonly Expression[] {
  return terms.flatMap(({ index }) => (index ? [index] : []))
}

/** The body with each statement replaced by what `replace` makes of it, innermost first. */
export function mapStatements(body: Body, replace: (statement: Statement) => Statement): Body {
  return {
    span: body.span,
    statements: body.statements.map(statement =>
      replace(mapBodies(statement, inner => mapStatements(inner, replace))),
    ),
  }
}

function mapBodies(statement: Statement, map: (body: Body) => Body): Statement {
  if (statement.kind === 'if') {
    return {
      ...statement,
      branches: statement.branches.map(({ condition, body }) => ({ condition, body: map(body) })),
      otherwise: statement.otherwise && map(statement.otherwise),
    }
  }
  if (statement.kind === 'solve')
    return { ...statement, ifError: statement.ifError && map(statement.ifError) }
  return 'body' in statement ? { ...statement, body: map(statement.body) } : statement
}
