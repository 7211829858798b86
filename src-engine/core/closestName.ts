/** Number of letters to insert, delete, change or swap to make one word of the other (Damerau–Levenshtein, restricted). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Names longer or more numerous than this are not written by hand, and comparing them would take long. */
const most = { letters: 64, names: 2000 }

/** The name that was most likely meant, if one is near enough: a third of its letters at most, case apart. */
export function closestName(wrong: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Infinity
  const word = wrong.toLowerCase().slice(0, most.letters)
  let compared = 0
  for (const name of names) {
    if (name === wrong) continue
    if (++compared > most.names) break
    const distance = editDistance(word, name.toLowerCase().slice(0, most.letters))
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best !== undefined && bestDistance <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined
}

/** Asks whether a name was meant, at the end of a message; nothing where none is close enough. */
export function didYouMean(name: string | undefined): string {
  return name ? ` Did you mean "${name}"?` : ''
}
