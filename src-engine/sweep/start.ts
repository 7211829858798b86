import { type Checked, accepted, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { needWholeTrace } from '../fieldPotential/withMedia.ts'
import type { Machine } from '../kernel/machine.ts'
import type { ModelDocument } from '../model/document.ts'
import type { SweepUse } from '../model/sweepUse.ts'
import type { PreparedCells } from '../simulation/preparedRun.ts'
import { startRun } from '../simulation/run.ts'
import type { RestoreOptions } from '../simulation/runHandle.ts'
import { readStateFacts } from '../simulation/stateFacts.ts'
import { sweepMessages } from './messages.ts'

/** A state that every variant begins with, at its time; values of parameters are the variant's. */
export interface SweepStart {
  readonly bytes: Uint8Array
  /** Whether its run was prepared with every variable in its place (`PrepareOptions.keepAll`). */
  readonly keepAll?: boolean
}

/** The same, with how a model is to be prepared that shall take it over. */
export interface Beginning {
  readonly bytes: Uint8Array
  readonly layout: { readonly layoutThreads: number; readonly layoutRanks: number; readonly keepAll: boolean }
}

/** How variants take it over. */
export const takingOver: RestoreOptions = { parameters: 'model', samplesAgain: true }

/** Reads what a state tells of itself. */
export function readBeginning({ bytes, keepAll = false }: SweepStart): Checked<Beginning> {
  const { value, diagnostics } = readStateFacts(bytes)
  if (!value) return refused(diagnostics)
  const { layoutThreads, layoutRanks } = value
  return accepted({ bytes, layout: { layoutThreads, layoutRanks, keepAll } })
}

/** What cannot be where variants begin with a state. */
export function checkSweepStart(document: ModelDocument, { parameters }: SweepUse): Diagnostic[] {
  const useless = parameters.filter(({ target }) => target.kind === 'run' && target.setting === 'vInitMv')
  return [
    ...useless.map(({ id }) => diagnose(sweepMessages, 'sweep/initial-value-of-state', { parameter: id })),
    ...needWholeTrace(document.electrodes ?? []).map(({ id }) =>
      diagnose(sweepMessages, 'sweep/medium-needs-whole-trace', { electrode: id }),
    ),
  ]
}

/** Why a state does not fit a model. */
export function misfitOf(
  prepared: PreparedCells,
  machine: Machine,
  { bytes }: Beginning,
): Diagnostic | undefined {
  const run = startRun(prepared, machine)
  const refusal = run.restore(bytes, takingOver)
  run.close()
  return refusal
}
