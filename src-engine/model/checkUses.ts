import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import { closestName } from '../core/closestName.ts'
import { modelMessages } from './diagnostics.ts'
import type { Location, ModelDocument, PropertyUse } from './document.ts'
import type { MechanismLookup } from './mechanismLookup.ts'
import { parseProperty, propertyNames } from './properties.ts'
import type { SectionIndex } from './regions.ts'
import { ionNamedIn } from './unknownVariable.ts'

/** What the parts of a document are checked against. */
export interface UseContext {
  readonly sections: SectionIndex
  readonly mechanisms: MechanismLookup
  /** Ions that the document's mechanisms use. */
  readonly ions: readonly string[]
}

/** The fields of a mechanism that a document may set for an instance. */
export function settableFields(mechanism: CompiledMechanism): readonly string[] {
  return mechanism.fields
    .filter(field => field.scope === 'range' && field.role === 'parameter')
    .map(field => field.name)
}

/** Says of findings which entry of the document they are about, where they do not say so themselves. */
export function about(subject: string, found: readonly Diagnostic[]): Diagnostic[] {
  return found.map(diagnostic => ({ subject, ...diagnostic }))
}

/** What is wrong with a region's name. `use` says whose. */
export function checkRegion(name: string, use: string, { sections }: UseContext): Diagnostic[] {
  const region = sections.region(name)
  if (!region) {
    const meant = closestName(name, [...sections.regionNames, ...sections.names])
    return [diagnose(modelMessages, 'model/unknown-region', { name, use, meant })]
  }
  return region.length === 0 ? [diagnose(modelMessages, 'model/empty-region', { name, use })] : []
}

/** What is wrong with a place on the cell. */
export function checkLocation(at: Location, use: string, { sections }: UseContext): Diagnostic[] {
  const found: Diagnostic[] = []
  if (sections.section(at.section) === undefined)
    found.push(
      diagnose(modelMessages, 'model/unknown-section', {
        name: at.section,
        use,
        meant: closestName(at.section, sections.names),
      }),
    )
  if (!(at.x >= 0 && at.x <= 1))
    found.push(diagnose(modelMessages, 'model/position-out-of-range', { x: at.x, use }))
  return found
}

/** The name of a mechanism that was probably meant. */
export function closestMechanism(name: string, mechanisms: MechanismLookup): string | undefined {
  return closestName(name, mechanisms.names())
}

/** The mechanism with this name, if it is of the kind that is wanted; a model of its own can stand as a cell does. */
export function checkMechanism(
  name: string,
  wanted: 'density' | 'point' | 'artificial',
  { mechanisms }: Pick<UseContext, 'mechanisms'>,
): { readonly mechanism?: CompiledMechanism; readonly found: Diagnostic[] } {
  const mechanism = mechanisms.get(name)
  if (!mechanism) {
    const facts = { name, meant: closestMechanism(name, mechanisms) }
    return { found: [diagnose(modelMessages, 'model/unknown-mechanism', facts)] }
  }
  const fits = mechanism.kind === wanted || (wanted === 'artificial' && mechanism.kind === 'model')
  if (!fits)
    return { found: [diagnose(modelMessages, 'model/wrong-kind', { name, kind: mechanism.kind, wanted })] }
  return { mechanism, found: [] }
}

/** What is wrong with the values that a document sets for a mechanism's parameters. */
export function checkParameters(
  mechanism: CompiledMechanism,
  values: Readonly<Record<string, number>>,
  use: string,
  entry: string,
): Diagnostic[] {
  const settable = settableFields(mechanism)
  return Object.entries(values).flatMap(([name, value]) => {
    const element = elementOf(name)
    const field = mechanism.fields.find(candidate => candidate.name === (element?.array ?? name))
    const place = { subject: `${entry}.${name}` }
    const inRange = !element || element.index < (field?.length ?? 0)
    if (!field || !settable.includes(field.name) || !inRange) {
      const meant = closestName(name, settable)
      const facts = { name, mechanism: mechanism.name, meant }
      return [diagnose(modelMessages, 'model/unknown-parameter', facts, place)]
    }
    if (!Number.isFinite(value))
      return [diagnose(modelMessages, 'model/value-not-finite', { name, use }, place)]
    const [low, high] = field.limits ?? [-Infinity, Infinity]
    return value < low || value > high
      ? [
          diagnose(
            modelMessages,
            'model/outside-limits',
            { name, value, unit: field.unit, low, high, use },
            place,
          ),
        ]
      : []
  })
}

