import { accepted, type Checked, refused } from '../core/checked.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { UniformCable } from '../morphology/reduction/passiveCable.ts'
import { type Attenuations, attenuations } from './attenuations.ts'
import { type LengthConstants, lengthConstants } from './lengthConstants.ts'

/** A passive cell's electrotonic anatomy, one entry of each array for each section. */
export interface ElectrotonicAnatomy {
  readonly cable: UniformCable
  readonly hz: number
  readonly constants: LengthConstants
  readonly attenuations: Attenuations
  /** Lengths of the sections in the morphoelectrotonic transform: differences of log attenuation between their ends. */
  readonly outwardLength: Float64Array
  readonly inwardLength: Float64Array
}

/**
 * Length constants, distances and attenuations of a passive cell.
 *
 * @param hz frequency of the current [Hz]; 0 is a constant one
 */
export function electrotonicAnatomy(
  morphology: Morphology,
  cable: UniformCable,
  hz = 0,
): Checked<ElectrotonicAnatomy> {
  const solved = attenuations(morphology, cable, hz)
  if (!solved.value) return refused(solved.diagnostics)
  const { outwardAtStart, outwardAtEnd, inwardAtStart, inwardAtEnd } = solved.value
  return accepted(
    {
      cable,
      hz,
      constants: lengthConstants(morphology, cable, hz),
      attenuations: solved.value,
      outwardLength: outwardAtEnd.map((end, section) => end - outwardAtStart[section]!),
      inwardLength: inwardAtEnd.map((end, section) => end - inwardAtStart[section]!),
    },
    solved.diagnostics,
  )
}
