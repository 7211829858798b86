import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { SweepTarget } from '../../../src-engine/model/sweepUse.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import type { SearchGroup } from '../../components/searchMatches.ts'
import { displayUnit } from '../../format/quantity.ts'

/** Something of the model that a sweep can vary. */
export interface OfferedTarget {
  /** As it is written in the head of a table: `hh.gnabar@soma`, `clamp.amp`. */
  readonly name: string
  readonly target: SweepTarget
  readonly unit: string
  /** What it is now. */
  readonly value: number
  /** Heading under which it is offered. */
  readonly group: string
}

/** Headings of the cable and of the run; mechanisms and processes go by their names. */
export interface TargetHeadings {
  readonly cable: string
  readonly run: string
}

const cableProperties = [
  ['Ra', 'Ω·cm', 35.4],
  ['cm', 'µF/cm²', 1],
] as const

/** Everything that a sweep of a model can vary: parameters of what is inserted and placed, GLOBALs, cable, ions, the run. */
export function offeredTargets(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
  headings: TargetHeadings,
): readonly OfferedTarget[] {
  const offered: OfferedTarget[] = []
  for (const { mechanism, region, parameters } of document.mechanisms)
    for (const { name, unit, role, scope, default: usual } of mechanisms.get(mechanism)?.fields ?? [])
      if (role === 'parameter' && scope === 'range')
        offered.push({
          name: `${mechanism}.${name}@${region}`,
          target: { kind: 'mechanism', mechanism, region, parameter: name },
          unit,
          value: parameters[name] ?? usual,
          group: `${mechanism} · ${region}`,
        })
  for (const { id, mechanism, parameters } of [
    ...document.pointProcesses,
    ...(document.artificialCells ?? []),
  ])
    for (const { name, unit, role, scope, default: usual } of mechanisms.get(mechanism)?.fields ?? [])
      if (role === 'parameter' && scope === 'range')
        offered.push({
          name: `${id}.${name}`,
          target: { kind: 'process', process: id, parameter: name },
          unit,
          value: parameters[name] ?? usual,
          group: `${id} · ${mechanism}`,
        })
  const used = new Set([...document.mechanisms, ...document.pointProcesses].map(use => use.mechanism))
  for (const mechanism of used)
    for (const { name, unit, role, scope, default: usual } of mechanisms.get(mechanism)?.fields ?? [])
      if (role === 'parameter' && scope === 'global' && name !== 'usetable') {
        const global = `${mechanism}.${name}`
        const value = document.globals[global] ?? usual
        offered.push({ name: global, target: { kind: 'global', global }, unit, value, group: mechanism })
      }
  offered.push(...cableTargets(document, headings.cable))
  const { celsius, vInitMv } = document.run
  const run = headings.run
  offered.push(
    { name: 'celsius', target: { kind: 'run', setting: 'celsius' }, unit: '°C', value: celsius, group: run },
    { name: 'v_init', target: { kind: 'run', setting: 'vInitMv' }, unit: 'mV', value: vInitMv, group: run },
  )
  return [...new Map(offered.map(one => [one.name, one])).values()]
}

function cableTargets({ properties }: ModelDocument, group: string): OfferedTarget[] {
  const everywhere = cableProperties.map(([property, unit, usual]) => ({
    name: `${property}@all`,
    target: { kind: 'property', property, region: 'all' } as const,
    unit,
    value: properties.findLast(use => use.property === property && use.region === 'all')?.value ?? usual,
    group,
  }))
  const set = properties
    .filter(({ property }) => property !== 'nseg')
    .map(({ property, region, value }) => ({
      name: `${property}@${region}`,
      target: { kind: 'property', property, region } as const,
      unit:
        cableProperties.find(([name]) => name === property)?.[1] ?? (property.startsWith('e') ? 'mV' : 'mM'),
      value,
      group,
    }))
  return [...everywhere, ...set]
}

/** The offer as a searched list shows it, without what is varied already. */
export function targetGroups(
  offered: readonly OfferedTarget[],
  taken: ReadonlySet<string>,
): readonly SearchGroup[] {
  const groups = new Map<string, SearchGroup['items'][number][]>()
  for (const { name, unit, group } of offered) {
    if (taken.has(name)) continue
    const items = groups.get(group) ?? []
    items.push({ id: name, title: name, aside: displayUnit(unit), words: group })
    groups.set(group, items)
  }
  return [...groups].map(([title, items]) => ({ title, items }))
}
