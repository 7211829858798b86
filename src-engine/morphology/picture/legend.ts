import type { Morphology } from '../morphology.ts'
import { colourOf, typeLabel, type PictureOptions } from './pictureOptions.ts'
import { px, xmlText } from './svgText.ts'

/** More would not fit in a line. */
const mostShown = 6
/** Of a letter and of the room between names [pixels]. */
const letterPx = 6.6
const gapPx = 14

/** The types that sections have, ascending. */
export function presentTypes({ sections }: Morphology): readonly number[] {
  return [...new Set(sections.type)].sort((a, b) => a - b)
}

/** Names of types in their colours, in a line that ends at the right. */
export function legend(
  types: readonly number[],
  right: number,
  y: number,
  options: PictureOptions,
): string[] {
  let x = right
  return types
    .slice(0, mostShown)
    .reverse()
    .map(type => {
      const label = typeLabel(type)
      const colour = colourOf(options, type)
      const text = `<text x="${px(x)}" y="${px(y)}" text-anchor="end" fill="${colour}">${xmlText(label)}</text>`
      x -= label.length * letterPx + gapPx
      return text
    })
}
