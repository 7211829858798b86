import type { HookPrograms, TabulatedRoutine } from '../../kernel/compiledMechanism.ts'
import { hookNames } from '../../kernel/compiledMechanism.ts'
import { printProgram } from '../../program/print.ts'

/** The programs of all hooks, in the order in which a run meets them. */
export function printPrograms(programs: HookPrograms): string {
  return hookNames
    .flatMap(hook => programs[hook] ?? [])
    .map(printProgram)
    .join('\n')
}

/** The programs that fill tables, with what they fill. */
export function printTables(tables: readonly TabulatedRoutine[]): string {
  return tables
    .map(
      ({ name, entries, columns, program }) =>
        `table ${name}, ${entries} samples of ${columns.join(', ')}\n${printProgram(program)}`,
    )
    .join('\n')
}
