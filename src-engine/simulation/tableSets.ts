import { type ArenaLayout, padded } from '../kernel/arena.ts'
import type { TabulatedRoutine } from '../kernel/compiledMechanism.ts'
import { argumentsOf } from '../model/checkFunctionTables.ts'
import type { FunctionTableUse } from '../model/document.ts'
import type { InstanceSet } from './instanceSets.ts'

/** A table in a group: one that the machine makes (TABLE), or one that the model gives (FUNCTION_TABLE). */
export interface TableSet {
  /** Space of its columns: `table:rates`. */
  readonly space: string
  readonly entries: number
  readonly columns: ReadonlyMap<string, number>
  readonly routine: TabulatedRoutine | undefined
  readonly given: FunctionTableUse | undefined
}

/** Reserves the tables of a group's mechanisms, each set its own. */
export function layOutTables(
  sets: readonly InstanceSet[],
  given: readonly FunctionTableUse[],
  layout: ArenaLayout,
): ReadonlyMap<InstanceSet, readonly TableSet[]> {
  const columnsOf = (names: readonly string[], entries: number) =>
    new Map(names.map(name => [name, layout.column(entries)]))
  return new Map(
    sets.map(set => {
      const { name, tables, functionTables } = set.mechanism
      const made = tables.map((routine): TableSet => ({
        space: `table:${routine.name}`,
        entries: routine.entries,
        columns: columnsOf(['entry', ...routine.columns], routine.entries),
        routine,
        given: undefined,
      }))
      const fromModel = functionTables.flatMap((table): TableSet[] => {
        const use = given.findLast(one => one.mechanism === name && one.function === table.name)
        return use
          ? [
              {
                space: `table:${table.name}`,
                entries: use.y.length,
                columns: columnsOf(['x', 'y'], use.y.length),
                routine: undefined,
                given: use,
              },
            ]
          : []
      })
      return [set, [...made, ...fromModel]]
    }),
  )
}

/** Numbers the entries of tables that are made, and writes those that are given. */
export function fillTable(values: Float64Array, { columns, entries, given }: TableSet): void {
  const entry = columns.get('entry')
  if (entry !== undefined) for (let index = 0; index < padded(entries); index++) values[entry + index] = index
  if (!given) return
  values.set(argumentsOf(given), columns.get('x')!)
  values.set(given.y, columns.get('y')!)
}
