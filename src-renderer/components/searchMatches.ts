/** Something that can be chosen by its name or by what is said of it. */
export interface SearchItem {
  readonly id: string
  readonly title: string
  /** What it is, in a few words. */
  readonly note?: string | undefined
  /** Shown at the right: a unit, a kind. */
  readonly aside?: string | undefined
  /** Also found by these words, which are not shown. */
  readonly words?: string | undefined
  /** Why it cannot be chosen now: shown in place of the note. */
  readonly unavailable?: string | undefined
}

/** Items under a heading; one without a title stands without one. */
export interface SearchGroup {
  readonly title: string
  readonly items: readonly SearchItem[]
}

/** More than this is not shown: a longer text finds fewer. */
const mostShown = 200

/**
 * The groups with the items that hold every word of a text, those whose title begins with it first. Headings count only
 * where nothing else holds it.
 */
export function searchMatches(groups: readonly SearchGroup[], query: string): readonly SearchGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  let room = mostShown
  const holding = (headings: boolean) =>
    groups
      .map(({ title, items }) => ({ title, items: ranked(items, words, headings ? title : '') }))
      .filter(({ items }) => items.length > 0)
  const own = holding(false)
  const found = own.length > 0 ? own : holding(true)
  const best = (group: SearchGroup) => (group.items[0] ? rankOf(group.items[0], first) : 0)
  return found
    .toSorted((a, b) => best(a) - best(b))
    .flatMap(({ title, items }) => {
      const shown = items.slice(0, room)
      room -= shown.length
      return shown.length > 0 ? [{ title, items: shown }] : []
    })
}

function ranked(items: readonly SearchItem[], words: readonly string[], group: string) {
  const first = words[0] ?? ''
  return items
    .filter(item => {
      const text = [item.title, item.note, item.aside, item.words, group].join(' ').toLowerCase()
      return words.every(word => text.includes(word))
    })
    .toSorted((a, b) => rankOf(a, first) - rankOf(b, first))
}

/** A title that begins with a word comes before one that holds it, and that before what is said of it; last what cannot be. */
function rankOf({ title, words, unavailable }: SearchItem, first: string): number {
  const name = title.toLowerCase()
  if (unavailable !== undefined) return 4
  if (first === '' || name.startsWith(first)) return 0
  if (words?.toLowerCase().split(' ').includes(first)) return 1
  return name.includes(first) ? 2 : 3
}
