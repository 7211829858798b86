import { displayUnit, formatNumber } from '../../format/quantity.ts'
import type { RoleNames } from './nmodlCompletion.ts'
import type { Meaning } from './nmodlSymbols.ts'

/** What is said of a word under the pointer. */
export interface HoverText {
  /** `gbar (S/cm²)`, `vtrap(x, y)`. */
  readonly title: string
  /** `parameter · 0.12 · 0 … 1e9 · line 27`. */
  readonly facts: readonly string[]
  readonly help: string
}

/** @param lineOf line of an offset, from 1 */
export function hoverText(
  meaning: Meaning,
  roleName: RoleNames,
  lineOf: (offset: number) => number,
): HoverText {
  switch (meaning.kind) {
    case 'word': {
      const { word, kind, unit, help } = meaning.word
      return { title: unit ? `${word} (${displayUnit(unit)})` : word, facts: [roleName(kind)], help }
    }
    case 'function':
      return { title: meaning.function.signature, facts: [roleName('builtin')], help: meaning.function.help }
    case 'symbol': {
      const { name, role, unit, value, limits, comment, signature, definition, definedIn } = meaning.symbol
      const shown = displayUnit(unit)
      return {
        title: `${signature ?? name}${shown ? ` (${shown})` : ''}`,
        facts: [
          roleName(role),
          ...(value === undefined ? [] : [`= ${formatNumber(value)}`]),
          ...(limits ? [`${formatNumber(limits[0])} … ${formatNumber(limits[1])}`] : []),
          ...(definition ? [`${roleName('line')} ${lineOf(definition.start)}`] : []),
          ...(definedIn === undefined ? [] : [definedIn]),
        ],
        help: comment ?? '',
      }
    }
  }
}

/** The card that floats over the text. */
export function hoverCard({ title, facts, help }: HoverText): HTMLElement {
  const card = document.createElement('div')
  card.className = 'nmodl-hover'
  const add = (kind: string, text: string): void => {
    if (text === '') return
    const element = document.createElement('div')
    element.className = kind
    element.textContent = text
    card.append(element)
  }
  add('title', title)
  add('facts', facts.join(' · '))
  add('help', help)
  return card
}
