import type { StreamParser } from '@codemirror/language'
import { tags, type Tag } from '@lezer/highlight'

/** Words by what they are; anything else is a name. */
export interface NmodlWords {
  readonly blocks: ReadonlySet<string>
  readonly statements: ReadonlySet<string>
  readonly methods: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  readonly quantities: ReadonlySet<string>
}

/** Where in a file the lexer is: as much as tells a unit in parentheses from an argument. */
export interface NmodlState {
  /** The word that ends the region: ENDCOMMENT or ENDVERBATIM. */
  until: string | undefined
  /** The block that is open, or whose head is being read. */
  block: string
  braces: number
  parentheses: number
  /** The argument list of a FUNCTION's head has been closed. */
  headClosed: boolean
  afterNumber: boolean
}

const declarations = new Set([
  'NEURON',
  'UNITS',
  'PARAMETER',
  'CONSTANT',
  'STATE',
  'ASSIGNED',
  'INDEPENDENT',
  'STEPPED',
])
const unitPattern = /^\((?:[^(){}=,]*)\)/
const numberPattern = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/

/** What the lexer calls each kind of token, and what the theme colours it as. */
export const nmodlTags: Readonly<Record<string, Tag>> = {
  block: tags.definitionKeyword,
  statement: tags.keyword,
  method: tags.atom,
  function: tags.standard(tags.variableName),
  quantity: tags.special(tags.variableName),
  unit: tags.unit,
  verbatim: tags.meta,
  title: tags.heading,
}

/** Colours of NMODL, line by line. */
export function nmodlStream(words: NmodlWords): StreamParser<NmodlState> {
  const kindOf = (word: string): string => {
    if (words.blocks.has(word)) return 'block'
    if (words.statements.has(word)) return 'statement'
    if (words.methods.has(word)) return 'method'
    if (words.functions.has(word)) return 'function'
    return words.quantities.has(word) ? 'quantity' : 'variableName'
  }
  /** Whether a parenthesis that opens here holds a unit. */
  const opensUnit = ({ block, braces, parentheses, headClosed, afterNumber }: NmodlState): boolean => {
    if (afterNumber) return true
    if (declarations.has(block)) return braces > 0
    return braces === 0 && block !== '' && (parentheses > 0 || headClosed)
  }

  return {
    name: 'nmodl',
    tokenTable: { ...nmodlTags },
    languageData: {
      commentTokens: { line: ':' },
      closeBrackets: { brackets: ['(', '[', '{', '"'] },
      indentOnInput: /^\s*\}$/,
    },
    startState: () => ({
      until: undefined,
      block: '',
      braces: 0,
      parentheses: 0,
      headClosed: false,
      afterNumber: false,
    }),
    copyState: state => ({ ...state }),
    indent: (state, after, context) =>
      state.until ? null : Math.max(0, state.braces - (/^\s*\}/.test(after) ? 1 : 0)) * context.unit,
    token: (stream, state) => {
      if (state.until) {
        const found = stream.string.slice(stream.pos).search(new RegExp(`\\b${state.until}\\b`))
        const kind = state.until === 'ENDCOMMENT' ? 'comment' : 'verbatim'
        if (found > 0) {
          stream.pos += found
        } else if (found === 0) {
          stream.pos += state.until.length
          state.until = undefined
        } else stream.skipToEnd()
        return kind
      }
      if (stream.eatSpace()) return null
      if (stream.match(/^[:?].*/)) return 'comment'
      if (stream.peek() === '(' && opensUnit(state) && stream.match(unitPattern)) {
        state.afterNumber = false
        return 'unit'
      }
      state.afterNumber = false
      if (stream.match(numberPattern)) {
        state.afterNumber = true
        return 'number'
      }
      if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string'
      const word = stream.match(/^[A-Za-z_]\w*/)
      if (!word) {
        readSymbol(stream.next() ?? '', state)
        return null
      }
      return readWord((word as RegExpMatchArray)[0], state, stream, kindOf)
    },
  }
}

function readSymbol(symbol: string, state: NmodlState): void {
  if (symbol === '{') {
    state.braces++
    state.parentheses = 0
  } else if (symbol === '}') {
    state.braces = Math.max(0, state.braces - 1)
    if (state.braces === 0) {
      state.block = ''
      state.headClosed = false
    }
  } else if (symbol === '(') {
    state.parentheses++
  } else if (symbol === ')') {
    state.parentheses = Math.max(0, state.parentheses - 1)
    if (state.braces === 0 && state.parentheses === 0) state.headClosed = true
  }
}

function readWord(
  word: string,
  state: NmodlState,
  stream: { skipToEnd(): void },
  kindOf: (word: string) => string,
): string {
  if (word === 'COMMENT' || word === 'VERBATIM') {
    state.until = `END${word}`
    return word === 'COMMENT' ? 'comment' : 'verbatim'
  }
  if (word === 'TITLE' && state.braces === 0) {
    stream.skipToEnd()
    return 'title'
  }
  const kind = kindOf(word)
  if (kind !== 'block') return kind
  // INITIAL inside NET_RECEIVE: what begins a block is a statement in one.
  if (state.braces > 0) return 'statement'
  state.block = word
  state.headClosed = false
  state.parentheses = 0
  return kind
}
