import { MorphologyBuilder } from '../morphology/builder.ts'
import { sectionType, type Morphology } from '../morphology/morphology.ts'
import { sectionsParentsFirst } from '../morphology/measure/parentsFirst.ts'
import { storedPointsOfAll } from '../morphology/storedPoints.ts'

/**
 * A cell redrawn with other lengths, such as attenuations: each section keeps its course and is scaled about its start, the
 * soma stays (SPEC EL7). Sections keep their order, names and attachments.
 *
 * @param lengths of every section [any unit]; what is not a positive number becomes 0
 * @param unitUm how long one unit is drawn [µm]
 */
export function transformedCell(morphology: Morphology, lengths: Float64Array, unitUm = 100): Morphology {
  const { sections, samples } = morphology
  const points = storedPointsOfAll(morphology)
  const columns = [points.x, points.y, points.z] as const
  const placed = columns.map(column => new Float64Array(column.length))
  for (const section of sectionsParentsFirst(morphology)) {
    const first = sections.firstSample[section]!
    const last = sections.firstSample[section + 1]! - 1
    const isSoma = sections.type[section] === sectionType.soma
    const own = points.arcUm[last]!
    const wanted = lengths[section]! > 0 ? lengths[section]! * unitUm : 0
    const factor = isSoma ? 1 : own > 0 ? wanted / own : 0
    const start = startOf(morphology, section, { columns, placed, arcUm: points.arcUm })
    columns.forEach((column, k) => {
      for (let i = first; i <= last; i++) placed[k]![i] = start[k]! + factor * (column[i]! - column[first]!)
    })
  }
  const builder = new MorphologyBuilder(samples.count)
  for (let section = 0; section < sections.count; section++) {
    builder.addSection({
      type: sections.type[section]!,
      parent: sections.parent[section]!,
      parentX: sections.parentX[section]!,
      name: sections.name[section]!,
      wire: sections.wire[section]
        ? { x: sections.wireX[section]!, y: sections.wireY[section]!, z: sections.wireZ[section]! }
        : undefined,
    })
    for (let i = sections.firstSample[section]!; i < sections.firstSample[section + 1]!; i++) {
      const [x = 0, y = 0, z = 0] = placed.map(column => column[i]!)
      builder.addSample(x, y, z, samples.diameter[i]!, samples.line[i]!)
    }
  }
  return builder.build(morphology.name, 'sections')
}

interface Places {
  readonly columns: readonly [Float64Array, Float64Array, Float64Array]
  readonly placed: readonly Float64Array[]
  readonly arcUm: Float64Array
}

/** Where a section begins now: at its old place on the soma, or where its parent's place has moved. */
function startOf({ sections }: Morphology, section: number, { columns, placed, arcUm }: Places): number[] {
  const first = sections.firstSample[section]!
  const up = sections.parent[section]!
  if (up < 0 || sections.type[up] === sectionType.soma) return columns.map(column => column[first]!)
  const from = sections.firstSample[up]!
  const to = sections.firstSample[up + 1]! - 1
  const arc = sections.parentX[section]! * arcUm[to]!
  let i = from
  while (i < to - 1 && arcUm[i + 1]! < arc) i++
  const piece = arcUm[i + 1]! - arcUm[i]!
  const share = piece > 0 ? Math.max(0, Math.min(1, (arc - arcUm[i]!) / piece)) : 1
  return placed.map(column => column[i]! + share * (column[i + 1]! - column[i]!))
}
