import type { CircuitUse } from '../../../src-engine/model/circuitUse.ts'
import type { ModelDocument, Region } from '../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import type { SearchGroup } from '../../components/searchMatches.ts'
import { displayUnit } from '../../format/quantity.ts'
import { fieldElements } from '../../stores/fieldElements.ts'
import { isInRegion } from '../../stores/regions.ts'
import { processesOf, type ModelParts } from './modelParts.ts'

/** A variable of the model, as probes and courses name it. */
export interface NamedVariable {
  /** `v`, `ina`, `hh.m`, `clamp1.i`. */
  readonly name: string
  readonly unit: string
  /** Where it comes from: the membrane, an ion, a mechanism, a stimulus. */
  readonly group: string
}

/** Names of what lies outside of the membrane, where there are layers. */
const outside: readonly (readonly [name: string, unit: string])[] = [
  ['vext[0]', 'mV'],
  ['vext[1]', 'mV'],
  ['i_membrane', 'mA/cm2'],
]

/** Which of a mechanism's fields: those that it computes, those that are set, or both. */
type Fields = 'seen' | 'parameters' | 'all'

/** v, the currents of the whole membrane, the ions, then the variables of what is inserted in a section or placed on it. */
export function recordableIn(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
  section: string,
): readonly NamedVariable[] {
  const { densities, points, ions } = presentIn(document, mechanisms, region => isInRegion(section, region), section) // prettier-ignore
  return [
    { name: 'v', unit: 'mV', group: '' },
    { name: 'i_membrane_', unit: 'nA', group: '' },
    { name: 'i_cap', unit: 'mA/cm2', group: '' },
    ...(densities.some(({ name }) => name === 'extracellular')
      ? outside.map(([name, unit]) => ({ name, unit, group: 'extracellular' }))
      : []),
    ...ions.flatMap(ionVariables),
    ...densities
      .filter(({ name }) => name !== 'extracellular')
      .flatMap(info => fieldsOf(info.name, info, 'seen')),
    ...points.flatMap(({ id, info }) => fieldsOf(id, info, 'seen')),
  ]
}

/** What can follow a course in a section or region: v, the ions, and everything of what is inserted there. */
export function playableIn(
  { document, mechanisms }: ModelParts,
  where: { readonly section: string } | { readonly region: Region },
): readonly NamedVariable[] {
  const inside = (region: Region) =>
    'section' in where
      ? isInRegion(where.section, region)
      : region === 'all' || region === where.region || isInRegion(where.region, region)
  const section = 'section' in where ? where.section : undefined
  const { densities, ions } = presentIn(document, mechanisms, inside, section)
  return [
    { name: 'v', unit: 'mV', group: '' },
    ...ions.flatMap(ionVariables),
    ...densities.flatMap(info => fieldsOf(info.name, info, 'all')),
  ]
}

/** What can follow a course and has no place: variables of processes, sources of circuits, GLOBALs, the temperature. */
export function playableAnywhere(parts: ModelParts): readonly NamedVariable[] {
  const used = new Set(
    [...parts.document.mechanisms, ...parts.document.pointProcesses].map(use => use.mechanism),
  )
  return [
    ...processesOf(parts).flatMap(({ id, info }) => fieldsOf(id, info, 'all')),
    ...(parts.document.circuits ?? []).flatMap(sourcesOf),
    ...[...used].flatMap(name => {
      const fields = parts.mechanisms.get(name)?.fields.filter(({ scope }) => scope === 'global') ?? []
      return fields
        .filter(field => field.name !== 'usetable')
        .map(field => ({ name: `${name}.${field.name}`, unit: field.unit, group: name }))
    }),
    { name: 'celsius', unit: 'degC', group: '' },
  ]
}

/** What can be recorded without a place: variables of processes, potentials and currents of circuits. */
export function recordableAnywhere(parts: ModelParts): readonly NamedVariable[] {
  return [
    ...processesOf(parts).flatMap(({ id, info }) => [
      ...fieldsOf(id, info, 'seen'),
      ...fieldsOf(id, info, 'parameters'),
    ]),
    ...(parts.document.circuits ?? []).flatMap(unknownsOf),
  ]
}

/** Variables as a list to search, in groups by where they come from. */
export function variableChoices(variables: readonly NamedVariable[]): readonly SearchGroup[] {
  const groups = new Map<string, NamedVariable[]>()
  for (const variable of variables)
    groups.set(variable.group, [...(groups.get(variable.group) ?? []), variable])
  return [...groups].map(([title, members]) => ({
    title,
    items: members.map(({ name, unit }) => ({ id: name, title: name, aside: displayUnit(unit) })),
  }))
}

function presentIn(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
  inside: (region: Region) => boolean,
  section: string | undefined,
) {
  const names = new Set(document.mechanisms.filter(use => inside(use.region)).map(use => use.mechanism))
  const densities = [...names].flatMap(name => mechanisms.get(name) ?? [])
  const points = document.pointProcesses
    .filter(({ at }) => at.section === section)
    .flatMap(({ id, mechanism }) => {
      const info = mechanisms.get(mechanism)
      return info ? [{ id, info }] : []
    })
  const all = [...densities, ...points.map(({ info }) => info)]
  return { densities, points, ions: [...new Set(all.flatMap(info => info.ions.map(({ ion }) => ion)))] }
}

function ionVariables(ion: string): readonly NamedVariable[] {
  return [
    { name: `i${ion}`, unit: 'mA/cm2', group: ion },
    { name: `e${ion}`, unit: 'mV', group: ion },
    { name: `${ion}i`, unit: 'mM', group: ion },
    { name: `${ion}o`, unit: 'mM', group: ion },
  ]
}

function fieldsOf(owner: string, info: MechanismInfo, which: Fields): readonly NamedVariable[] {
  const seen = info.fields.filter(
    ({ scope, role }) =>
      scope === 'range' && (which === 'all' || (role === 'parameter') === (which === 'parameters')),
  )
  return fieldElements(seen).map(({ name, unit }) => ({ name: `${owner}.${name}`, unit, group: owner }))
}

function sourcesOf(use: CircuitUse): readonly NamedVariable[] {
  if (!('elements' in use))
    return use.b
      .map((_, row) => ({ name: `${use.id}.b[${row}]`, unit: '', group: use.id }))
      .slice(use.attached.length)
  return use.elements.flatMap(({ kind, id }) =>
    kind === 'voltage-source' || kind === 'current-source'
      ? [{ name: `${use.id}.${id}`, unit: kind === 'voltage-source' ? 'mV' : 'nA', group: use.id }]
      : [],
  )
}

function unknownsOf(use: CircuitUse): readonly NamedVariable[] {
  const named = (name: string, unit: string) => ({ name: `${use.id}.${name}`, unit, group: use.id })
  if (!('elements' in use)) return use.b.map((_, row) => named(`y[${row}]`, ''))
  const nodes = new Set(use.attached.map(({ node }) => node))
  for (const one of use.elements)
    for (const node of one.kind === 'op-amp' ? [...one.inputs, one.output] : one.between) nodes.add(node)
  nodes.delete('ground')
  const currents = use.elements.filter(({ kind }) => kind !== 'resistor' && kind !== 'capacitor')
  return [...[...nodes].map(name => named(name, 'mV')), ...currents.map(({ id }) => named(id, 'nA'))]
}
