import type { Span } from '../../core/source/span.ts'
import type { Unit } from '../../core/units/unit.ts'
import { given } from './builtinUnits.ts'
import { isListening, quoted, shown, type UnitContext } from './context.ts'
import { factorBetween, missingUnit, openAssumptions, type Assumption, type Measure } from './measure.ts'
import { representative } from './nameless.ts'
import { isFamiliarUnit, showFactor } from './showUnit.ts'

/** A value that has to be in the unit of another. */
export interface Demand {
  readonly found: Measure
  readonly needed: Measure
  /** The characters of the value. */
  readonly span: Span
}

/** The two units of a demand that is not met. */
export interface Unmet {
  readonly found: Unit
  readonly needed: Unit
}

/**
 * Checks that a value is in the unit that it has to be in.
 *
 * A number without a unit goes with any. A mere factor is always the same message. Where the two measure different
 * things, names and numbers without a unit are suspected first, once each; only where there is none, `say` says what
 * is wrong. The result is false where the two measure different things and nobody knows which is right.
 */
export function checkAgreement(context: UnitContext, demand: Demand, say: (unmet: Unmet) => void): boolean {
  const { found, needed, span } = demand
  if (found.isNumber || needed.isNumber || !found.unit || !needed.unit || !isListening(context)) return true
  const unmet = { found: found.unit, needed: needed.unit }
  const factor = factorBetween(found.unit, needed.unit)
  if (factor === undefined) {
    if (blameNameless(context, demand, unmet)) return true
    say(unmet)
    return false
  }
  if (factor !== 1 && !blameParentheses(context, demand, factor)) {
    const facts = {
      value: quoted(context, span),
      found: shown(context, unmet.found),
      needed: shown(context, unmet.needed),
      factor: showFactor(factor),
    }
    context.report.add('nmodl/units-need-factor', facts, span)
  }
  return true
}

/** The factor is there already, but as a plain number: `0.001*x` for `(0.001)*x`. */
function blameParentheses(context: UnitContext, { found, span }: Demand, factor: number): boolean {
  for (const { about, power } of found.assumed) {
    if (about.kind !== 'number' || Math.abs(power) !== 1) continue
    const value = Number(about.title)
    if (Math.abs((power === 1 ? value : 1 / value) / factor - 1) > 1e-5) continue
    const used = { message: 'needed here', span }
    context.report.add('nmodl/number-needs-parentheses', { number: about.title }, about.span, used)
    return true
  }
  return false
}

/** Says which of the names and numbers without a unit must be the reason; whether there are any such. */
function blameNameless(context: UnitContext, demand: Demand, unmet: Unmet): boolean {
  const open = openAssumptions(demand.found, demand.needed)
  if (open.some(({ about }) => context.blamed.has(representative(about)))) return true
  const names = open.filter(({ about }) => about.kind !== 'number')
  const withoutStates = names.filter(({ about }) => about.kind !== 'state')
  const likely = withoutStates.length === 1 ? withoutStates : names
  const blurred = likely.every(({ power }) => Number.isNaN(power))
  if (blurred && blameNumber(context, demand, unmet, open)) return true
  const [first] = likely
  if (!first || !canExplain(context, likely, unmet)) return false
  for (const { about } of likely) context.blamed.add(representative(about))
  if (likely.length === 1) blameName(context, demand, unmet, first)
  else {
    const facts = {
      titles: likely.map(({ about }) => about.title).join(', '),
      left: shown(context, unmet.needed),
      right: shown(context, unmet.found),
    }
    context.report.add('nmodl/units-missing', facts, demand.span)
  }
  return true
}

/** A single name explains a mismatch only if what it would have to be measured in is something that people measure. */
function canExplain(context: UnitContext, likely: readonly Assumption[], { found, needed }: Unmet): boolean {
  const [first, second] = likely
  if (!first || second || Number.isNaN(first.power)) return true
  const unit = missingUnit(found, needed, first.power)
  return unit !== undefined && isFamiliarUnit(unit, context.texts)
}

function blameName(context: UnitContext, demand: Demand, unmet: Unmet, { about, power }: Assumption): void {
  const unit = missingUnit(unmet.found, unmet.needed, power)
  const facts = { title: about.title, needed: unit && shown(context, unit) }
  const used = { message: 'used here', span: demand.span }
  context.report.add('nmodl/unit-missing', facts, about.span, used)
}

/** A number is to blame where the unit that it lacks is one that the file uses: `exp(v/10)` for 10 (mV). */
function blameNumber(
  context: UnitContext,
  demand: Demand,
  unmet: Unmet,
  open: readonly Assumption[],
): boolean {
  for (const { about, power } of open) {
    const unit = about.kind === 'number' ? missingUnit(unmet.found, unmet.needed, power) : undefined
    if (!unit || !isUsed(context, unit)) continue
    context.blamed.add(representative(about))
    const facts = { number: about.title, needed: shown(context, unit) }
    const used = { message: 'used here', span: demand.span }
    context.report.add('nmodl/number-needs-unit', facts, about.span, used)
    return true
  }
  return false
}

/** Whether a unit is one of the file's own, or one that the simulation's quantities are measured in. */
function isUsed(context: UnitContext, unit: Unit): boolean {
  simulationUnits ??= ['mV', 'ms', '/ms', 'degC', '/mV-ms'].flatMap(text => given(text).unit ?? [])
  return [...context.texts.values(), ...simulationUnits].some(
    other => other && factorBetween(unit, other) === 1,
  )
}

let simulationUnits: readonly Unit[] | undefined
