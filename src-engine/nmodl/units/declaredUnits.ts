import type { Span } from '../../core/source/span.ts'
import { conversionFactor, divideUnits, numberUnit } from '../../core/units/unit.ts'
import { parseUnit } from '../../core/units/parseUnit.ts'
import type { Argument } from '../ast/statements.ts'
import type { Block, Declaration, SyntaxTree, UnitDefinition } from '../ast/blocks.ts'
import type { Identifier } from '../ast/expressions.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { given } from './builtinUnits.ts'
import {
  declareLocal,
  declaredMeasure,
  innerScope,
  isListening,
  noteForeign,
  readUnit,
  shown,
  spanOfUnit,
  type Scope,
  type UnitContext,
} from './context.ts'
import {
  combineMeasures,
  factorBetween,
  measureOf,
  numberMeasure,
  unknownMeasure,
  type Measure,
} from './measure.ts'
import { createNameless, type Nameless } from './nameless.ts'

type AliasDefinition = Extract<UnitDefinition, { kind: 'alias' }>

/** Units of the simulation's own quantities. */
const hostUnits: Readonly<Record<string, string>> = {
  v: 'mV',
  t: 'ms',
  dt: 'ms',
  celsius: 'degC',
  diam: 'um',
  area: 'um2',
}

/** The scope of the whole file: every declared name with its unit. Reports units that are none or cannot be. */
export function declareNames(context: UnitContext, model: MechanismModel, tree: SyntaxTree): Scope {
  const scope = innerScope(undefined)
  const fixed = fixedUnits(model)
  for (const [name, text] of fixed) scope.names.set(name, given(text))
  const { kind, independent } = model
  if (kind === 'model' && independent && independent.unit !== '') {
    // A model of its own has the unit of time that it says.
    const time = measureOfDeclaration(context, 'name', independent)
    for (const name of ['t', 'dt']) scope.names.set(name, time)
  }
  for (const block of tree.blocks) {
    if (block.kind === 'define') {
      scope.names.set(block.name.name, numberMeasure)
      context.macros.set(block.name.name, block.value)
    } else if (block.kind === 'local') {
      for (const { name } of block.names) declareLocal(scope, name)
    } else if (block.kind === 'unit-definitions') {
      for (const definition of block.definitions) declareConstant(context, scope, definition)
    } else if (block.kind === 'stepped') {
      for (const variable of block.variables) {
        scope.names.set(variable.name.name, measureOfDeclaration(context, 'name', variable))
      }
    } else if ('declarations' in block) {
      for (const declaration of block.declarations)
        declareVariable(context, scope, fixed, block.kind, declaration)
    }
  }
  for (const block of tree.blocks) declareRoutine(context, block)
  return scope
}

/** The names that a routine's body sees: its arguments, and its own name, to which the result is assigned. */
export function routineScope(context: UnitContext, outer: Scope, block: Block): Scope {
  const scope = innerScope(outer)
  if (!('name' in block)) return scope
  const signature = context.signatures.get(block.name.name)
  for (const { name, measure } of signature?.arguments ?? []) scope.names.set(name, measure)
  if (signature && block.kind === 'function') scope.names.set(block.name.name, signature.result)
  return scope
}

/** The scope of NET_RECEIVE: its arguments, and the flag of the event. */
export function eventScope(context: UnitContext, outer: Scope, formals: readonly Argument[]): Scope {
  const scope = innerScope(outer)
  context.weights = formals.map(formal => measureOfArgument(context, formal, 'NET_RECEIVE'))
  for (const [i, { name }] of formals.entries())
    scope.names.set(name.name, context.weights[i] ?? unknownMeasure)
  scope.names.set('flag', numberMeasure)
  return scope
}

/** The scope of FOR_NETCONS: the arguments of NET_RECEIVE under other names; a unit given again must be the same. */
export function connectionScope(context: UnitContext, outer: Scope, formals: readonly Argument[]): Scope {
  const scope = innerScope(outer)
  for (const [i, formal] of formals.entries()) {
    const needed = context.weights[i] ?? unknownMeasure
    scope.names.set(formal.name.name, needed)
    if (formal.unit === '') continue
    const found = measureOfArgument(context, formal, 'FOR_NETCONS')
    scope.names.set(formal.name.name, found)
    if (!isListening(context) || !found.unit || !needed.unit || needed.assumed.length > 0) continue
    if (factorBetween(found.unit, needed.unit) === 1) continue
    const facts = {
      name: formal.name.name,
      found: shown(context, found.unit),
      needed: shown(context, needed.unit),
    }
    context.report.add('nmodl/units-connection', facts, formal.name.span)
  }
  return scope
}

/** Names whose unit NEURON fixes, with that unit. */
function fixedUnits(model: MechanismModel): ReadonlyMap<string, string> {
  if (model.kind === 'model')
    return model.independent?.unit
      ? new Map()
      : new Map([
          ['t', 'ms'],
          ['dt', 'ms'],
        ])
  const fixed = new Map(Object.entries(hostUnits))
  const current = model.kind === 'density' ? 'mA/cm2' : 'nA'
  for (const { name } of model.currents) fixed.set(name, current)
  for (const { ion, reads, writes } of model.ions) {
    for (const name of [...reads, ...writes]) {
      const text = {
        [`i${ion}`]: current,
        [`e${ion}`]: 'mV',
        [`${ion}i`]: 'milli/liter',
        [`${ion}o`]: 'milli/liter',
      }[name]
      if (text !== undefined) fixed.set(name, text)
    }
  }
  return fixed
}

