import type { CToken } from './cTokens.ts'
import { readTokens } from './cTokens.ts'
import { Unsupported } from './unsupported.ts'

interface Macro {
  /** Undefined where it takes none, not even an empty list. */
  readonly parameters: readonly string[] | undefined
  readonly body: readonly CToken[]
}

/** Names that NEURON 8.2 defines for C code in a .mod file, or that stand for arguments which have no meaning here. */
const defined: Readonly<Record<string, string>> = {
  NRN_VERSION_GTEQ_8_2_0: '',
  _threadargs_: '',
  _threadargscomma_: '',
  _threadargsproto_: '',
  _threadargsprotocomma_: '',
  RANDCAST: '',
  NULL: '0',
  TRUE: '1',
  FALSE: '0',
  true: '1',
  false: '0',
}

const deepestExpansion = 40
const mostTokens = 200_000

/**
 * The C preprocessor, as far as .mod files use it: `#define` with and without arguments, `#undef`, conditions on what
 * is defined; `#include` and the rest mean nothing here. Macros of one block hold in those that follow.
 */
export class Macros {
  private readonly macros = new Map<string, Macro>()
  private expanded = 0

  constructor() {
    for (const [name, text] of Object.entries(defined))
      this.macros.set(name, { parameters: undefined, body: readTokens(text, 0) })
  }

  /** The tokens that are left when directives have been followed and macros replaced. */
  run(tokens: readonly CToken[]): readonly CToken[] {
    const left: CToken[] = []
    // Whether the text between conditions counts; and whether a branch of the innermost has been taken.
    const open: { counts: boolean; taken: boolean }[] = []
    const counts = () => open.every(one => one.counts)
    let stretch: CToken[] = []
    const flush = () => {
      left.push(...this.expand(stretch, 0, new Set()))
      stretch = []
    }
    for (const token of tokens) {
      if (token.kind !== 'directive') {
        if (counts()) stretch.push(token)
        continue
      }
      flush()
      const [, word = '', rest = ''] = /^\s*(\w+)\s*([\s\S]*)$/.exec(token.text) ?? []
      const innermost = open.at(-1)
      if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
        const holds = counts() && this.holds(word, rest, token)
        open.push({ counts: holds, taken: holds })
      } else if (word === 'elif' && innermost) {
        innermost.counts = !innermost.taken && this.holds('if', rest, token)
        innermost.taken ||= innermost.counts
      } else if (word === 'else' && innermost) {
        innermost.counts = !innermost.taken
        innermost.taken = true
      } else if (word === 'endif') open.pop()
      else if (counts() && word === 'define') this.define(rest, token.start)
      else if (counts() && word === 'undef') this.macros.delete(rest.trim())
    }
    flush()
    return left
  }

  private define(text: string, start: number): void {
    const [, name, list, body = ''] = /^(\w+)(\([^)]*\))?\s*([\s\S]*)$/.exec(text) ?? []
    if (name === undefined) return
    const parameters = list
      ?.slice(1, -1)
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== '')
    // What is replaced stands, for diagnostics, where its definition does.
    const placed = readTokens(body, 0).map(token => ({ ...token, start, end: start + 1 }))
    this.macros.set(name, { parameters, body: placed })
  }

  private holds(word: string, text: string, token: CToken): boolean {
    if (word === 'ifdef') return this.macros.has(text.trim())
    if (word === 'ifndef') return !this.macros.has(text.trim())
    const plain = text
      .replace(/NRN_VERSION_GTEQ\s*\(\s*(\d+)\s*,\s*(\d+)[^)]*\)/g, (_, major: string, minor: string) =>
        Number(major) * 100 + Number(minor) <= 802 ? '1' : '0',
      )
      .replace(/!\s*defined\s*\(?\s*(\w+)\s*\)?/g, (_, name: string) => (this.macros.has(name) ? '0' : '1'))
      .replace(/defined\s*\(?\s*(\w+)\s*\)?/g, (_, name: string) => (this.macros.has(name) ? '1' : '0'))
      .replace(/\b[A-Za-z_]\w*\b/g, name => this.macros.get(name)?.body[0]?.text || '0')
    const alternatives = plain.split('||').map(one => one.split('&&').map(part => part.trim()))
    return alternatives.some(all => all.every(part => this.isTrue(part, token)))
  }

  private isTrue(part: string, token: CToken): boolean {
    const bare = part.replace(/^\(+|\)+$/g, '').trim()
    const number = /^(!?)\s*(\d+)$/.exec(bare)
    if (number) return (Number(number[2]) !== 0) !== (number[1] === '!')
    const comparison = /^(\d+)\s*(==|!=|<=|>=|<|>)\s*(\d+)$/.exec(bare)
    if (!comparison) throw new Unsupported('its preprocessor condition is not understood', token)
    const [a, b] = [Number(comparison[1]), Number(comparison[3])]
    const results: Readonly<Record<string, boolean>> = {
      '==': a === b,
      '!=': a !== b,
      '<': a < b,
      '>': a > b,
      '<=': a <= b,
      '>=': a >= b,
    }
    return results[comparison[2] ?? ''] === true
  }

  private expand(tokens: readonly CToken[], depth: number, busy: ReadonlySet<string>): readonly CToken[] {
    const result: CToken[] = []
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as CToken
      const macro = token.kind === 'name' && !busy.has(token.text) ? this.macros.get(token.text) : undefined
      if (!macro) {
        result.push(token)
        continue
      }
      if (depth > deepestExpansion || (this.expanded += macro.body.length) > mostTokens)
        throw new Unsupported('its macros grow without end', token)
      const inner = new Set([...busy, token.text])
      if (macro.parameters === undefined) {
        result.push(...this.expand(macro.body, depth + 1, inner))
        continue
      }
      if (tokens[at + 1]?.text !== '(') {
        result.push(token)
        continue
      }
      const { values, end } = macroArguments(tokens, at + 1)
      const filled = macro.body.flatMap(part => {
        const index = part.kind === 'name' ? (macro.parameters?.indexOf(part.text) ?? -1) : -1
        return index < 0 ? [part] : (values[index] ?? [])
      })
      result.push(...this.expand(filled, depth + 1, inner))
      at = end
    }
    return result
  }
}

/** What stands between the parentheses that begin at `open`, split at commas. */
function macroArguments(
  tokens: readonly CToken[],
  open: number,
): { values: readonly CToken[][]; end: number } {
  const values: CToken[][] = [[]]
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at] as CToken
    if (token.text === '(' && depth++ === 0) continue
    if (token.text === ')' && --depth === 0) return { values, end: at }
    if (token.text === ',' && depth === 1) values.push([])
    else values.at(-1)?.push(token)
  }
  throw new Unsupported('a macro’s arguments do not end', tokens[open] as CToken)
}
