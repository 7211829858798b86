import { type Checked, checked, hasErrors, refused } from '../core/checked.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { createCatalogue } from '../mechanisms/catalogue.ts'
import { checkRunSettings } from '../model/checkRunSettings.ts'
import type { FunctionTableUse, RunSettings } from '../model/document.ts'
import { prepareCells } from './prepare.ts'
import type { PrepareOptions } from './prepareOptions.ts'
import type { PreparedCells } from './preparedRun.ts'

/** How a mechanism that is a model of its own is to be run. */
export interface ModelRun {
  readonly run: RunSettings
  /** Values that differ from the defaults, also of what is one for the whole mechanism. */
  readonly parameters: Readonly<Record<string, number>>
  /** Names of the variables to record. */
  readonly record: readonly string[]
  readonly functionTables?: readonly FunctionTableUse[]
}

/**
 * Prepares a mechanism without a membrane (kind `model`: equations of their own, as SCoP has them) to be run alone, as
 * one instance. What is recorded has the variables' names as ids.
 */
export function prepareModel(
  mechanism: CompiledMechanism,
  { run, parameters, record, functionTables }: ModelRun,
  options: PrepareOptions,
): Checked<PreparedCells> {
  // How long a step may be follows from the equations; there is no action potential to follow.
  const isAboutVoltage = ({ code }: Diagnostic) => code === 'model/coarse-step'
  const found = checkRunSettings(run).filter(one => !isAboutVoltage(one))
  if (hasErrors(found)) return refused(found)
  const isGlobal = (name: string) =>
    mechanism.fields.some(field => field.scope === 'global' && field.name === name)
  const entries = Object.entries(parameters)
  const network = {
    artificialCells: [
      {
        id: mechanism.name,
        mechanism: mechanism.name,
        parameters: Object.fromEntries(entries.filter(([name]) => !isGlobal(name))),
      },
    ],
    processProbes: record.map(name => ({ id: name, variable: `${mechanism.name}.${name}` })),
    functionTables,
  }
  const globals = Object.fromEntries(
    entries.filter(([name]) => isGlobal(name)).map(([name, value]) => [`${mechanism.name}.${name}`, value]),
  )
  const { value, diagnostics } = prepareCells(
    [],
    { run, globals, network },
    createCatalogue([mechanism]),
    options,
  )
  return checked(value, [...found, ...diagnostics.filter(one => !isAboutVoltage(one))])
}
