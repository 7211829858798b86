import type { ImportReport } from '../../importReport.ts'
import type { ListedSection } from '../../listed/listedSection.ts'
import { largestCoordinateUm } from '../../limits.ts'
import { sectionType } from '../../morphology.ts'
import type { HocCell } from './hocCell.ts'

/** Segment 0 is the soma; branches hang on its middle. */
const somaX = 0.5

/**
 * Makes a section of every segment of a CABLE program (Hines 1989): a cylinder as long as dx, on the far end of the
 * segment before it in its cable, or of the one that the cable hangs on (rule T46).
 *
 * @param size dx and diam of a segment [µm]
 */
export function listCable(
  { cables }: HocCell,
  size: (segment: number) => {
    readonly lengthUm: number | undefined
    readonly diameterUm: number | undefined
  },
  report: ImportReport,
): ListedSection[] {
  const parents = new Map<number, { readonly segment: number; readonly line: number }>([
    [0, { segment: -1, line: 1 }],
  ])
  for (const { first, last, root, line } of cables) {
    if (!(first >= 1 && last >= first && last <= largestSegment && Number.isInteger(first))) {
      report.say('hoc/bad-cable', { first, last }, { line })
      continue
    }
    for (let segment = first; segment <= last; segment++) {
      if (parents.has(segment)) report.say('hoc/repeated-segment', { segment }, { line })
      const above = segment === first ? root : segment - 1
      if (!parents.has(above)) report.say('hoc/unknown-segment', { segment: above }, { line })
      parents.set(segment, { segment: above, line })
    }
    if (report.failed) return []
  }
  const order = [...parents.keys()].sort((a, b) => a - b)
  const indices = new Map(order.map((segment, index) => [segment, index]))
  return order.map((segment, index): ListedSection => {
    const { segment: above, line } = parents.get(segment)!
    const { lengthUm, diameterUm } = size(segment)
    const isSized = [lengthUm, diameterUm].every(
      value => value !== undefined && value > 0 && value <= largestCoordinateUm,
    )
    if (!isSized) report.say('hoc/segment-without-size', { segment }, { line })
    return {
      name: segment === 0 ? 'soma' : `dend[${index - 1}]`,
      type: segment === 0 ? sectionType.soma : sectionType.dend,
      parent: indices.get(above) ?? -1,
      parentX: above === 0 ? somaX : 1,
      shape: { lengthUm: lengthUm ?? 0, diameterUm: diameterUm ?? 0 },
      lines: [line],
    }
  })
}

const largestSegment = 1_000_000
