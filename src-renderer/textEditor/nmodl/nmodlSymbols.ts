import type {
  LanguageFunction,
  LanguageReference,
  LanguageWord,
} from '../../../src-engine/nmodl/language/reference.ts'
import type { LanguageSymbol } from '../../../src-engine/nmodl/language/symbols.ts'
import type { Span } from '../../../src-engine/core/source/span.ts'

/** What the editor knows of the text that it shows. */
export interface NmodlKnowledge {
  readonly reference: LanguageReference
  /** The names of the text as it was checked last; they lag behind typing by a moment. */
  readonly symbols: readonly LanguageSymbol[]
}

/** What a word of the text means. */
export type Meaning =
  | { readonly kind: 'symbol'; readonly symbol: LanguageSymbol }
  | { readonly kind: 'word'; readonly word: LanguageWord }
  | { readonly kind: 'function'; readonly function: LanguageFunction }

/** The name about an offset, with its place. */
export function wordAt(
  text: string,
  offset: number,
): { readonly word: string; readonly span: Span } | undefined {
  let start = offset
  let end = offset
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--
  while (end < text.length && /\w/.test(text[end] ?? '')) end++
  const word = text.slice(start, end)
  return /^[A-Za-z_]/.test(word) ? { word, span: { start, end } } : undefined
}

const covers = (scope: Span | undefined, offset: number): boolean =>
  scope === undefined || (scope.start <= offset && offset <= scope.end)

/** The names that are known at an offset; of those with one name the innermost. */
export function symbolsAt(symbols: readonly LanguageSymbol[], offset: number): readonly LanguageSymbol[] {
  const found = new Map<string, LanguageSymbol>()
  for (const symbol of symbols) {
    if (!covers(symbol.scope, offset)) continue
    const before = found.get(symbol.name)
    if (!before || !before.scope || (symbol.scope && symbol.scope.start >= before.scope.start))
      found.set(symbol.name, symbol)
  }
  return [...found.values()]
}

/** What the word at an offset means: a name of the file, or a word or function of NMODL. */
export function meaningOf(
  word: string,
  offset: number,
  { reference, symbols }: NmodlKnowledge,
): Meaning | undefined {
  const symbol = symbolsAt(symbols, offset).find(other => other.name === word)
  if (symbol) return { kind: 'symbol', symbol }
  const known = reference.words.find(other => other.word === word)
  if (known) return { kind: 'word', word: known }
  const builtin = reference.functions.find(other => other.name === word)
  return builtin && { kind: 'function', function: builtin }
}
