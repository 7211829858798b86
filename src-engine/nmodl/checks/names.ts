import type { Body, Statement } from '../ast/statements.ts'
import type { Expression, Identifier } from '../ast/expressions.ts'
import { bodiesOf, expressionsOf } from '../ast/visit.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { checkCall } from './calls.ts'
import { checkElement, checkWhole } from './elements.ts'
import { placesOf, type Place } from './places.ts'
import { lookUp, reportUnknown, whatElse, withLocals, type Scope } from './scope.ts'

/** Every name that a statement uses exists and is used as what it is. */
export function checkNames(report: Report, model: MechanismModel): void {
  for (const place of placesOf(model)) {
    const locals = new Map(namesOfPlace(place).map(name => [name, undefined]))
    checkBody({ report, model, place, locals }, place.body)
  }
  for (const block of model.solvables.values()) {
    for (const name of block.solveFor) {
      if (!model.variables.has(name.name)) {
        report.add('nmodl/undeclared-name', { name: name.name, known: model.variables.keys() }, name.span)
      }
    }
  }
}

/** Names that a block knows besides its LOCALs. */
function namesOfPlace({ kind, arguments: formals, routine }: Place): readonly string[] {
  const names = formals.map(argument => argument.name.name)
  if (routine?.kind === 'function') names.push(routine.name.name)
  if (kind === 'net-receive') names.push('flag')
  if (kind === 'kinetic') names.push('f_flux', 'b_flux')
  return names
}

function checkBody(scope: Scope, body: Body): void {
  const names = body.statements.flatMap(statement => (statement.kind === 'local' ? statement.names : []))
  const inner = withLocals(scope, names)
  for (const statement of body.statements) checkStatement(inner, statement)
}

function checkStatement(scope: Scope, statement: Statement): void {
  const inner = withLocals(scope, namesOfStatement(statement))
  for (const expression of expressionsOf(statement)) {
    if (statement.kind === 'call') checkCall(scope, statement.call, false, checkExpression)
    else checkExpression(inner, expression)
  }
  for (const [name, index] of namedIn(statement)) {
    if (index) checkElement(scope, name, index)
    else checkWhole(scope, name)
  }
  if (statement.kind === 'assign') checkTarget(scope, statement.target, statement.index)
  if (statement.kind === 'derivative') checkState(scope, statement.state, statement.index)
  for (const body of bodiesOf(statement)) checkBody(inner, body)
}

/** Names that a statement brings with it, for the bodies and values inside it. */
function namesOfStatement(statement: Statement): readonly Identifier[] {
  switch (statement.kind) {
    case 'from':
    case 'forall':
      return [statement.variable]
    case 'compartment':
    case 'longitudinal-diffusion':
      return statement.variable ? [statement.variable] : []
    case 'for-netcons':
      return statement.arguments.map(argument => argument.name)
    default:
      return []
  }
}

/** Numbers that a statement names outside expressions, with their indices. */
function namedIn(
  statement: Statement,
): readonly (readonly [name: Identifier, index: Expression | undefined])[] {
  switch (statement.kind) {
    case 'reaction':
      return [...statement.left, ...statement.right].map(({ name, index }) => [name, index])
    case 'conserve':
      return statement.terms.map(({ name, index }) => [name, index])
    case 'lag':
      return [
        [statement.name, undefined],
        [statement.by, undefined],
      ]
    case 'conductance':
      return [[statement.name, undefined]]
    default:
      return []
  }
}

function checkExpression(scope: Scope, expression: Expression): void {
  switch (expression.kind) {
    case 'number':
      return
    case 'string':
      scope.report.add('nmodl/string-as-number', {}, expression.span)
      return
    case 'name':
      checkRead(scope, expression)
      return
    case 'element':
    case 'past':
    case 'slope':
      checkIndexed(scope, expression)
      return
    case 'call':
      checkCall(scope, expression, true, checkExpression)
      return
    case 'unary':
      checkExpression(scope, expression.operand)
      return
    case 'binary':
      checkExpression(scope, expression.left)
      checkExpression(scope, expression.right)
  }
}

function checkIndexed(
  scope: Scope,
  expression: Extract<Expression, { kind: 'element' | 'past' | 'slope' }>,
): void {
  const { name, index, span } = expression
  const place = { name, span: { start: span.start, end: span.start + name.length } }
  if (index) {
    checkExpression(scope, index)
    checkElement(scope, place, index)
  } else {
    checkWhole(scope, place)
  }
}

function checkRead(scope: Scope, { name, span }: Identifier): void {
  const known = lookUp(scope, name)
  if (!known) reportUnknown(scope, { name, span })
  else if (known.length !== undefined) scope.report.add('nmodl/array-without-index', { name }, span)
  else if (known.kind === 'variable') {
    const { role, written, visible } = known.variable
    if (role === 'assigned' && !written && !visible && !scope.model.namesInC.has(name)) {
      scope.report.add('nmodl/never-assigned', { name }, span)
    }
  }
}

function checkTarget(scope: Scope, target: Identifier, index: Expression | undefined): void {
  const { report, model } = scope
  const { name, span } = target
  const known = lookUp(scope, name)
  if (!known) {
    const what = whatElse(model, name)
    if (what) report.add('nmodl/not-assignable', { name, what }, span)
    else reportUnknown(scope, target)
    return
  }
  if (index) checkElement(scope, target, index)
  else if (known.length !== undefined) report.add('nmodl/array-without-index', { name }, span)
  if (known.kind === 'local') return
  if (known.variable.role === 'constant') {
    report.add('nmodl/not-assignable', { name, what: 'a constant' }, span)
    return
  }
  const what = passingRole(model, known.variable)
  if (what) report.add('nmodl/no-lasting-effect', { name, what }, span)
}

/** What a variable is whose assignment is forgotten after the pass, or undefined where it lasts. */
function passingRole(model: MechanismModel, variable: Variable): string | undefined {
  // Assigning it acts on the run.
  if (variable.name === 'stoprun') return undefined
  if (variable.role === 'host') return 'a quantity of the simulation'
  const isWritten = model.ions.some(({ writes }) => writes.includes(variable.name))
  return variable.role === 'ion' && !isWritten ? 'an ion variable that is not under WRITE' : undefined
}

function checkState(scope: Scope, state: Identifier, index: Expression | undefined): void {
  const { report, model } = scope
  if (!model.states.some(({ name }) => name.name === state.name)) {
    const known = model.states.map(({ name }) => name.name)
    report.add('nmodl/not-a-state', { name: state.name, known }, state.span)
  } else if (index) {
    checkElement(scope, state, index)
  } else {
    checkWhole(scope, state)
  }
}
