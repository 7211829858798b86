import type { ReducedSections } from '../../morphology/reduction/reducedCell.ts'

/** A value of a reduced section out of those of the sections that it stands for. */
export interface MeanValue {
  /** Over the membrane of those that have one; undefined where none has. */
  readonly mean: number | undefined
  /** The part of the membrane that has one. */
  readonly share: number
  /** Whether those that have one differ. */
  readonly differs: boolean
}

/** The mean over membrane. Where all have the same value, it is that value to the last bit. */
export function weightedMean(
  { origins, originAreaUm2 }: ReducedSections,
  section: number,
  valueOf: (origin: number) => number | undefined,
): MeanValue {
  const areas = originAreaUm2[section]!
  let [sum, weight, whole] = [0, 0, 0]
  let first: number | undefined
  let differs = false
  origins[section]!.forEach((origin, index) => {
    const value = valueOf(origin)
    whole += areas[index]!
    if (value === undefined) return
    if (first === undefined) first = value
    else if (value !== first) differs = true
    sum += areas[index]! * value
    weight += areas[index]!
  })
  const mean = first === undefined || !differs ? first : sum / weight
  return {
    mean,
    share: whole > 0 ? (weight === whole ? 1 : weight / whole) : first === undefined ? 0 : 1,
    differs,
  }
}
