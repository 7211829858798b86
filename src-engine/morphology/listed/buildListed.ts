import { MorphologyBuilder } from '../builder.ts'
import type { Morphology } from '../morphology.ts'
import { drawSections } from './drawSections.ts'
import type { ListedSection } from './listedSection.ts'
import { typeOfName } from './typeOfName.ts'

/**
 * Makes a morphology out of a list of sections, in its order; sections without points are drawn.
 *
 * @param sections checked: names occur once, parents exist and form trees
 */
export function buildListed(sections: readonly ListedSection[], name: string, format: string): Morphology {
  const drawn = drawSections(sections)
  const builder = new MorphologyBuilder()
  sections.forEach((section, index) => {
    const { parent, parentX, wire, lines } = section
    const type = section.type ?? typeOfName(section.name)
    builder.addSection({ type, parent, parentX: parent < 0 ? 0 : parentX, wire, name: section.name })
    drawn[index]?.forEach(([x, y, z, diameter], i) => {
      builder.addSample(x, y, z, diameter, lines?.[i] ?? lines?.[0] ?? 0)
    })
  })
  return builder.build(name, format)
}
