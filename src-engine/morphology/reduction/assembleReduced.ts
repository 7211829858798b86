import { InternalError } from '../../core/errors.ts'
import { MorphologyBuilder } from '../builder.ts'
import { sectionsParentsFirst } from '../measure/parentsFirst.ts'
import type { Morphology } from '../morphology.ts'
import { arrayName } from '../sectionNames.ts'
import { drawCables, type PlacedPiece } from './drawCables.ts'
import { type LocationMapping, mapPlace, mappingOf, type SectionPlace, type Span } from './locationMapping.ts'
import type { ReductionPlan } from './plan.ts'
import type { ReducedSections } from './reducedCell.ts'
import { reducedSections } from './reducedSections.ts'
import type { SectionCables } from './sectionCables.ts'

/** The cell that a plan describes. */
export interface AssembledCell {
  readonly morphology: Morphology
  readonly sections: ReducedSections
  readonly mapping: LocationMapping
  /** First section of each cable; its pieces follow one another. */
  readonly firstSection: readonly number[]
}

/**
 * Builds the reduced cell: kept sections with the points that they have, then the pieces of each cable. What hangs on a
 * section that is gone moves to where its place has gone. Numbers count as they stand, in 64 bits (format `sections`).
 */
export function assembleReduced(cables: SectionCables, plan: ReductionPlan): AssembledCell {
  const { sections, name } = cables.morphology
  const keptIndex = new Map<number, number>()
  for (let section = 0; section < sections.count; section++)
    if (plan.isKept[section]) keptIndex.set(section, keptIndex.size)
  const firstSection: number[] = []
  let next = keptIndex.size
  for (const { pieces } of plan.cables) {
    firstSection.push(next)
    next += pieces.length
  }
  const mapping = mapSections(cables, plan, keptIndex, firstSection)
  const builder = new MorphologyBuilder()
  for (const section of keptIndex.keys()) addKept(builder, cables, section, mapping)
  const names = newNames(sections.name.filter((_, section) => plan.isKept[section] === 1))
  const drawn = drawCables(cables, plan)
  plan.cables.forEach((cable, index) => {
    drawn[index]?.forEach((piece, position) => {
      const onto =
        'cable' in cable.parent
          ? { parent: lastSection(plan, firstSection, cable.parent.cable), parentX: 1 }
          : { parent: keptIndex.get(cable.parent.section) ?? -1, parentX: cable.parent.x }
      builder.addSection({
        type: cable.type,
        ...(position === 0 ? onto : { parent: (firstSection[index] ?? 0) + position - 1, parentX: 1 }),
        name: names(arrayName(cable.type)),
      })
      addPiece(builder, piece)
    })
  })
  return {
    morphology: builder.build(name, 'sections'),
    sections: reducedSections(cables, plan, mapping, [...keptIndex.keys()]),
    mapping,
    firstSection,
  }
}

function lastSection(plan: ReductionPlan, firstSection: readonly number[], cable: number): number {
  return (firstSection[cable] ?? 0) + (plan.cables[cable]?.pieces.length ?? 1) - 1
}

function addPiece(builder: MorphologyBuilder, { from, to, diameterUm }: PlacedPiece): void {
  builder.addSample(...from, diameterUm, 0)
  builder.addSample(...to, diameterUm, 0)
}

function addKept(
  builder: MorphologyBuilder,
  { morphology, points }: SectionCables,
  section: number,
  mapping: LocationMapping,
): void {
  const { parent, parentX, type, name, firstSample, wire, wireX, wireY, wireZ } = morphology.sections
  const up = parent[section]!
  const onto = up < 0 ? undefined : mapPlace(mapping, { section: up, x: parentX[section]! })
  builder.addSection({
    type: type[section]!,
    parent: onto?.section ?? -1,
    parentX: onto?.x ?? 0,
    name: name[section]!,
    ...(wire[section] ? { wire: { x: wireX[section]!, y: wireY[section]!, z: wireZ[section]! } } : {}),
  })
  for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++)
    builder.addSample(points.x[i]!, points.y[i]!, points.z[i]!, points.diameter[i]!, 0)
}

function mapSections(
  { morphology }: SectionCables,
  plan: ReductionPlan,
  keptIndex: ReadonlyMap<number, number>,
  firstSection: readonly number[],
): LocationMapping {
  const { count, parent, parentX } = morphology.sections
  const spans: (readonly Span[])[] = Array.from({ length: count }, () => [])
  for (const section of sectionsParentsFirst(morphology)) {
    const kept = keptIndex.get(section)
    const planned = plan.spans.get(section)
    if (kept !== undefined)
      spans[section] = [{ fromX: 0, toX: 1, section: kept, reducedFromX: 0, reducedToX: 1 }]
    else if (planned)
      spans[section] = planned.flatMap(span => {
        const cable = plan.cables[span.cable]
        if (!cable) throw new InternalError('a span lies on no cable', { section, cable: span.cable })
        return piecewise(span, cable.positions, firstSection[span.cable] ?? 0)
      })
    else {
      const at = placeOn(spans, parent[section]!, parentX[section]!)
      spans[section] = [{ fromX: 0, toX: 1, section: at.section, reducedFromX: at.x, reducedToX: at.x }]
    }
  }
  return mappingOf(spans)
}

function placeOn(spans: readonly (readonly Span[])[], section: number, x: number): SectionPlace {
  return mapPlace(mappingOf([spans[section] ?? []]), { section: 0, x })
}

/** A span of positions cut at the ends of pieces. */
function piecewise(
  { fromX, toX, from, to }: { fromX: number; toX: number; from: number; to: number },
  positions: readonly number[],
  first: number,
): Span[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  const cuts = positions.slice(1, -1).filter(position => position > low && position < high)
  const ends = [from, ...(to < from ? cuts.reverse() : cuts), to]
  const xAt = (position: number) =>
    to === from ? fromX : fromX + ((position - from) / (to - from)) * (toX - fromX)
  return ends.slice(1).map((end, index) => {
    const begin = ends[index] ?? from
    const middle = (begin + end) / 2
    let piece = 0
    while (piece < positions.length - 2 && middle > (positions[piece + 1] ?? Infinity)) piece++
    const [low, high] = [positions[piece] ?? 0, positions[piece + 1] ?? 1]
    const along = (position: number) => Math.min(1, Math.max(0, (position - low) / (high - low)))
    return {
      fromX: index === 0 ? fromX : xAt(begin),
      toX: index === ends.length - 2 ? toX : xAt(end),
      section: first + piece,
      reducedFromX: along(begin),
      reducedToX: along(end),
    }
  })
}

/** Names of an array that nobody has yet. */
function newNames(taken: readonly string[]): (array: string) => string {
  const used = new Set(taken)
  return array => {
    let index = 0
    while (used.has(`${array}[${index}]`) || (index === 0 && used.has(array))) index++
    used.add(`${array}[${index}]`)
    return `${array}[${index}]`
  }
}