function declareVariable(
  context: UnitContext,
  scope: Scope,
  fixed: ReadonlyMap<string, string>,
  kind: string,
  declaration: Declaration,
): void {
  const { name } = declaration.name
  const wanted = fixed.get(name)
  if (wanted === undefined || declaration.unit !== '') {
    scope.names.set(name, measureOfDeclaration(context, kind === 'state' ? 'state' : 'name', declaration))
  }
  if (wanted !== undefined) checkFixed(context, scope, declaration, given(wanted))
  if (kind !== 'state') return
  const state = scope.names.get(name) ?? unknownMeasure
  scope.names.set(`${name}'`, combineMeasures(state, scope.names.get('t') ?? given('ms'), -1))
  if (!scope.names.has(`${name}0`)) scope.names.set(`${name}0`, state)
}

function checkFixed(context: UnitContext, scope: Scope, declaration: Declaration, wanted: Measure): void {
  const found = scope.names.get(declaration.name.name)?.unit
  if (declaration.unit === '' || !found || !wanted.unit || factorBetween(found, wanted.unit) === 1) return
  const facts = {
    name: declaration.name.name,
    found: shown(context, found),
    needed: shown(context, wanted.unit),
  }
  context.report.add('nmodl/units-fixed', facts, spanOfUnit(context, declaration.unit, declaration.span))
}

function measureOfDeclaration(
  context: UnitContext,
  kind: Nameless['kind'],
  { name, unit, span }: { readonly name: Identifier; readonly unit: string; readonly span: Span },
): Measure {
  return declaredMeasure(context, unit, createNameless(kind, `"${name.name}"`, name.span), span)
}

function measureOfArgument(context: UnitContext, { name, unit }: Argument, of: string): Measure {
  const within = { start: name.span.start, end: name.span.end + 100 }
  return declaredMeasure(
    context,
    unit,
    createNameless('name', `the argument "${name.name}" of ${of}`, name.span),
    within,
  )
}

/** `F = (faraday) (coulomb)` is in coulomb; `a = (foot) -> (inch)` is the factor that turns one into the other. */
function declareConstant(context: UnitContext, scope: Scope, definition: UnitDefinition): void {
  if (definition.kind === 'alias') {
    checkRedefinition(context, definition)
    noteForeignDefinition(context, definition)
    return
  }
  const { name, unit, span } = definition
  const to = unit === '' ? numberUnit(1) : readUnit(context, unit, span)
  const from = definition.converts ? readUnit(context, definition.factor, definition.factorSpan) : undefined
  const own = definition.converts ? from && to && divideUnits(to, from) : to
  scope.names.set(name.name, own ? measureOf(own) : unknownMeasure)
}

/** NEURON must know each name of a definition from before: `(mV) = (mV)` defines nothing. */
function noteForeignDefinition(context: UnitContext, { name, unit, span }: AliasDefinition): void {
  const alone = parseUnit(unit)
  if (!('unit' in alone) || alone.foreign.length === 0) return
  const others = new Map([...context.aliases].filter(([other]) => other !== name))
  const parsed = parseUnit(unit, others)
  if (!('unit' in parsed)) return
  noteForeign(
    context,
    unit,
    parsed.foreign,
    spanOfUnit(context, unit, { start: span.start + 1, end: span.end }),
  )
}

/** A name that the unit database has already keeps its meaning in NEURON, which refuses the file. */
function checkRedefinition(
  context: UnitContext,
  definition: Extract<UnitDefinition, { kind: 'alias' }>,
): void {
  const before = parseUnit(definition.name)
  const now = context.aliases.get(definition.name)
  if (!now || 'unknown' in before || before.foreign.length > 0) return
  const factor = conversionFactor(now, before.unit)
  if (factor !== undefined && Math.abs(factor - 1) < 1e-3) return
  const facts = {
    name: definition.name,
    meaning: shown(context, before.unit),
    instead: `(${definition.unit})`,
  }
  context.report.add('nmodl/unit-redefined', facts, definition.nameSpan)
}

function declareRoutine(context: UnitContext, block: Block): void {
  if (block.kind !== 'function' && block.kind !== 'procedure' && block.kind !== 'function-table') return
  const { name } = block
  const formals = block.arguments.map(formal => ({
    name: formal.name.name,
    measure: measureOfArgument(context, formal, `"${name.name}"`),
  }))
  const last = block.arguments.at(-1)?.name.span.end ?? name.span.end
  const within = { start: last, end: 'body' in block ? block.body.span.start : block.span.end }
  const result =
    block.kind === 'procedure'
      ? unknownMeasure
      : declaredMeasure(
          context,
          block.unit,
          createNameless('name', `the value of "${name.name}"`, name.span),
          within,
        )
  context.signatures.set(name.name, { arguments: formals, result })
}
