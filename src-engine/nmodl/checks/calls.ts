import type { Expression } from '../ast/expressions.ts'
import { functions, type ArgumentKind, type BuiltinFunction } from '../symbols/functions.ts'
import { blocksThatReach } from './callers.ts'
import type { Place } from './places.ts'
import { lookUp, type Scope } from './scope.ts'

type Call = Extract<Expression, { kind: 'call' }>
type CheckExpression = (scope: Scope, expression: Expression) => void

/** A call names something that can be called here, with as many arguments of the kinds that it takes. */
export function checkCall(scope: Scope, call: Call, needsValue: boolean, check: CheckExpression): void {
  const { report, model } = scope
  const { name, span } = call.callee
  const routine = model.routines.get(name) ?? model.functionTables.get(name)
  const builtin = functions.get(name)
  const count = call.arguments.length
  if (routine) {
    for (const argument of call.arguments) check(scope, argument)
    const expected = routine.arguments.length
    if (count > expected && routine.kind !== 'function-table') {
      report.add('nmodl/extra-arguments', { name, expected, found: count }, call.span)
    } else if (count !== expected)
      report.add('nmodl/argument-count', { name, expected, found: count }, call.span)
    if (needsValue && routine.kind === 'procedure') report.add('nmodl/procedure-as-value', { name }, span)
  } else if (builtin) {
    checkArguments(scope, call, builtin, check)
    checkPlace(scope, call, builtin)
    if (needsValue && !builtin.hasValue) report.add('nmodl/no-value', { name }, span)
  } else {
    for (const argument of call.arguments) check(scope, argument)
    const known = [...model.routines.keys(), ...model.functionTables.keys(), ...functions.keys()]
    report.add('nmodl/unknown-function', { name, known }, span)
  }
}

function checkArguments(scope: Scope, call: Call, builtin: BuiltinFunction, check: CheckExpression): void {
  const { name, fewest, most } = builtin
  const found = call.arguments.length
  if (found < fewest || found > most) {
    const expected = found < fewest ? fewest : most
    scope.report.add('nmodl/argument-count', { name, expected, found }, call.span)
  }
  call.arguments.forEach((argument, index) => {
    const kind = builtin.arguments[index]?.kind ?? 'number'
    if (kind === 'number') {
      // printf takes texts too.
      if (argument.kind !== 'string' || most !== Infinity) check(scope, argument)
    } else if (!isOfKind(scope, argument, kind)) {
      scope.report.add('nmodl/argument-kind', { name, what: kindTexts[kind] }, argument.span)
    } else if (kind === 'variable') {
      check(scope, argument)
    }
  })
}

const kindTexts: Readonly<Record<ArgumentKind, string>> = {
  number: 'a number',
  text: 'a text in quotes',
  random: 'the name of a RANDOM stream',
  series: 'the name of a series of numbers',
  pointer: 'the name of a POINTER',
  variable: 'a variable',
  array: 'the name of an array',
  function: 'the name of a FUNCTION with one argument',
}

function isOfKind(scope: Scope, argument: Expression, kind: ArgumentKind): boolean {
  if (kind === 'text') return argument.kind === 'string'
  if (kind === 'variable') return argument.kind === 'name' || argument.kind === 'element'
  if (argument.kind !== 'name') return false
  const { name } = argument
  const variable = scope.model.variables.get(name)
  switch (kind) {
    case 'random':
      return variable?.role === 'random'
    case 'series':
      return variable?.role === 'series'
    case 'pointer':
      return variable?.role === 'pointer'
    case 'array':
      return lookUp(scope, name)?.length !== undefined
    default: {
      const routine = scope.model.routines.get(name)
      return routine?.kind === 'function' && routine.arguments.length === 1
    }
  }
}

/** Events are sent in NET_RECEIVE, or in INITIAL, or in routines that are called there alone. */
function checkPlace(
  { report, model, place }: Scope,
  call: Call,
  { name, place: allowed }: BuiltinFunction,
): void {
  if (allowed === 'anywhere') return
  const isProper = ({ kind }: Place) =>
    kind === 'net-receive' || (allowed === 'events-and-initial' && kind === 'initial')
  if (isProper(place)) return
  if (!place.routine) {
    report.add('nmodl/misplaced-statement', { what: name, where: `in ${place.title}` }, call.span)
    return
  }
  const wrong = blocksThatReach(model, place.routine.name.name).find(block => !isProper(block))
  const facts = { what: name, routine: place.title, where: wrong?.title ?? '' }
  if (wrong) report.add('nmodl/misplaced-event', facts, call.span)
}
