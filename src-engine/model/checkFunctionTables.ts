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

/** The arguments at which a table's values hold, one for each. */
export function argumentsOf({ x, y }: Pick<FunctionTableUse, 'x' | 'y'>): Float64Array {
  if (!('from' in x)) return Float64Array.from(x)
  const step = y.length > 1 ? (x.to - x.from) / (y.length - 1) : 0
  return Float64Array.from(y, (_, index) => (index === y.length - 1 ? x.to : x.from + index * step))
}

function whatIsWrong(use: FunctionTableUse, inputs: number): string | undefined {
  if (inputs !== 1) return `it has ${inputs} arguments, and tables of one are what can be given`
  if (use.y.length === 0) return 'it has no values'
  if ('from' in use.x) {
    if (!(use.x.from < use.x.to) && use.y.length > 1) return 'its arguments do not ascend'
  } else if (use.x.length !== use.y.length)
    return `it has ${use.y.length} values for ${use.x.length} arguments`
  const x = argumentsOf(use)
  if (![...x, ...use.y].every(Number.isFinite)) return 'not all of its numbers are finite'
  return x.some((value, index) => index > 0 && !(value > x[index - 1]!))
    ? 'its arguments do not ascend'
    : undefined
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
      .map(({ name }) => diagnose(eventMessages, 'model/function-table-not-set', { name, mechanism })),
  )
  return [...given, ...missing]
}
