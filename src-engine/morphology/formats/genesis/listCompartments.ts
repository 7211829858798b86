import type { ImportReport } from '../../importReport.ts'
import type { ListedSection, Point } from '../../listed/listedSection.ts'
import { typeOfName } from '../../listed/typeOfName.ts'
import type { GenesisCompartment } from './readCompartment.ts'

/** Makes a section of every compartment, or of every unbranched chain (rules T34 and T35). */
export function listCompartments(
  compartments: readonly GenesisCompartment[],
  shape: 'cylinders' | 'frusta',
  report: ImportReport,
): ListedSection[] {
  const children = new Int32Array(compartments.length)
  for (const { parent } of compartments) if (parent >= 0) children[parent]!++
  const names = sectionNames(compartments, report)
  const sections: { -readonly [Key in keyof ListedSection]: ListedSection[Key] }[] = []
  /** Section that each compartment became or is the end of. */
  const sectionOf = new Int32Array(compartments.length)
  compartments.forEach((compartment, index) => {
    const { parent, start, end, diameterUm, isSphere, line } = compartment
    const above = compartments[parent]
    const type = typeOfName(compartment.name)
    const goesOn =
      shape === 'frusta' &&
      above !== undefined &&
      !isSphere &&
      !above.isSphere &&
      children[parent] === 1 &&
      typeOfName(above.name) === type &&
      isSame(start, above.end)
    if (goesOn) {
      const section = sections[sectionOf[parent]!]!
      section.shape = [...(section.shape as readonly Point[]), [end.x, end.y, end.z, diameterUm]]
      section.lines = [...(section.lines ?? []), line]
      sectionOf[index] = sectionOf[parent]!
      return
    }
    const half = diameterUm / 2
    const points: Point[] = isSphere
      ? [
          [end.x - half, end.y, end.z, diameterUm],
          [end.x + half, end.y, end.z, diameterUm],
        ]
      : [
          [start.x, start.y, start.z, diameterUm],
          [end.x, end.y, end.z, diameterUm],
        ]
    sectionOf[index] = sections.length
    sections.push({
      name: names[index]!,
      type,
      parent: above ? sectionOf[parent]! : -1,
      parentX: above?.isSphere ? 0.5 : 1,
      shape: points,
      lines: points.map(() => line),
      wire: above?.isSphere ? above.end : undefined,
    })
  })
  return sections
}

function isSame(a: GenesisCompartment['end'], b: GenesisCompartment['end']): boolean {
  return a.x === b.x && a.y === b.y && a.z === b.z
}

/** Names as they may stand in a model: a word, perhaps with an index. */
function sectionNames(compartments: readonly GenesisCompartment[], report: ImportReport): string[] {
  const used = new Set<string>()
  return compartments.map(({ name, line }) => {
    const word = /^[A-Za-z_]\w*(\[\d+\])?$/.test(name) ? name : `c_${name.replace(/\W/g, '_')}`
    let unique = word
    for (let i = 2; used.has(unique); i++) unique = `${word}_${i}`
    used.add(unique)
    if (unique !== name) report.say('genesis/renamed', { name, section: unique }, { line })
    return unique
  })
}
