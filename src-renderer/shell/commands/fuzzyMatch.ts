/** How well a query fits a title, and which of its characters it uses. */
export interface FuzzyMatch {
  readonly score: number
  /** Indices of the matched characters. */
  readonly at: readonly number[]
}

/** Letters, so that accents and case do not matter. */
function plain(text: string): string {
  return text.toLowerCase()
}

/**
 * Finds the query's characters in the title in their order. Starts of words and runs of characters count more, so
 * that "oc" finds "Open cell" before "Dock". Spaces in the query are ignored. Undefined where it does not fit.
 */
export function fuzzyMatch(query: string, title: string): FuzzyMatch | undefined {
  const wanted = plain(query).replace(/\s+/g, '')
  const text = plain(title)
  if (wanted === '') return { score: 0, at: [] }
  const whole = text.indexOf(plain(query).trim())
  if (whole >= 0) {
    const at = Array.from({ length: query.trim().length }, (_, index) => whole + index)
    return { score: 1000 - whole + (whole === 0 || text[whole - 1] === ' ' ? 200 : 0), at }
  }
  return bestFrom(wanted, text, 0, 0, new Map())
}

/** Best way to match the rest of the query from here; remembered by (query index, text index). */
function bestFrom(
  wanted: string,
  text: string,
  from: number,
  index: number,
  known: Map<number, FuzzyMatch | undefined>,
): FuzzyMatch | undefined {
  if (index === wanted.length) return { score: 0, at: [] }
  const key = index * 4096 + from
  if (known.has(key)) return known.get(key)
  let best: FuzzyMatch | undefined
  const character = wanted[index] ?? ''
  for (let at = text.indexOf(character, from); at >= 0; at = text.indexOf(character, at + 1)) {
    const rest = bestFrom(wanted, text, at + 1, index + 1, known)
    if (!rest) break
    const startsWord = at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '')
    const run = rest.at[0] === at + 1
    const score = rest.score + 1 + (startsWord ? 12 : 0) + (run ? 6 : 0) - Math.min(5, at - from) * 0.1
    if (!best || score > best.score) best = { score, at: [at, ...rest.at] }
  }
  known.set(key, best)
  return best
}
