import { exp, log } from '../../math/elementary.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'

/** What curves are drawn over. */
export interface CurveAxis {
  readonly name: string
  readonly unit: string
  readonly values: Float64Array
  /** Whether its values are spaced evenly in their logarithm. */
  readonly logarithmic: boolean
}

/** Membrane potentials [mV]: every whole one from −120 to 120. */
const potentials: CurveAxis = {
  name: 'v',
  unit: 'mV',
  values: Float64Array.from({ length: 241 }, (_, i) => i - 120),
  logarithmic: false,
}

/** Concentrations [mM] from 10 nM to 10 mM: 24 a decade, with the powers of ten among them. */
const concentrations: Float64Array = Float64Array.from({ length: 6 * 24 + 1 }, (_, i) =>
  exp((i / 24 - 5) * log(10)),
)

/** v where the inputs (of `ProgramBuilder.inputsOf`) hold it, or else the first concentration among them. */
export function axisOf(inputs: ReadonlySet<string>, model: MechanismModel): CurveAxis | undefined {
  if (inputs.has('node v')) return potentials
  for (const { ion } of model.ions) {
    const name = [`${ion}i`, `${ion}o`].find(candidate => inputs.has(`ion:${ion} ${candidate}`))
    if (name !== undefined) return { name, unit: 'mM', values: concentrations, logarithmic: true }
  }
  return undefined
}
