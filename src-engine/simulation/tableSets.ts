import { type ArenaLayout, padded } from '../kernel/arena.ts'
import type { TabulatedRoutine } from '../kernel/compiledMechanism.ts'
import { argumentsOf } from '../model/checkFunctionTables.ts'
import type { FunctionTableUse, SeriesUse } from '../model/document.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan } from './networkPlan.ts'

/** The stretch of a series' numbers that one instance has. */
interface Stretch {
  readonly instance: number
  readonly values: readonly number[]
  /** How many it can have; 0 where the model gives none. */
  readonly room: number
}

/** Numbers that a growing series can have where the model does not say. */
const usualRoom = 10_000

/**
 * A table in a group: one that the machine makes (TABLE), a function that the model gives (FUNCTION_TABLE), or the
 * series of numbers of all instances, one after the other.
 */
export interface TableSet {
  /** Space of its columns: `table:rates`. */
  readonly space: string
  readonly entries: number
  readonly columns: ReadonlyMap<string, number>
  readonly content:
    | { readonly kind: 'made'; readonly routine: TabulatedRoutine }
    | { readonly kind: 'function'; readonly use: FunctionTableUse }
    | { readonly kind: 'series'; readonly name: string; readonly stretches: readonly Stretch[] }
}

/** What a model gives of tables, and what processes are called. */
export interface TableSources {
  readonly functionTables: readonly FunctionTableUse[]
  readonly series: readonly SeriesUse[]
  readonly network: NetworkPlan
}

/** Reserves the tables of a group's mechanisms, each set its own. */
export function layOutTables(
  sets: readonly InstanceSet[],
  sources: TableSources,
  layout: ArenaLayout,
): ReadonlyMap<InstanceSet, readonly TableSet[]> {
  const table = (
    name: string,
    names: readonly string[],
    entries: number,
    content: TableSet['content'],
  ): TableSet => ({
    space: `table:${name}`,
    entries,
    columns: new Map(names.map(column => [column, layout.column(entries)])),
    content,
  })
  return new Map(
    sets.map(set => {
      const { name, tables, functionTables, series } = set.mechanism
      const made = tables.map(routine =>
        table(routine.name, ['entry', ...routine.columns], routine.entries, { kind: 'made', routine }),
      )
      const functions = functionTables.flatMap(declared => {
        const use = sources.functionTables.findLast(
          one => one.mechanism === name && one.function === declared.name,
        )
        return use ? [table(declared.name, ['x', 'x2', 'y'], use.y.length, { kind: 'function', use })] : []
      })
      const lists = series.map(one => {
        const stretches = stretchesOf(set, one, sources)
        const entries = stretches.reduce((sum, { room }) => sum + room, 0)
        return table(one, ['value'], Math.max(1, entries), { kind: 'series', name: one, stretches })
      })
      return [set, [...made, ...functions, ...lists]]
    }),
  )
}

function stretchesOf(set: InstanceSet, name: string, { series, network }: TableSources): Stretch[] {
  return Array.from(set.process, (process, instance) => {
    const { id } = network.processes[process]!
    const use = series.findLast(one => one.process === id && one.series === name)
    const values = use?.values ?? []
    const grows = set.mechanism.changedSeries?.some(one => one.name === name && one.grows) ?? false
    const room = grows && use ? Math.max(values.length, use.room ?? usualRoom) : values.length
    return { instance, values, room }
  })
}

/** Numbers the entries of tables that are made, and writes those that are given. */
export function fillTable(
  values: Float64Array,
  { columns, entries, content }: TableSet,
  set: InstanceSet,
): void {
  if (content.kind === 'made') {
    const entry = columns.get('entry')!
    for (let index = 0; index < padded(entries); index++) values[entry + index] = index
  } else if (content.kind === 'function') {
    values.set(argumentsOf(content.use), columns.get('x')!)
    values.set(content.use.x2 ?? [], columns.get('x2')!)
    values.set(content.use.y, columns.get('y')!)
  } else {
    const first = set.columns.get(`${content.name}.first`)
    const count = set.columns.get(`${content.name}.count`)
    const rooms = set.columns.get(`${content.name}.room`)
    let start = 0
    for (const { instance, values: numbers, room } of content.stretches) {
      values.set(numbers, columns.get('value')! + start)
      if (first !== undefined) values[first + instance] = start
      if (count !== undefined) values[count + instance] = numbers.length
      if (rooms !== undefined) values[rooms + instance] = room
      start += room
    }
  }
}

/** A series that a mechanism has changed, by its place. */
export interface KeptSeries {
  /** Number of the process. */
  readonly process: number
  readonly series: string
  /** Address of its first number. */
  readonly address: number
  /** Address of how many there are; or that number, where it stays the same. */
  readonly count: { readonly address: number } | number
}

/** The series of a group that programs change. */
export function keptSeries(tables: ReadonlyMap<InstanceSet, readonly TableSet[]>): readonly KeptSeries[] {
  return [...tables].flatMap(([set, ofSet]) =>
    ofSet.flatMap(({ columns, content }): KeptSeries[] => {
      if (content.kind !== 'series') return []
      const { name, stretches } = content
      const changed = set.mechanism.changedSeries?.find(one => one.name === name)
      if (!changed) return []
      const counts = set.columns.get(`${name}.count`)
      let address = columns.get('value')!
      return stretches.flatMap(({ instance, values, room }) => {
        const first = address
        address += room
        const count = counts === undefined ? values.length : { address: counts + instance }
        return room > 0 ? [{ process: set.process[instance]!, series: name, address: first, count }] : []
      })
    }),
  )
}
