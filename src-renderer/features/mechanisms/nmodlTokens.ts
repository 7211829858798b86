/** What a piece of NMODL text is, for its colour. */
export type NmodlTokenKind = 'comment' | 'block' | 'word' | 'number' | 'unit' | 'text'

/** A piece of a line; all pieces together are the line. */
export interface NmodlToken {
  readonly kind: NmodlTokenKind
  readonly text: string
}

const blocks = new Set(
  (
    'NEURON UNITS PARAMETER CONSTANT STATE ASSIGNED INITIAL BREAKPOINT DERIVATIVE KINETIC LINEAR NONLINEAR PROCEDURE FUNCTION ' +
    'NET_RECEIVE INDEPENDENT FUNCTION_TABLE DESTRUCTOR CONSTRUCTOR BEFORE AFTER'
  ).split(' '),
)
const words = new Set(
  (
    'SUFFIX POINT_PROCESS ARTIFICIAL_CELL USEION READ WRITE VALENCE NONSPECIFIC_CURRENT ELECTRODE_CURRENT RANGE GLOBAL POINTER ' +
    'BBCOREPOINTER THREADSAFE RANDOM SOLVE METHOD STEADYSTATE TABLE DEPEND FROM TO WITH LOCAL if else while for COMPARTMENT ' +
    'LONGITUDINAL_DIFFUSION CONSERVE TITLE UNITSON UNITSOFF INCLUDE START STOP SWEEP net_send net_event WATCH'
  ).split(' '),
)
const pieces =
  /(:.*|\?.*)|([A-Za-z_]\w*)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(\([A-Za-z0-9/.*\-^ ]*[A-Za-z%][A-Za-z0-9/.*\-^ ]*\))|(\s+|.)/gy

/** Whether a bracket holds a unit: what stands after a number, or a name in a declaration, never after a call's name. */
function isUnit(bracket: string, before: NmodlToken | undefined): boolean {
  if (!/^\((?:1|\/?[A-Za-z%][A-Za-z0-9/.*^-]*)\)$/.test(bracket.replaceAll(' ', ''))) return false
  return before === undefined || before.kind === 'number' || /\s$/.test(before.text)
}

/** Cuts NMODL lines into coloured pieces. Knows COMMENT … ENDCOMMENT and VERBATIM … ENDVERBATIM over several lines. */
export function nmodlTokens(lines: readonly string[]): readonly (readonly NmodlToken[])[] {
  let until: string | undefined
  return lines.map(line => {
    const first = line.trim().split(/\s+/)[0] ?? ''
    if (until) {
      if (first === until) until = undefined
      return [{ kind: 'comment', text: line }]
    }
    if (first === 'COMMENT' || first === 'VERBATIM') {
      until = `END${first}`
      return [{ kind: 'comment', text: line }]
    }
    if (first === 'TITLE') return titleTokens(line)
    return lineTokens(line)
  })
}

/** After TITLE, everything is words: colons too. */
function titleTokens(line: string): readonly NmodlToken[] {
  const end = line.indexOf('TITLE') + 'TITLE'.length
  return [
    { kind: 'word', text: line.slice(0, end) },
    { kind: 'text', text: line.slice(end) },
  ]
}

function lineTokens(line: string): readonly NmodlToken[] {
  const tokens: NmodlToken[] = []
  for (const [text, comment, word, number, bracket] of line.matchAll(pieces)) {
    const kind: NmodlTokenKind =
      comment !== undefined
        ? 'comment'
        : word !== undefined
          ? blocks.has(word)
            ? 'block'
            : words.has(word)
              ? 'word'
              : 'text'
          : number !== undefined
            ? 'number'
            : bracket !== undefined && isUnit(bracket, tokens.at(-1))
              ? 'unit'
              : 'text'
    const last = tokens.at(-1)
    if (last?.kind === 'text' && kind === 'text') tokens[tokens.length - 1] = { kind, text: last.text + text }
    else tokens.push({ kind, text })
  }
  return tokens
}