function checkProperty(use: PropertyUse, context: UseContext): Diagnostic[] {
  const place = `Property "${use.property}" in "${use.region}"`
  const property = parseProperty(use.property, context.ions)
  if (!property) {
    const ion = ionNamedIn(use.property)
    if (ion !== undefined) {
      const facts = { name: use.property, ion, place: `"${use.region}"` }
      return [diagnose(modelMessages, 'model/missing-ion', facts)]
    }
    const meant = closestName(use.property, propertyNames(context.ions))
    return [diagnose(modelMessages, 'model/unknown-property', { name: use.property, meant })]
  }
  const found = checkRegion(use.region, place, context)
  const { value } = use
  if (!Number.isFinite(value))
    found.push(diagnose(modelMessages, 'model/value-not-finite', { name: use.property, use: place }))
  else if (property.kind === 'compartments') {
    if (value < 1 || !Number.isInteger(value))
      found.push(diagnose(modelMessages, 'model/not-a-count', { name: use.property, value, use: place }))
  } else if (
    value <= 0 &&
    !(property.kind === 'ion' && property.unit === 'mV') &&
    !(property.kind === 'capacitance' && value === 0)
  )
    found.push(
      diagnose(modelMessages, 'model/not-positive', {
        name: use.property,
        value,
        unit: property.unit,
        use: place,
      }),
    )
  return found
}

function checkGlobals(document: ModelDocument, { mechanisms }: UseContext): Diagnostic[] {
  return Object.entries(document.globals).flatMap(([name, value]) => {
    const place = { subject: `globals.${name}` }
    const dot = name.indexOf('.')
    const mechanism = mechanisms.get(name.slice(0, Math.max(0, dot)))
    const element = elementOf(name.slice(dot + 1))
    const field = mechanism?.fields.find(
      candidate => candidate.scope === 'global' && candidate.name === (element?.array ?? name.slice(dot + 1)),
    )
    if (!field || (element && element.index >= (field.length ?? 0))) {
      const all = mechanisms
        .names()
        .flatMap(owner =>
          (mechanisms.get(owner)?.fields ?? [])
            .filter(candidate => candidate.scope === 'global')
            .map(candidate => `${owner}.${candidate.name}`),
        )
      const facts = { name, meant: closestName(name, all) }
      return [diagnose(modelMessages, 'model/unknown-global', facts, place)]
    }
    return Number.isFinite(value)
      ? []
      : [diagnose(modelMessages, 'model/value-not-finite', { name, use: 'Globals' }, place)]
  })
}

/** What is wrong with what a document puts into regions and at places. */
export function checkUses(document: ModelDocument, context: UseContext): Diagnostic[] {
  const densities = document.mechanisms.flatMap(use => {
    const place = `Mechanism "${use.mechanism}" in "${use.region}"`
    const entry = `mechanisms.${use.id}`
    const { mechanism, found } = checkMechanism(use.mechanism, 'density', context)
    return about(entry, [
      ...found,
      ...checkRegion(use.region, place, context),
      ...(mechanism ? checkParameters(mechanism, use.parameters, place, entry) : []),
    ])
  })
  const points = document.pointProcesses.flatMap(use => {
    const place = `Point process "${use.id}"`
    const entry = `pointProcesses.${use.id}`
    const { mechanism, found } = checkMechanism(use.mechanism, 'point', context)
    return about(entry, [
      ...found,
      ...checkLocation(use.at, place, context),
      ...(mechanism ? checkParameters(mechanism, use.parameters, place, entry) : []),
    ])
  })
  return [
    ...densities,
    ...checkGlobals(document, context),
    ...document.properties.flatMap(use => about(`properties.${use.id}`, checkProperty(use, context))),
    ...points,
  ]
}
