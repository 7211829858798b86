import type { ImportReport } from '../../importReport.ts'
import { arrayName } from '../../sectionNames.ts'
import type { TracedSection } from '../../traced/tracedCell.ts'

/** A name that NEURON could have given: an element of an array of sections, or one of the usual words alone. */
const element = /^[A-Za-z_]\w*\[\d+\]$/
const word = /^(soma|axon|dend|apic)$/
/** The same where brackets were not allowed. */
const underlined = /^(soma|axon|dend|apic)_(\d+)$/

/**
 * Names sections after their cables where those have names that mean something here: arrays are regions. The others are
 * named by their type, around these (rule X23).
 *
 * @param cableNames of each section; empty if it has none
 */
export function nameSections(
  sections: readonly TracedSection[],
  cableNames: readonly string[],
  report: ImportReport,
): void {
  const used = new Set<string>()
  const others: string[] = []
  sections.forEach((section, index) => {
    const given = cableNames[index]!.trim()
    const name = given.replace(underlined, '$1[$2]')
    if ((element.test(name) || word.test(name)) && !used.has(name)) {
      section.name = name
      used.add(name)
    } else if (given !== '') others.push(given)
  })
  const [example] = others
  if (example !== undefined) report.say('neuroml/names-not-kept', { count: others.length, example })
  if (used.size === 0) return
  const indices = new Map<number, number>()
  for (const section of [...sections].sort((a, b) => a.type - b.type)) {
    if (section.name !== undefined) continue
    let index = indices.get(section.type) ?? 0
    while (used.has(`${arrayName(section.type)}[${index}]`)) index++
    section.name = `${arrayName(section.type)}[${index}]`
    indices.set(section.type, index + 1)
  }
}
