import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'
import type { ReducedCell } from '../morphology/reduction/reducedCell.ts'

/**
 * The passive cable of a reduced cell: the mean of what each section stands for, weighted with membrane, times the factor
 * of its densities.
 */
export function reducedPassive(
  { sections }: Pick<ReducedCell, 'sections'>,
  original: PassiveCable,
): PassiveCable {
  const mean = (column: Float64Array) =>
    Float64Array.from(sections.origins, (origins, section) => {
      let [sum, weight] = [0, 0]
      origins.forEach((origin, index) => {
        const area = sections.originAreaUm2[section]![index]!
        sum += area * column[origin]!
        weight += area
      })
      // Where all are the same, rounding must not make it another number.
      const first = column[origins[0]!]!
      const isUniform = origins.every(origin => column[origin] === first)
      return (isUniform || weight === 0 ? first : sum / weight) * sections.membraneFactor[section]!
    })
  return {
    raOhmCm: sections.raOhmCm,
    cmUfCm2: mean(original.cmUfCm2),
    conductanceSCm2: mean(original.conductanceSCm2),
  }
}
