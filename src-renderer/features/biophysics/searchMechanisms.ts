import type { MechanismInfo } from '../../../src-main/contract/index.ts'

/** The mechanisms whose name or title holds every word of a query; those whose name begins with it come first. */
export function searchMechanisms(
  mechanisms: readonly MechanismInfo[],
  query: string,
): readonly MechanismInfo[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = ({ name }: MechanismInfo) => (name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return mechanisms
    .filter(({ name, title, ions }) => {
      const text = `${name} ${title} ${ions.map(({ ion }) => ion).join(' ')}`.toLowerCase()
      return words.every(word => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
