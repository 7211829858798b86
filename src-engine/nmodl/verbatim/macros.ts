import { conditionHolds } from './conditions.ts'
import { type CToken, readTokens } from './cTokens.ts'
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
  nullptr: '0',
  TRUE: '1',
  FALSE: '0',
  true: '1',
  false: '0',
}

const deepestExpansion = 40
const mostTokens = 200_000

/**
 * The C preprocessor, as far as .mod files use it: `#define` with and without arguments, `#undef`, conditions;
 * `#include` and the rest mean nothing here. Macros of one block hold in those that follow.
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
    let stretch: CToken[] = []
    const flush = () => {
      this.expand(stretch, 0, new Set(), left)
      stretch = []
    }
    for (const token of tokens) {
      const counts = open.at(-1)?.counts ?? true
      if (token.kind !== 'directive') {
        if (counts) stretch.push(token)
        continue
      }
      flush()
      const [, word = '', rest = ''] = /^\s*(\w+)\s*([\s\S]*)$/.exec(token.text) ?? []
      const innermost = open.at(-1)
      const isOuter = open.at(-2)?.counts ?? true
      if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
        const holds = counts && this.holds(word, rest, token)
        open.push({ counts: holds, taken: holds })
      } else if (word === 'elif' && innermost) {
        innermost.counts = isOuter && !innermost.taken && this.holds('if', rest, token)
        innermost.taken ||= innermost.counts
      } else if (word === 'else' && innermost) {
        innermost.counts = isOuter && !innermost.taken
        innermost.taken = true
      } else if (word === 'endif') open.pop()
      else if (counts && word === 'define') this.define(rest, token)
      else if (counts && word === 'undef') this.macros.delete(rest.trim())
    }
    flush()
    return left
  }

  private define(text: string, { start, end }: CToken): void {
    const [, name, list, body = ''] = /^(\w+)(\([^)]*\))?\s*([\s\S]*)$/.exec(text) ?? []
    if (name === undefined) return
    const parameters = list
      ?.slice(1, -1)
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== '')
    this.macros.set(name, { parameters, body: readAt(body, { start, end }) })
  }

  private holds(word: string, text: string, token: CToken): boolean {
    const isDefined = (name: string) => this.macros.has(name)
    if (word === 'ifdef') return isDefined(text.trim())
    if (word === 'ifndef') return !isDefined(text.trim())
    const left: CToken[] = []
    const tokens = readAt(text, token)
    tokens.forEach((one, at) => {
      const isAsked =
        tokens[at - 1]?.text === 'defined' ||
        (tokens[at - 1]?.text === '(' && tokens[at - 2]?.text === 'defined')
      if (isAsked) left.push(one)
      else this.expand([one], 0, new Set(), left)
    })
    return conditionHolds(left, isDefined, token)
  }

  /** Adds the tokens to `result`, macros replaced. */
  private expand(
    tokens: readonly CToken[],
    depth: number,
    busy: ReadonlySet<string>,
    result: CToken[],
  ): void {
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at] as CToken
      const macro = token.kind === 'name' && !busy.has(token.text) ? this.macros.get(token.text) : undefined
      const takesList = macro?.parameters !== undefined
      if (!macro || (takesList && tokens[at + 1]?.text !== '(')) {
        result.push(token)
        continue
      }
      if (depth > deepestExpansion) throw new Unsupported('its macros grow without end', token)
      let body = macro.body
      if (macro.parameters !== undefined) {
        const { values, end } = macroArguments(tokens, at + 1)
        const { parameters } = macro
        this.count(macro.body.length, token)
        body = macro.body.flatMap(part => {
          const place = part.kind === 'name' ? parameters.indexOf(part.text) : -1
          if (place < 0) return [part]
          const value = values[place] ?? []
          this.count(value.length, token)
          return value
        })
        at = end
      }
      this.count(body.length, token)
      this.expand(body, depth + 1, new Set([...busy, token.text]), result)
    }
  }

  /** No text can make more of itself than this. */
  private count(made: number, token: CToken): void {
    this.expanded += made
    if (this.expanded > mostTokens) throw new Unsupported('its macros grow without end', token)
  }
}

/** The tokens of a directive: for diagnostics they stand where it does. */
function readAt(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): readonly CToken[] {
  try {
    return readTokens(text, 0).map(token => ({ ...token, start, end }))
  } catch (error) {
    if (error instanceof Unsupported) throw new Unsupported(error.why, { start, end }, error.instead)
    throw error
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
