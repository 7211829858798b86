import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { about } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import type { FunctionTableUse } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import type { MechanismLookup } from './mechanismLookup.ts'
import { closestMechanism } from './checkUses.ts'

/** Number of values of the first argument that a table has. */
export function rowsOf({ y, x2 }: Pick<FunctionTableUse, 'y' | 'x2'>): number {
  return x2 ? y.length / x2.length : y.length
}

/** The first arguments at which a table's values hold, one for each row. */
export function argumentsOf(use: Pick<FunctionTableUse, 'x' | 'x2' | 'y'>): Float64Array {
  const { x } = use
  if (!('from' in x)) return Float64Array.from(x)
  const length = rowsOf(use)
  const step = length > 1 ? (x.to - x.from) / (length - 1) : 0
  return Float64Array.from({ length }, (_, index) => (index === length - 1 ? x.to : x.from + index * step))
}

const ascends = (x: ArrayLike<number>) => {
  for (let index = 1; index < x.length; index++) if (!(x[index]! > x[index - 1]!)) return false
  return true
}

function whatIsWrong(use: FunctionTableUse, inputs: number): string | undefined {
  const { x2, y } = use
  if (inputs > 2) return `it has ${inputs} arguments, and two is the most`
  if (y.length === 0) return 'it has no values'
  if ((inputs === 2) !== (x2 !== undefined))
    return inputs === 2 ? 'it has two arguments, and x2 is not given' : 'it has one argument, and x2 is given'
  const rows = rowsOf(use)
  if (!Number.isInteger(rows) || ('length' in use.x && use.x.length !== rows))
    return `it has ${y.length} values for ${'length' in use.x ? use.x.length : 'its'}${x2 ? ` × ${x2.length}` : ''} arguments`
  const x = argumentsOf(use)
  if (![...x, ...(x2 ?? []), ...y].every(Number.isFinite)) return 'not all of its numbers are finite'
  return ascends(x) && ascends(x2 ?? []) ? undefined : 'its arguments do not ascend'
}

/**
 * What is wrong with the tables of functions that mechanisms leave open, and which of them are missing.
 *
 * @param inUse the mechanisms whose programs will run
 */
export function checkFunctionTables(
  tables: readonly FunctionTableUse[],
  inUse: Iterable<CompiledMechanism>,
  mechanisms: MechanismLookup,
): Diagnostic[] {
  const given = tables.flatMap(table => {
    const use = `The table of "${table.function}"`
    const entry = `functionTables.${table.id}`
    const mechanism = mechanisms.get(table.mechanism)
    if (!mechanism) {
      const facts = { name: table.mechanism, meant: closestMechanism(table.mechanism, mechanisms) }
      return about(entry, [diagnose(modelMessages, 'model/unknown-mechanism', facts)])
    }
    const declared = mechanism.functionTables.find(({ name }) => name === table.function)
    if (!declared) {
      const meant = closestName(
        table.function,
        mechanism.functionTables.map(({ name }) => name),
      )
      const facts = { name: table.function, mechanism: mechanism.name, meant }
      return about(entry, [diagnose(eventMessages, 'model/unknown-function-table', facts)])
    }
    const what = whatIsWrong(table, declared.arguments.length)
    return what ? about(entry, [diagnose(eventMessages, 'model/bad-function-table', { use, what })]) : []
  })
  const missing = [...inUse].flatMap(({ name: mechanism, functionTables }) =>
    functionTables
      .filter(({ name }) => !tables.some(table => table.mechanism === mechanism && table.function === name))
      .map(({ name }) =>
        diagnose(
          eventMessages,
          'model/function-table-not-set',
          { name, mechanism },
          { subject: `functionTables.${mechanism}.${name}` },
        ),
      ),
  )
  return [...given, ...missing]
}
