import type { TabulatedRoutine } from '../../../kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../../program/builder.ts'
import type { RoutineBlock } from '../../ast/blocks.ts'
import { writeOutRoutine } from '../writeOutRoutine.ts'
import { Execution, type Setting } from '../execution.ts'
import { gridOf, tableColumns, tableOf } from './readTable.ts'

/** The tables of a mechanism, each made when a routine is first called that looks something up in it. */
export class Tables {
  private readonly made = new Map<string, TabulatedRoutine | 'differs' | 'being made'>()

  /** Whether the values of a routine are the same for all instances, so that one table serves them. */
  has(setting: Setting, routine: RoutineBlock): boolean {
    const { name } = routine.name
    const known = this.made.get(name)
    if (known === 'being made') {
      setting.report.add('nmodl/recursive-call', { name, path: `${name} → ${name}` }, routine.name.span)
      return false
    }
    if (known) return known !== 'differs'
    this.made.set(name, 'being made')
    const table = tabulate(setting, routine)
    this.made.delete(name)
    this.made.set(name, table ?? 'differs')
    if (!table) setting.report.add('nmodl/table-per-instance', { name }, routine.name.span)
    return table !== undefined
  }

  /** All tables, those that others look something up in first. */
  all(): readonly TabulatedRoutine[] {
    return [...this.made.values()].filter(table => typeof table === 'object')
  }
}

/** The program that fills the table of a routine, one lane for each sample; undefined where instances differ. */
function tabulate(setting: Setting, routine: RoutineBlock): TabulatedRoutine | undefined {
  const { name, span } = routine.name
  const table = tableOf(routine)
  if (!table) return undefined
  const builder = new ProgramBuilder(`${setting.model.name}.table.${name}`)
  const execution = new Execution(builder, setting)
  const grid = gridOf(execution, table)
  if (!grid) return undefined
  const entry = builder.column('own', 'entry')
  // NEURON adds the step up; samples are then off by less than the rounding of as many additions.
  const x = builder.apply('add', grid.from, builder.apply('mul', entry, grid.step))
  const value = writeOutRoutine(execution, routine, [x], span)
  const columns = tableColumns(execution, routine, table)
  const values = columns.map(column => (column === name ? value : execution.read(column, span)))
  const inputs = [...builder.inputsOf([...values, ...execution.effective])]
  const isShared = (input: string) =>
    input.startsWith('$') || input === 'own entry' || input.startsWith('table:')
  if (!inputs.every(isShared)) return undefined
  columns.forEach((column, index) => {
    const sample = values[index]
    if (sample !== undefined) builder.effect({ kind: 'store', name: column, value: sample })
  })
  const program = builder.finish()
  return program && { name, entries: grid.intervals + 1, program, columns }
}
