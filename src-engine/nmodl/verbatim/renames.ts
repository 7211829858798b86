import type { Body } from '../ast/statements.ts'

/** Kinds of nodes that stand for a variable by the property `name`. */
const naming = new Set(['name', 'element', 'past', 'slope'])
/** Properties that hold the names of variables. */
const named = new Set(['target', 'variable', 'names'])

/**
 * A body in which variables have other names. C tells a routine's own variables from the file's by the `_l` before
 * them; in NMODL one hides the other.
 */
export function renameVariables(body: Body, renames: ReadonlyMap<string, string>): Body {
  if (renames.size === 0) return body
  const walk = (part: unknown, isName: boolean): unknown => {
    if (Array.isArray(part)) return part.map((one: unknown) => walk(one, isName))
    if (typeof part !== 'object' || part === null) return part
    const kind = 'kind' in part && typeof part.kind === 'string' ? part.kind : ''
    const entries = Object.entries(part).map(([key, value]: [string, unknown]) => {
      if (key === 'name' && typeof value === 'string' && (isName || naming.has(kind)))
        return [key, renames.get(value) ?? value]
      return [key, walk(value, named.has(key))]
    })
    return Object.fromEntries(entries)
  }
  return walk(body, false) as Body
}
