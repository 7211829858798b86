import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { modelMessages } from './diagnostics.ts'
import type { AdaptiveSettings } from './document.ts'

/** What steps of adaptive length keep to where the document does not say. */
export const adaptiveDefaults = {
  absoluteTolerance: 1e-3,
  relativeTolerance: 0,
  maximumOrder: 5,
  smallestStepMs: 0,
  largestStepMs: 1e9,
  thresholds: 'step-end',
  samples: 'dt',
  step: 'global',
} as const

/** Tolerances below this ask for more digits than a number has. */
const leastTolerance = 1e-14

type Named = Exclude<keyof AdaptiveSettings, 'scales' | 'thresholds' | 'samples' | 'step'>

const limits: Readonly<
  Record<Named, { readonly wanted: string; readonly holds: (value: number) => boolean }>
> = {
  absoluteTolerance: { wanted: `at least ${leastTolerance}`, holds: value => value >= leastTolerance },
  relativeTolerance: { wanted: 'at least 0 and below 1', holds: value => value >= 0 && value < 1 },
  maximumOrder: { wanted: 'a whole number from 1 to 5', holds: value => [1, 2, 3, 4, 5].includes(value) },
  smallestStepMs: { wanted: 'at least 0 ms', holds: value => value >= 0 },
  largestStepMs: { wanted: 'above 0 ms', holds: value => value > 0 },
}

/** What is wrong with the settings of steps of adaptive length. */
export function checkAdaptive(settings: AdaptiveSettings): Diagnostic[] {
  const found: Diagnostic[] = []
  const refuse = (name: string, value: number, wanted: string) =>
    found.push(
      diagnose(
        modelMessages,
        'model/bad-adaptive-setting',
        { name, value, wanted },
        { subject: `run.adaptive.${name}` },
      ),
    )
  for (const [name, { wanted, holds }] of Object.entries(limits)) {
    const value = settings[name as Named]
    if (value !== undefined && !(Number.isFinite(value) && holds(value))) refuse(name, value, wanted)
  }
  for (const [name, scale] of Object.entries(settings.scales ?? {}))
    if (!(Number.isFinite(scale) && scale > 0)) refuse(`scales.${name}`, scale, 'above 0')
  const { smallestStepMs = 0, largestStepMs = adaptiveDefaults.largestStepMs } = settings
  if (found.length === 0 && smallestStepMs >= largestStepMs)
    refuse('smallestStepMs', smallestStepMs, 'below the largest step')
  return found
}
