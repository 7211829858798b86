import type { AssignStatement, Body, Statement } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import { checkAgreement } from './agree.ts'
import { declareLocal, innerScope, lookUp, quoted, shown, type Scope, type UnitContext } from './context.ts'
import { connectionScope } from './declaredUnits.ts'
import { inferCall, inferUnit } from './inferUnits.ts'
import { numberMeasure } from './measure.ts'
import { checkCompartment, checkConserved, checkReaction, noteCompartment } from './reactions.ts'

/** Checks the statements of a body in source order, in a scope of their own. */
export function checkBody(context: UnitContext, outer: Scope, body: Body): void {
  const scope = innerScope(outer)
  for (const statement of body.statements) checkStatement(context, scope, statement)
}

/**
 * Checks a KINETIC block: its COMPARTMENT statements hold for all its reactions, also those above them, so they are
 * collected on a first, silent way through.
 */
export function checkKinetic(context: UnitContext, outer: Scope, body: Body): void {
  const { isOn } = context
  context.compartments = new Map()
  context.isQuiet = true
  checkBody(context, outer, body)
  context.isQuiet = false
  context.isOn = isOn
  checkBody(context, outer, body)
  context.compartments = new Map()
}

function checkStatement(context: UnitContext, scope: Scope, statement: Statement): void {
  switch (statement.kind) {
    case 'assign':
      checkAssignment(context, scope, statement)
      return
    case 'derivative':
      checkValue(context, scope, { name: `${statement.state.name}'`, value: statement.value })
      return
    case 'call':
      inferCall(context, scope, statement.call)
      return
    case 'if':
      for (const { condition, body } of statement.branches) {
        inferUnit(context, scope, condition)
        checkBody(context, scope, body)
      }
      if (statement.otherwise) checkBody(context, scope, statement.otherwise)
      return
    case 'while':
      inferUnit(context, scope, statement.condition)
      checkBody(context, scope, statement.body)
      return
    case 'from':
    case 'forall': {
      const inner = innerScope(scope)
      inner.names.set(statement.variable.name, numberMeasure)
      checkBody(context, inner, statement.body)
      return
    }
    case 'local':
      for (const { name } of statement.names) declareLocal(scope, name)
      return
    case 'equation':
      checkEquation(context, scope, statement)
      return
    case 'reaction':
      checkReaction(context, scope, statement)
      return
    case 'conserve':
      checkConserved(context, scope, statement)
      return
    case 'compartment':
    case 'longitudinal-diffusion':
      if (context.isQuiet) noteCompartment(context, scope, statement)
      else checkCompartment(context, scope, statement)
      return
    case 'watch':
      for (const { condition } of statement.watches) inferUnit(context, scope, condition)
      return
    case 'for-netcons':
      checkBody(context, connectionScope(context, scope, statement.arguments), statement.body)
      return
    case 'net-initial':
    case 'block':
    case 'protect':
      checkBody(context, scope, statement.body)
      return
    case 'solve':
      if (statement.ifError) checkBody(context, scope, statement.ifError)
      return
    case 'units':
      context.isOn = statement.on
  }
}

/** A LOCAL takes the unit of what it is given; any other name has its own. */
function checkAssignment(
  context: UnitContext,
  scope: Scope,
  { target, index, value }: AssignStatement,
): void {
  const owner = ownerOfLocal(scope, target.name)
  if (!owner) {
    checkValue(context, scope, { name: target.name, value })
    return
  }
  const measure = inferUnit(context, scope, value)
  // An array has one unit: a number given to one element says nothing about the others.
  if (index === undefined || !measure.isNumber) owner.names.set(target.name, measure)
}

function checkValue(
  context: UnitContext,
  scope: Scope,
  { name, value }: { readonly name: string; readonly value: Expression },
): void {
  const needed = lookUp(context, scope, name)
  const found = inferUnit(context, scope, value)
  checkAgreement(context, { found, needed, span: value.span }, unmet => {
    const facts = {
      name,
      needed: shown(context, unmet.needed),
      value: quoted(context, value.span),
      found: shown(context, unmet.found),
    }
    context.report.add('nmodl/units-assigned', facts, value.span)
  })
}

function checkEquation(
  context: UnitContext,
  scope: Scope,
  statement: Extract<Statement, { kind: 'equation' }>,
): void {
  const needed = inferUnit(context, scope, statement.left)
  const found = inferUnit(context, scope, statement.right)
  checkAgreement(context, { found, needed, span: statement.right.span }, unmet => {
    const facts = {
      what: 'set equal',
      left: quoted(context, statement.left.span),
      leftUnit: shown(context, unmet.needed),
      right: quoted(context, statement.right.span),
      rightUnit: shown(context, unmet.found),
    }
    context.report.add('nmodl/units-differ', facts, statement.span)
  })
}

/** The scope whose LOCAL a name is; undefined where it is something else. */
function ownerOfLocal(scope: Scope, name: string): Scope | undefined {
  for (let inner: Scope | undefined = scope; inner; inner = inner.outer) {
    if (inner.names.has(name)) return inner.locals.has(name) ? inner : undefined
  }
  return undefined
}
