import type { LocationMapping } from './locationMapping.ts'
import type { ReductionPlan } from './plan.ts'
import type { ReducedSections } from './reducedCell.ts'
import type { SectionCables } from './sectionCables.ts'

/** What belongs to the sections of the reduced cell: kept ones first, then the pieces of each cable. */
export function reducedSections(
  cables: SectionCables,
  { cables: planned }: ReductionPlan,
  mapping: LocationMapping,
  kept: readonly number[],
): ReducedSections {
  const pieces = planned.flatMap(cable => cable.pieces.map(() => cable))
  const lying = membraneOnSections(cables, mapping, kept.length + pieces.length)
  const origins: Map<number, number>[] = kept.map(section => new Map([[section, cables.areaUm2[section]!]]))
  let first = kept.length
  for (const cable of planned) {
    const whole = new Map(cable.origins.map(section => [section, cables.areaUm2[section]!]))
    cable.pieces.forEach((_, piece) => {
      origins.push(
        cable.pieces.length === 1 ? whole : (nearest(lying, first, cable.pieces.length, piece) ?? whole),
      )
    })
    first += cable.pieces.length
  }
  return {
    membraneFactor: Float64Array.from([...kept.map(() => 1), ...pieces.map(cable => cable.membraneFactor)]),
    raOhmCm: Float64Array.from([
      ...kept.map(section => cables.passive.raOhmCm[section]!),
      ...pieces.map(cable => cable.raOhmCm),
    ]),
    nseg: Float64Array.from([...kept.map(() => NaN), ...pieces.map(cable => cable.nseg ?? NaN)]),
    origins: origins.map(areas => Int32Array.from(areas.keys())),
    originAreaUm2: origins.map(areas => Float64Array.from(areas.values())),
  }
}

/** By reduced section: of which original sections membrane lies on it, in equal shares of their length, and how much. */
function membraneOnSections(
  { areaUm2 }: SectionCables,
  { firstSpan, fromX, toX, reducedSection }: LocationMapping,
  count: number,
): Map<number, number>[] {
  const lying = Array.from({ length: count }, () => new Map<number, number>())
  for (let section = 0; section < areaUm2.length; section++) {
    for (let span = firstSpan[section]!; span < firstSpan[section + 1]!; span++) {
      const area = (toX[span]! - fromX[span]!) * areaUm2[section]!
      const there = lying[reducedSection[span]!]
      if (area > 0) there?.set(section, (there.get(section) ?? 0) + area)
    }
  }
  return lying
}

/** What lies on a piece; where nothing does, what lies on the nearest piece of its cable, of two the one towards the soma. */
function nearest(
  lying: readonly Map<number, number>[],
  first: number,
  pieces: number,
  piece: number,
): Map<number, number> | undefined {
  for (let distance = 0; distance < pieces; distance++)
    for (const other of [piece - distance, piece + distance]) {
      const found = other >= 0 && other < pieces ? lying[first + other] : undefined
      if (found && found.size > 0) return found
    }
  return undefined
}
