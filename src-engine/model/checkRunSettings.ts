import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { zeroCelsiusInKelvin } from '../core/constants.ts'
import { checkAdaptive } from './checkAdaptive.ts'
import { modelMessages } from './diagnostics.ts'
import type { RunSettings } from './document.ts'

/** Most steps of one run: step numbers are 32-bit integers in the machine. */
export const mostSteps = 2_000_000_000

/** Above this a step cannot follow an action potential [ms]. */
const coarseStepMs = 0.2

/** Ids of random streams are words of 32 bits. */
export const mostRandomId = 4294967295

/** What is wrong with a run's settings. */
export function checkRunSettings(run: RunSettings): Diagnostic[] {
  const found: Diagnostic[] = []
  const stepIsGood = Number.isFinite(run.dtMs) && run.dtMs > 0
  const stopIsGood = Number.isFinite(run.tStopMs) && run.tStopMs >= 0
  if (!stepIsGood)
    found.push(diagnose(modelMessages, 'model/bad-step', { value: run.dtMs }, { subject: 'run.dtMs' }))
  else if (run.dtMs > coarseStepMs && run.method !== 'adaptive')
    found.push(diagnose(modelMessages, 'model/coarse-step', { value: run.dtMs }, { subject: 'run.dtMs' }))
  if (!stopIsGood)
    found.push(diagnose(modelMessages, 'model/bad-stop', { value: run.tStopMs }, { subject: 'run.tStopMs' }))
  if (stepIsGood && stopIsGood && run.tStopMs / run.dtMs > mostSteps)
    found.push(
      diagnose(
        modelMessages,
        'model/too-many-steps',
        { steps: run.tStopMs / run.dtMs, most: mostSteps },
        { subject: 'run.dtMs' },
      ),
    )
  if (!(Number.isFinite(run.celsius) && run.celsius > -zeroCelsiusInKelvin))
    found.push(
      diagnose(modelMessages, 'model/bad-temperature', { value: run.celsius }, { subject: 'run.celsius' }),
    )
  if (run.eventOrder === 'neuron-binned' && run.method === 'adaptive')
    found.push(diagnose(modelMessages, 'model/bins-without-steps', {}, { subject: 'run.eventOrder' }))
  if (run.adaptive) found.push(...checkAdaptive(run.adaptive))
  if (!Number.isFinite(run.vInitMv))
    found.push(
      diagnose(
        modelMessages,
        'model/bad-initial-voltage',
        { value: run.vInitMv },
        { subject: 'run.vInitMv' },
      ),
    )
  const globalIndex = run.randomGlobalIndex ?? 0
  if (!(Number.isInteger(globalIndex) && globalIndex >= 0 && globalIndex <= mostRandomId))
    found.push(
      diagnose(
        modelMessages,
        'model/bad-global-index',
        { value: globalIndex, most: mostRandomId },
        { subject: 'run.randomGlobalIndex' },
      ),
    )
  return found
}
