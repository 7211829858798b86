import { textOf } from '../../core/source/sourceText.ts'
import type { Span } from '../../core/source/span.ts'
import { parseUnit } from '../../core/units/parseUnit.ts'
import type { Unit } from '../../core/units/unit.ts'
import { unitNames, type UnitAliases } from '../../core/units/unitDatabase.ts'
import type { Report } from '../report.ts'
import { assumedMeasure, measureOf, numberMeasure, unknownMeasure, type Measure } from './measure.ts'
import { representative, type Nameless } from './nameless.ts'
import { showUnit } from './showUnit.ts'

/** The names that are visible where a statement stands, innermost first. */
export interface Scope {
  readonly names: Map<string, Measure>
  /** Those of the names that are LOCAL: they take the unit of what they are given. */
  readonly locals: Set<string>
  readonly outer: Scope | undefined
}

/** What a FUNCTION, a PROCEDURE or a FUNCTION_TABLE takes and gives. */
export interface Signature {
  readonly arguments: readonly { readonly name: string; readonly measure: Measure }[]
  readonly result: Measure
}

/** One check of one file. */
export interface UnitContext {
  readonly report: Report
  readonly aliases: UnitAliases
  readonly signatures: Map<string, Signature>
  /** Whole numbers of DEFINE. */
  readonly macros: Map<string, number>
  /** Texts of units met so far, with what they mean. */
  readonly texts: Map<string, Unit | undefined>
  /** Names without a unit of which something has been said: from then on nothing is known of them. */
  readonly blamed: Set<Nameless>
  /** What NEURON would only know from the UNITS block, where it is first used. */
  readonly undeclared: Map<string, Span>
  /** The arguments of NET_RECEIVE, in order. */
  weights: readonly Measure[]
  /** Volumes that states fill, in the KINETIC block at hand. */
  compartments: Map<string, Measure>
  /** f_flux and b_flux: those of the last reaction. */
  flux: Measure
  /** Whether faults are reported: not after UNITSOFF, nor while compartments are collected. */
  isOn: boolean
  isQuiet: boolean
}

/** Begins a check. */
export function createContext(report: Report, aliases: UnitAliases): UnitContext {
  return {
    report,
    aliases,
    signatures: new Map(),
    macros: new Map(),
    texts: new Map(),
    blamed: new Set(),
    undeclared: new Map(),
    weights: [],
    compartments: new Map(),
    flux: unknownMeasure,
    isOn: true,
    isQuiet: false,
  }
}

/** A report with so many diagnostics takes no more of them, so that looking further would be in vain. */
const mostDiagnostics = 200

/** Whether a fault found now is to be said. */
export function isListening({ isOn, isQuiet, report }: UnitContext): boolean {
  return isOn && !isQuiet && report.diagnostics.length < mostDiagnostics
}

/** A scope inside another. */
export function innerScope(outer: Scope | undefined): Scope {
  return { names: new Map(), locals: new Set(), outer }
}

/** Makes a name LOCAL: until it is given something, it is a number. */
export function declareLocal(scope: Scope, name: string): void {
  scope.names.set(name, numberMeasure)
  scope.locals.add(name)
}

/** What is known of a name; nothing of a name that is not declared. */
export function lookUp(context: UnitContext, scope: Scope, name: string): Measure {
  for (let inner: Scope | undefined = scope; inner; inner = inner.outer) {
    const found = inner.names.get(name)
    if (found) return isBlamed(context, found) ? unknownMeasure : found
  }
  if (name === 'f_flux' || name === 'b_flux') return context.flux
  return unknownMeasure
}

function isBlamed({ blamed }: UnitContext, { assumed }: Measure): boolean {
  return blamed.size > 0 && assumed.some(({ about }) => blamed.has(representative(about)))
}

/**
 * What a unit's text means, said once where it means nothing; undefined there. `within` are characters among which
 * the text stands in parentheses.
 */
export function readUnit(context: UnitContext, text: string, within: Span): Unit | undefined {
  const known = context.texts.get(text)
  if (known || context.texts.has(text)) return known
  const parsed = parseUnit(text, context.aliases)
  const unit = 'unit' in parsed ? parsed.unit : undefined
  context.texts.set(text, unit)
  const span = spanOfUnit(context, text, within)
  if ('unknown' in parsed) {
    context.report.add('nmodl/unit-unknown', { name: parsed.unknown, known: knownNames(context) }, span)
  } else noteForeign(context, text, parsed.foreign, span)
  return unit
}

/** Notes what NEURON would have to be told, and says what it would misread. */
export function noteForeign(
  context: UnitContext,
  text: string,
  foreign: readonly string[],
  span: Span,
): void {
  for (const part of foreign) {
    if (/[\d*·.]$/.test(part)) context.report.add('nmodl/unit-spelling', { shown: text, part }, span)
    else if (!context.undeclared.has(part)) context.undeclared.set(part, span)
  }
}

/** The measure that a declared unit stands for; that of a nameless one where none is declared. */
export function declaredMeasure(context: UnitContext, text: string, about: Nameless, within: Span): Measure {
  if (text === '') return assumedMeasure(about)
  const unit = readUnit(context, text, within)
  return unit ? measureOf(unit) : unknownMeasure
}

/** A unit in the user's words, with parentheses. */
export function shown(context: UnitContext, unit: Unit): string {
  return showUnit(unit, context.texts)
}

/** The characters of a span in one line, cut short. */
export function quoted(context: UnitContext, span: Span): string {
  const text = textOf(context.report.source, { start: span.start, end: Math.min(span.end, span.start + 400) })
    .replace(/[:?][^\n\r]*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** The characters of a unit's text, the first such in parentheses in `within`; all of `within` where there is none. */
export function spanOfUnit(context: UnitContext, text: string, within: Span): Span {
  const characters = textOf(context.report.source, within)
  for (let at = characters.indexOf(text); at > 0; at = characters.indexOf(text, at + 1)) {
    if (characters.slice(0, at).trimEnd().endsWith('(')) {
      return { start: within.start + at, end: within.start + at + text.length }
    }
  }
  return within
}

function knownNames(context: UnitContext): Iterable<string> {
  return [...context.aliases.keys(), ...unitNames()]
}
