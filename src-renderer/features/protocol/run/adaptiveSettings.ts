import type { AdaptiveSettings, ModelDocument } from '../../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../../src-main/contract/index.ts'
import { fieldElements } from '../../../stores/fieldElements.ts'
import { setMember } from '../../../stores/setMember.ts'

/** A number among the settings of steps of adaptive length, as the form shows it. */
export interface AdaptiveQuantity {
  readonly key:
    'absoluteTolerance' | 'relativeTolerance' | 'maximumOrder' | 'smallestStepMs' | 'largestStepMs'
  readonly unit: string
  readonly default: number
}

/** The numbers of steps of adaptive length with what holds where nothing is set, as in NEURON. */
export const adaptiveQuantities: readonly AdaptiveQuantity[] = [
  { key: 'absoluteTolerance', unit: '', default: 1e-3 },
  { key: 'relativeTolerance', unit: '', default: 0 },
  { key: 'maximumOrder', unit: '', default: 5 },
  { key: 'smallestStepMs', unit: 'ms', default: 0 },
  { key: 'largestStepMs', unit: 'ms', default: 1e9 },
]

/** Sets what multiplies a state's tolerance; undefined goes back to what its mechanism says. */
export function setScale(
  settings: AdaptiveSettings,
  state: string,
  scale: number | undefined,
): AdaptiveSettings {
  const scales = setMember<Record<string, number>, string>({ ...settings.scales }, state, scale)
  return setMember(settings, 'scales', Object.keys(scales).length > 0 ? scales : undefined)
}

/** The states of a model: v, and those of every mechanism that it uses. */
export function statesOf(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
): readonly string[] {
  const used = [...document.mechanisms, ...document.pointProcesses, ...(document.artificialCells ?? [])]
  const names = [...new Set(used.map(({ mechanism }) => mechanism))]
  return [
    'v',
    ...names.flatMap(name =>
      fieldElements(mechanisms.get(name)?.fields.filter(({ role }) => role === 'state') ?? []).map(
        field => `${name}.${field.name}`,
      ),
    ),
  ]
}
