import type { ModelDocument, RunSettings } from '../../src-engine/model/document.ts'

/** Changes one setting of the run; the same value changes nothing. */
export function setRunSetting<Key extends keyof RunSettings>(
  document: ModelDocument,
  key: Key,
  value: RunSettings[Key],
): ModelDocument {
  return document.run[key] === value ? document : { ...document, run: { ...document.run, [key]: value } }
}

/** Lets runs begin with a condition, or with initial values. */
export function setStart(document: ModelDocument, condition: number | undefined): ModelDocument {
  const { startFrom, ...run } = document.run
  if (startFrom === condition) return document
  return { ...document, run: condition === undefined ? run : { ...run, startFrom: condition } }
}

/** A number among the run's settings, as forms show it. Name as in NEURON. */
export interface RunQuantity {
  readonly key: 'tStopMs' | 'dtMs' | 'celsius' | 'vInitMv'
  readonly name: string
  readonly unit: string
  readonly min?: number
  readonly aboveMin?: boolean
  readonly default: number
}

/** The run's numbers, in the order in which people set them. */
export const runQuantities: readonly RunQuantity[] = [
  { key: 'tStopMs', name: 'tstop', unit: 'ms', min: 0, default: 5 },
  {
    key: 'dtMs',
    name: 'dt',
    unit: 'ms',
    min: 0,
    aboveMin: true,
    default: 0.025,
  },
  {
    key: 'celsius',
    name: 'celsius',
    unit: 'degC',
    min: -273.15,
    default: 6.3,
  },
  { key: 'vInitMv', name: 'v_init', unit: 'mV', default: -65 },
]
