import type { ImportReport } from '../../importReport.ts'
import type { ListedSection, Point } from '../../listed/listedSection.ts'
import type { HocSection } from './hocCell.ts'

/** Length and diameter that NEURON gives a section of which nothing is said [µm]. */
const usualLengthUm = 100
const usualDiameterUm = 500

/** Makes the list of sections that the program leaves (rules T43 to T45). @returns undefined where the report holds an error */
export function listHoc(created: readonly HocSection[], report: ImportReport): ListedSection[] | undefined {
  const indices = new Map(created.map((section, index) => [section, index]))
  for (const section of created)
    if (isOnItself(section, created.length))
      report.say('hoc/loop', { section: section.name }, { line: section.line })
  if (report.failed) return undefined
  const sections = created.map((section): ListedSection => {
    const { name, points, lines, wire, line } = section
    const place = { line: lines[0] ?? line }
    // A section attached by its 1 end is turned round, so that its 0 end is attached.
    const isTurned = section.childEnd === 1
    if (isTurned) report.say('hoc/turned', { section: name }, place)
    const parent = section.parent ? (indices.get(section.parent) ?? -1) : -1
    const parentX = section.parent?.childEnd === 1 ? 1 - section.parentX : section.parentX
    const common = { name, parent, parentX, wire }
    if (points.length === 1) report.say('hoc/single-point', { section: name }, place)
    if (points.length >= 2) {
      remarkPoints(section, report)
      return {
        ...common,
        shape: isTurned ? [...points].reverse() : points,
        lines: isTurned ? [...lines].reverse() : lines,
      }
    }
    const { lengthUm = usualLengthUm, diameterUm = usualDiameterUm } = section
    const missing = [
      ...(section.lengthUm === undefined ? [`length (${usualLengthUm} µm)`] : []),
      ...(section.diameterUm === undefined ? [`diameter (${usualDiameterUm} µm)`] : []),
    ]
    if (missing.length > 0)
      report.say('hoc/usual-size', { section: name, what: missing.join(' and ') }, place)
    return { ...common, shape: { lengthUm, diameterUm }, lines: [line] }
  })
  const roots = sections.filter(({ parent }) => parent < 0).length
  if (roots > 1) report.say('hoc/separate-trees', { count: roots })
  return sections
}

function remarkPoints({ points, lines }: HocSection, report: ImportReport): void {
  points.forEach(([, , , diameter]: Point, i) => {
    if (diameter > 0) return
    const place = { line: lines[i] ?? 1 }
    report.say(diameter === 0 ? 'morphology/zero-diameter' : 'morphology/negative-diameter', {}, place)
  })
}

/** Whether a section is on a loop; looked for with a runner twice as fast as the other. */
function isOnItself(section: HocSection, most: number): boolean {
  let steps = 0
  for (let at = section.parent; at; at = at.parent) {
    if (at === section) return true
    if (++steps > most) return false
  }
  return false
}
