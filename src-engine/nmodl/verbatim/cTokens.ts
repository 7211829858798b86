import type { Span } from '../../core/source/span.ts'
import type { Statement } from '../ast/statements.ts'
import { Unsupported } from './unsupported.ts'

/** One token of C, or a whole NMODL statement that stands between two pieces of C. */
export type CToken = Span &
  (
    | { readonly kind: 'name' | 'symbol' | 'string'; readonly text: string }
    | { readonly kind: 'number'; readonly text: string; readonly value: number; readonly whole: boolean }
    /** A line that begins with `#`, without that, its continuations joined. */
    | { readonly kind: 'directive'; readonly text: string }
    | { readonly kind: 'nmodl'; readonly text: ''; readonly statement: Statement }
    | { readonly kind: 'end'; readonly text: '' }
  )

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+|\\\r?\n|//[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<directive>#(?:[^\n\\]|\\[\s\S])*)`,
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<hex>0[xX][0-9a-fA-F]+)[uUlL]*`,
    String.raw`(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?<suffix>[uUlLfF]*)`,
    String.raw`(?<string>"(?:[^"\\\n]|\\.)*")`,
    String.raw`'(?<char>[^'\\\n]|\\.)'`,
    String.raw`(?<symbol><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=?:;,.(){}\[\]])`,
  ].join('|'),
  'y',
)

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, '0': 0, a: 7, b: 8, f: 12, v: 11 }

/**
 * Takes C code apart.
 *
 * @param start offset of the code in its file
 * @throws Unsupported where a character means nothing in C
 */
export function readTokens(code: string, start: number): readonly CToken[] {
  const tokens: CToken[] = []
  for (pattern.lastIndex = 0; pattern.lastIndex < code.length;) {
    const at = pattern.lastIndex
    const match = pattern.exec(code)
    const span = { start: start + at, end: start + (match ? pattern.lastIndex : at + 1) }
    if (!match?.groups) throw new Unsupported('it cannot be read as C', span)
    const { directive, name, hex, number, suffix, string, char, symbol } = match.groups
    if (directive !== undefined)
      tokens.push({ kind: 'directive', text: withoutRemarks(directive.slice(1)), ...span })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, ...span })
    else if (hex !== undefined)
      tokens.push({ kind: 'number', text: hex, value: Number(hex), whole: true, ...span })
    else if (number !== undefined) {
      const whole = /^\d+$/.test(number) && !/[fF]/.test(suffix ?? '')
      const value = whole && /^0\d/.test(number) ? parseInt(number, 8) : Number(number)
      tokens.push({ kind: 'number', text: number, value, whole, ...span })
    } else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1), ...span })
    else if (char !== undefined) {
      const value = char.startsWith('\\')
        ? (escapes[char.slice(1)] ?? char.charCodeAt(1))
        : char.charCodeAt(0)
      tokens.push({ kind: 'number', text: char, value, whole: true, ...span })
    } else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, ...span })
  }
  return tokens
}

function withoutRemarks(line: string): string {
  return line
    .replace(/\\\r?\n/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*$/, '')
    .trim()
}
