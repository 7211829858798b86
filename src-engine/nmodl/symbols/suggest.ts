/** No more names than this are compared; a file with more is not written by hand. */
const mostCandidates = 500

/** ` (did you mean "x"?)` for the known name nearest to a misspelt one, or '' where none is near. */
export function suggest(name: string, known: Iterable<string>): string {
  let nearest = ''
  let smallest = name.length <= 2 ? 2 : name.length <= 5 ? 3 : 4
  let looked = 0
  for (const candidate of known) {
    if (++looked > mostCandidates) break
    if (candidate === name || Math.abs(candidate.length - name.length) >= smallest) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < smallest) [nearest, smallest] = [candidate, distance]
  }
  return nearest === '' ? '' : ` (did you mean "${nearest}"?)`
}

/** Fewest single-character insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(longA: string, longB: string): number {
  const a = longA.slice(0, 64)
  const b = longB.slice(0, 64)
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
    }
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
