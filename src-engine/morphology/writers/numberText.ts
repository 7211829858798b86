import type { Morphology } from '../morphology.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import type { WriterOptions } from './writer.ts'

/** The shortest decimal that is read as the same double. */
export function numberText(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : String(value)
}

/** Coordinates and diameters [µm] as they are to be written, one row a sample. */
export interface WrittenSamples {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly diameter: Float64Array
}

/** The samples of a cell as they were read or as NEURON keeps them. */
export function samplesToWrite(
  morphology: Morphology,
  { numbers }: Pick<Required<WriterOptions>, 'numbers'>,
): WrittenSamples {
  if (numbers === 'as-read') return morphology.samples
  const { x, y, z, diameter } = storedPointsOfAll(morphology)
  return { x: eightDigits(x), y: eightDigits(y), z: eightDigits(z), diameter: eightDigits(diameter) }
}

/** Stored numbers are 32-bit values nearest to a decimal of eight digits, so eight digits name them. */
function eightDigits(values: Float64Array): Float64Array {
  return values.map(value => Number(value.toPrecision(8)))
}
