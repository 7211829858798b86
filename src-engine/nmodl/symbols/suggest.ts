import { closestName } from '../../core/closestName.ts'

/** ` (did you mean "x"?)` for the known name nearest to a misspelt one, or '' where none is near. */
export function suggest(name: string, known: Iterable<string>): string {
  const nearest = closestName(name, known)
  return nearest === undefined ? '' : ` (did you mean "${nearest}"?)`
}
