import type { Body, Expression, Identifier, Statement } from '../ast/nodes.ts'
import { bodiesOf, expressionsOf } from '../ast/visit.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { builtinFunctions, laterFunctions, printingFunctions } from '../symbols/builtins.ts'

/** Every name that a statement uses exists and is used as what it is. */
export function checkNames(report: Report, model: MechanismModel): void {
  const context: Context = { report, model, locals: new Set() }
  if (model.initial) checkBody(context, model.initial)
  if (model.breakpoint) checkBody(context, model.breakpoint)
  for (const derivative of model.derivatives.values()) checkBody(context, derivative.body)
  for (const routine of model.routines.values()) {
    const names = routine.arguments.map(argument => argument.name.name)
    const own = routine.kind === 'function' ? [...names, routine.name.name] : names
    checkBody({ ...context, locals: new Set(own) }, routine.body)
  }
}

/** What is visible where a statement stands. */
interface Context {
  readonly report: Report
  readonly model: MechanismModel
  /** Arguments, LOCAL variables, loop variables and the name of the FUNCTION itself. */
  readonly locals: ReadonlySet<string>
}

function checkBody(context: Context, body: Body): void {
  const names = body.statements.flatMap(statement => (statement.kind === 'local' ? statement.names : []))
  const inner = { ...context, locals: new Set([...context.locals, ...names.map(name => name.name)]) }
  for (const statement of body.statements) checkStatement(inner, statement)
}

function checkStatement(context: Context, statement: Statement): void {
  for (const expression of expressionsOf(statement)) {
    if (statement.kind === 'call') checkCall(context, statement.call, false)
    else checkExpression(context, expression)
  }
  if (statement.kind === 'assign') checkTarget(context, statement.target, statement.index !== undefined)
  if (statement.kind === 'derivative') checkState(context, statement.state)
  if (statement.kind === 'from') {
    const locals = new Set([...context.locals, statement.variable.name])
    checkBody({ ...context, locals }, statement.body)
  } else {
    for (const body of bodiesOf(statement)) checkBody(context, body)
  }
}

function checkExpression(context: Context, expression: Expression): void {
  const { report } = context
  switch (expression.kind) {
    case 'number':
      return
    case 'string':
      report.add('nmodl/string-as-number', {}, expression.span)
      return
    case 'name':
      checkRead(context, expression.name, expression.span)
      return
    case 'element':
      report.add('nmodl/array-not-supported-yet', { name: expression.name }, expression.span)
      return
    case 'call':
      checkCall(context, expression, true)
      return
    case 'unary':
      checkExpression(context, expression.operand)
      return
    case 'binary':
      checkExpression(context, expression.left)
      checkExpression(context, expression.right)
  }
}

function checkRead(context: Context, name: string, span: Identifier['span']): void {
  const { report, model, locals } = context
  if (locals.has(name)) return
  const variable = model.variables.get(name)
  if (!variable) {
    const what = whatElse(model, name)
    if (what) report.add('nmodl/not-a-variable', { name, what }, span)
    else report.add('nmodl/undeclared-name', { name, known: [...locals, ...model.variables.keys()] }, span)
  } else if (variable.role === 'assigned' && !variable.written && !variable.visible) {
    report.add('nmodl/never-assigned', { name }, span)
  }
}

function whatElse(model: MechanismModel, name: string): string | undefined {
  const routine = model.routines.get(name)
  if (routine) return `a ${routine.kind.toUpperCase()}`
  if (model.derivatives.has(name)) return 'a DERIVATIVE block'
  return Object.hasOwn(builtinFunctions, name) ? 'a built-in function' : undefined
}

function checkTarget(context: Context, target: Identifier, isElement: boolean): void {
  const { report, model, locals } = context
  const { name, span } = target
  if (isElement) {
    report.add('nmodl/array-not-supported-yet', { name }, span)
    return
  }
  if (locals.has(name)) return
  const variable = model.variables.get(name)
  if (!variable) {
    const what = whatElse(model, name)
    if (what) report.add('nmodl/not-assignable', { name, what }, span)
    else report.add('nmodl/undeclared-name', { name, known: [...locals, ...model.variables.keys()] }, span)
    return
  }
  if (variable.role === 'constant') report.add('nmodl/not-assignable', { name, what: 'a constant' }, span)
  const what = passingRole(variable)
  if (what) report.add('nmodl/no-lasting-effect', { name, what }, span)
}

/** What a variable is whose assignment is forgotten after the pass, or undefined where it lasts. */
function passingRole(variable: Variable): string | undefined {
  if (variable.role === 'host') return 'a quantity of the simulation'
  if (variable.role === 'ion') return 'an ion variable that is not under WRITE'
  return undefined
}

function checkState(context: Context, state: Identifier): void {
  const { report, model } = context
  // A concentration may be a state too; that it cannot be written yet has been said.
  if (model.states.some(({ name }) => name.name === state.name)) return
  report.add(
    'nmodl/not-a-state',
    { name: state.name, known: model.states.map(({ name }) => name.name) },
    state.span,
  )
}

function checkCall(context: Context, call: Extract<Expression, { kind: 'call' }>, needsValue: boolean): void {
  const { report, model } = context
  const { name, span } = call.callee
  if (printingFunctions.has(name)) {
    report.add('nmodl/printf-ignored', {}, call.span)
    return
  }
  for (const argument of call.arguments) checkExpression(context, argument)
  const routine = model.routines.get(name)
  const builtin = Object.hasOwn(builtinFunctions, name) ? builtinFunctions[name] : undefined
  if (routine && needsValue && routine.kind === 'procedure') report.add('nmodl/no-value', { name }, span)
  const expected = routine ? routine.arguments.length : builtin?.arity
  if (expected === undefined) {
    if (laterFunctions.has(name))
      report.add('nmodl/not-supported-yet', { what: `the function "${name}"` }, span)
    else
      report.add(
        'nmodl/unknown-function',
        { name, known: [...model.routines.keys(), ...Object.keys(builtinFunctions)] },
        span,
      )
  } else if (call.arguments.length !== expected) {
    report.add('nmodl/argument-count', { name, expected, found: call.arguments.length }, call.span)
  }
}
