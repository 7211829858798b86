import type { Expression } from '../ast/expressions.ts'
import type { ReactionStatement, ReactionTerm, Statement } from '../ast/statements.ts'
import { checkAgreement } from './agree.ts'
import { given } from './builtinUnits.ts'
import { innerScope, isListening, lookUp, quoted, shown, type Scope, type UnitContext } from './context.ts'
import { inferUnit } from './inferUnits.ts'
import {
  combineMeasures,
  factorBetween,
  numberMeasure,
  plainMeasure,
  powerOfMeasure,
  sumOfMeasures,
  unknownMeasure,
  type Measure,
} from './measure.ts'

/**
 * `~ a + b <-> c (forward, backward)`: what reacts is counted as concentration times the volume that it fills, alike
 * for all; what flows is that in a millisecond; a rate is the flow divided by the concentrations on its side.
 */
export function checkReaction(context: UnitContext, scope: Scope, reaction: ReactionStatement): void {
  const flow = combineMeasures(
    checkQuantities(context, scope, [...reaction.left, ...reaction.right]),
    lookUp(context, scope, 't'),
    -1,
  )
  context.flux = flow.isNumber ? unknownMeasure : flow
  const sides = [reaction.left, reaction.right]
  for (const [i, rate] of reaction.rates.entries()) {
    const found = inferUnit(context, scope, rate)
    const needed =
      reaction.arrow === '<<' ? flow : combineMeasures(flow, product(context, scope, sides[i] ?? []), -1)
    const direction = reaction.arrow === '<<' ? 'flow' : i === 0 ? 'forward rate' : 'backward rate'
    checkRate(context, { rate, found, needed }, direction)
  }
}

/** `CONSERVE a + b = total`: quantities as in reactions. */
export function checkConserved(
  context: UnitContext,
  scope: Scope,
  statement: Extract<Statement, { kind: 'conserve' }>,
): void {
  const sum = checkQuantities(context, scope, statement.terms)
  const found = inferUnit(context, scope, statement.total)
  checkAgreement(context, { found, needed: sum, span: statement.total.span }, unmet => {
    const facts = {
      value: quoted(context, statement.total.span),
      found: shown(context, unmet.found),
      first: quoted(context, statement.terms[0]?.span ?? statement.span),
      needed: shown(context, unmet.needed),
    }
    context.report.add('nmodl/units-quantity', facts, statement.total.span)
  })
}

/** Notes the volumes of all COMPARTMENT statements of a KINETIC block: they hold for all its reactions. */
export function noteCompartment(
  context: UnitContext,
  scope: Scope,
  statement: Extract<Statement, { kind: 'compartment' | 'longitudinal-diffusion' }>,
): void {
  if (statement.kind !== 'compartment') return
  const volume = inferUnit(context, innerIndex(scope, statement.variable?.name), statement.value)
  for (const state of statement.states) context.compartments.set(state.name, volume)
}

/** The expressions of COMPARTMENT and LONGITUDINAL_DIFFUSION. */
export function checkCompartment(
  context: UnitContext,
  scope: Scope,
  statement: Extract<Statement, { kind: 'compartment' | 'longitudinal-diffusion' }>,
): void {
  const value = inferUnit(context, innerIndex(scope, statement.variable?.name), statement.value)
  if (statement.kind === 'compartment') return
  checkAgreement(context, { found: value, needed: given('um4/ms'), span: statement.value.span }, unmet => {
    const facts = { value: quoted(context, statement.value.span), found: shown(context, unmet.found) }
    context.report.add('nmodl/units-diffusion', facts, statement.value.span)
  })
  for (const state of statement.states) checkDiffusionVolume(context, state.name, state.span)
}

function checkDiffusionVolume(context: UnitContext, name: string, span: Statement['span']): void {
  const volume = context.compartments.get(name)
  const area = given('um2')
  if (!isListening(context)) return
  if (!volume) context.report.add('nmodl/units-diffusion-volume', { name, found: undefined }, span)
  else if (volume.unit && area.unit && !volume.isNumber && factorBetween(volume.unit, area.unit) !== 1)
    context.report.add('nmodl/units-diffusion-volume', { name, found: shown(context, volume.unit) }, span)
}

/** Checks that all terms are counted in the same unit; that unit, unknown where they are not. */
function checkQuantities(context: UnitContext, scope: Scope, terms: readonly ReactionTerm[]): Measure {
  let common: Measure = numberMeasure
  for (const term of terms) {
    const found = quantity(context, scope, term)
    const agrees = checkAgreement(context, { found, needed: common, span: term.span }, unmet => {
      const facts = {
        value: quoted(context, term.span),
        found: shown(context, unmet.found),
        first: quoted(context, terms[0]?.span ?? term.span),
        needed: shown(context, unmet.needed),
      }
      context.report.add('nmodl/units-quantity', facts, term.span)
    })
    common = agrees ? sumOfMeasures(common, found) : unknownMeasure
  }
  return common
}

function quantity(context: UnitContext, scope: Scope, { name }: ReactionTerm): Measure {
  const concentration = lookUp(context, scope, name.name)
  const volume = context.compartments.get(name.name)
  return volume ? combineMeasures(concentration, volume, 1) : concentration
}

/** The product of the concentrations on one side. */
function product(context: UnitContext, scope: Scope, terms: readonly ReactionTerm[]): Measure {
  let result = plainMeasure
  for (const { name, count } of terms) {
    result = combineMeasures(result, powerOfMeasure(lookUp(context, scope, name.name), count), 1)
  }
  return result
}

function checkRate(
  context: UnitContext,
  { rate, found, needed }: { readonly rate: Expression; readonly found: Measure; readonly needed: Measure },
  direction: string,
): void {
  checkAgreement(context, { found, needed, span: rate.span }, unmet => {
    const facts = {
      direction,
      value: quoted(context, rate.span),
      found: shown(context, unmet.found),
      needed: shown(context, unmet.needed),
    }
    context.report.add('nmodl/units-rate', facts, rate.span)
  })
}

/** Scope in which an index counts. */
function innerIndex(scope: Scope, name: string | undefined): Scope {
  if (name === undefined) return scope
  const inner = innerScope(scope)
  inner.names.set(name, numberMeasure)
  return inner
}
