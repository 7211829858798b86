import { visitExpression, visitStatements, expressionsOf } from '../../../src-engine/nmodl/ast/visit.ts'
import type { Block, NeuronStatement, SyntaxTree } from '../../../src-engine/nmodl/ast/blocks.ts'
import type { Expression } from '../../../src-engine/nmodl/ast/expressions.ts'
import type { Statement } from '../../../src-engine/nmodl/ast/statements.ts'

/** Everything of a file, flat. */
interface Parts {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly neuron: readonly NeuronStatement[]
  readonly statements: readonly Statement[]
  readonly expressions: readonly Expression[]
  readonly calls: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/** Takes a tree apart. */
export function partsOf(tree: SyntaxTree, text: string): Parts {
  const statements: Statement[] = []
  const expressions: Expression[] = []
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      statements.push(statement)
      for (const expression of expressionsOf(statement)) {
        visitExpression(expression, inner => expressions.push(inner))
      }
    })
  }
  return {
    text,
    blocks: tree.blocks,
    neuron: tree.blocks.flatMap(block => (block.kind === 'neuron' ? block.statements : [])),
    statements,
    expressions,
    calls: new Set(expressions.flatMap(inner => (inner.kind === 'call' ? [inner.callee.name] : []))),
    names: new Set(expressions.flatMap(inner => (inner.kind === 'name' ? [inner.name] : []))),
  }
}

type Finder = (parts: Parts) => boolean

const block =
  (kind: Block['kind']): Finder =>
  ({ blocks }) =>
    blocks.some(other => other.kind === kind)
const statement =
  (kind: Statement['kind']): Finder =>
  ({ statements }) =>
    statements.some(other => other.kind === kind)
const neuron =
  (kind: NeuronStatement['kind']): Finder =>
  parts =>
    parts.neuron.some(other => other.kind === kind)
const call =
  (name: string): Finder =>
  ({ calls }) =>
    calls.has(name)
const reads =
  (name: string): Finder =>
  ({ names }) =>
    names.has(name)
const spelt =
  (pattern: RegExp): Finder =>
  ({ text }) =>
    pattern.test(text)
const method = (name: string, steadyState = false): Finder => {
  return ({ statements }) =>
    statements.some(
      other => other.kind === 'solve' && other.method?.name === name && other.steadyState === steadyState,
    )
}
/** A variable of an ion under READ or WRITE: `i`, `e` or the concentration inside or outside. */
const ion = (word: 'reads' | 'writes', pattern: (ion: string) => string): Finder => {
  return parts =>
    parts.neuron.some(
      other => other.kind === 'useion' && other[word].some(({ name }) => name === pattern(other.ion.name)),
    )
}
const names = (kind: 'point_process' | 'artificial_cell' | 'suffix', nothing = false): Finder => {
  return parts =>
    parts.neuron.some(
      other => other.kind === kind && 'name' in other && (other.name.name === 'nothing') === nothing,
    )
}
const declared = (
  test: (declaration: { readonly length: number | undefined } & Record<string, unknown>) => boolean,
): Finder => {
  return ({ blocks }) =>
    blocks.some(
      other => 'declarations' in other && other.declarations.some(declaration => test({ ...declaration })),
    )
}
const solved = (kind: string, hasMethod: boolean): Finder => {
  return ({ blocks, statements }) =>
    statements.some(
      other =>
        other.kind === 'solve' &&
        (other.method !== undefined) === hasMethod &&
        blocks.some(
          target => target.kind === kind && 'name' in target && target.name.name === other.block.name,
        ),
    )
}

const functions =
  `exp log log10 sin cos tan asin acos atan atan2 sinh cosh tanh sqrt fabs floor ceil fmod pow erf printf
  prterr exprand normrand poisrand scop_random set_seed at_time state_discontinuity net_send net_move net_event
  nrn_pointing nrn_ghk factorial gauss hyperbol sigmoid poisson random_setseq random_negexp random_normal
  random_uniform`.split(/\s+/)

/** What a file of NMODL can have, by name: table B4 and all else of the grammar, odd spellings included. */
export const constructs: Readonly<Record<string, Finder>> = {
  TITLE: block('title'),
  'several titles': ({ blocks }) => blocks.filter(({ kind }) => kind === 'title').length > 1,
  COMMENT: spelt(/^\s*COMMENT\b/m),
  'comment with ?': spelt(/\?[^\n]*\n/),
  'text behind ENDCOMMENT': spelt(/^ENDCOMMENT[ \t]+\S|^The end/m),
  NEURON: block('neuron'),
  'no NEURON block': parts => !block('neuron')(parts),
  'NEURON without a name': ({ neuron: list, blocks }) =>
    blocks.some(({ kind }) => kind === 'neuron') &&
    !list.some(({ kind }) => /suffix|point|artificial/.test(kind)),
  SUFFIX: names('suffix'),
  'SUFFIX nothing': names('suffix', true),
  POINT_PROCESS: names('point_process'),
  ARTIFICIAL_CELL: names('artificial_cell'),
  USEION: neuron('useion'),
  'READ eX': ion('reads', name => `e${name}`),
  'READ iX': ion('reads', name => `i${name}`),
  'READ Xi': ion('reads', name => `${name}i`),
  'READ Xo': ion('reads', name => `${name}o`),
  'WRITE iX': ion('writes', name => `i${name}`),
  'WRITE eX': ion('writes', name => `e${name}`),
  'WRITE Xi': ion('writes', name => `${name}i`),
  'WRITE Xo': ion('writes', name => `${name}o`),
  VALENCE: spelt(/\bVALENCE\b/),
  CHARGE: spelt(/\bCHARGE\b/),
  'negative charge': spelt(/\b(?:VALENCE|CHARGE)\s+-/),
  REPRESENTS: spelt(/\bREPRESENTS\b/),
  'custom ion': parts =>
    parts.neuron.some(other => other.kind === 'useion' && !['na', 'k', 'ca'].includes(other.ion.name)),
  NONSPECIFIC_CURRENT: neuron('nonspecific_current'),
  ELECTRODE_CURRENT: neuron('electrode_current'),
  RANGE: neuron('range'),
  GLOBAL: neuron('global'),
  POINTER: neuron('pointer'),
  BBCOREPOINTER: neuron('bbcorepointer'),
  EXTERNAL: neuron('external'),
  THREADSAFE: neuron('threadsafe'),
  RANDOM: neuron('random'),
  UNITS: block('unit-definitions'),
  'no UNITS block': parts => !block('unit-definitions')(parts),
  FARADAY: spelt(/=\s*\(faraday\)/),
  'constant converted by ->': spelt(/\)\s*->\s*\(/),
  UNITSOFF: spelt(/\bUNITSOFF\b/),
  'UNITSOFF inside a body': statement('units'),
  PARAMETER: block('parameter'),
  limits: declared(({ limits }) => limits !== undefined),
  CONSTANT: block('constant'),
  ASSIGNED: block('assigned'),
  STATE: block('state'),
  'STATE FROM TO': declared(({ range }) => range !== undefined),
  'STATE START': spelt(/\bSTART\b/),
  'STATE tolerance': declared(({ tolerance }) => tolerance !== undefined),
  arrays: declared(({ length }) => length !== undefined),
  'array elements': ({ expressions }) => expressions.some(({ kind }) => kind === 'element'),
  "x'[i]": ({ statements }) =>
    statements.some(other => other.kind === 'derivative' && other.index !== undefined),
  "x' as number": ({ expressions }) => expressions.some(({ kind }) => kind === 'slope'),
  INDEPENDENT: block('independent'),
  STEPPED: block('stepped'),
  DEFINE: block('define'),
  INCLUDE: spelt(/^\s*INCLUDE\b/m),
  'LOCAL of the file': block('local'),
  'LOCAL of a block': statement('local'),
  'LOCAL array': ({ blocks, statements }) =>
    [...blocks, ...statements].some(
      other => other.kind === 'local' && other.names.some(({ length }) => length !== undefined),
    ),
  INITIAL: block('initial'),
  BREAKPOINT: block('breakpoint'),
  'several blocks of a kind': ({ blocks }) => blocks.filter(({ kind }) => kind === 'initial').length > 1,
  DERIVATIVE: block('derivative'),
  KINETIC: block('kinetic'),
  LINEAR: block('linear'),
  NONLINEAR: block('nonlinear'),
  DISCRETE: block('discrete'),
  SOLVEFOR: spelt(/\bSOLVEFOR\b/),
  'x@1': ({ expressions }) => expressions.some(({ kind }) => kind === 'past'),
  FUNCTION: block('function'),
  'FUNCTION with units': ({ blocks }) => blocks.some(other => other.kind === 'function' && other.unit !== ''),
  PROCEDURE: block('procedure'),
  FUNCTION_TABLE: block('function-table'),
  NET_RECEIVE: block('net-receive'),
  'NET_RECEIVE with several arguments': ({ blocks }) =>
    blocks.some(other => other.kind === 'net-receive' && other.arguments.length > 1),
  'INITIAL in NET_RECEIVE': statement('net-initial'),
  FOR_NETCONS: statement('for-netcons'),
  WATCH: statement('watch'),
  'BEFORE STEP': ({ blocks }) => blocks.some(other => other.kind === 'hook' && other.at === 'step'),
  'BEFORE INITIAL': spelt(/\bBEFORE\s+INITIAL\b/),
  'BEFORE BREAKPOINT': spelt(/\bBEFORE\s+BREAKPOINT\b/),
  'AFTER SOLVE': spelt(/\bAFTER\s+SOLVE\b/),
  'AFTER INITIAL': spelt(/\bAFTER\s+INITIAL\b/),
  CONSTRUCTOR: block('constructor'),
  DESTRUCTOR: block('destructor'),
  VERBATIM: spelt(/\bVERBATIM\b/),
  if: statement('if'),
  'IF ELSE': spelt(/\bELSE\b|\belse if\b/),
  while: statement('while'),
  FROM: statement('from'),
  'FROM BY': ({ statements }) => statements.some(other => other.kind === 'from' && other.step !== undefined),
  FORALL: statement('forall'),
  'block inside a block': statement('block'),
  'SOLVE in an if': spelt(/if\s*\([^)]*\)\s*\{\s*SOLVE/),
  'SOLVE of a PROCEDURE without METHOD': solved('procedure', false),
  'SOLVE of a DERIVATIVE without METHOD': solved('derivative', false),
  'SOLVE of a KINETIC without METHOD': solved('kinetic', false),
  IFERROR: ({ statements }) =>
    statements.some(other => other.kind === 'solve' && other.ifError !== undefined),
  cnexp: method('cnexp'),
  derivimplicit: method('derivimplicit'),
  euler: method('euler'),
  runge: method('runge'),
  sparse: method('sparse'),
  newton: method('newton'),
  after_cvode: method('after_cvode'),
  'method of former times': ({ statements }) =>
    statements.some(
      other => other.kind === 'solve' && /adams|heun|gear|clsoda/.test(other.method?.name ?? ''),
    ),
  'STEADYSTATE sparse': method('sparse', true),
  'STEADYSTATE derivimplicit': method('derivimplicit', true),
  TABLE: statement('table'),
  'TABLE without names': ({ statements }) =>
    statements.some(other => other.kind === 'table' && other.names.length === 0),
  DEPEND: ({ statements }) => statements.some(other => other.kind === 'table' && other.depends.length > 0),
  CONDUCTANCE: statement('conductance'),
  LAG: statement('lag'),
  PROTECT: statement('protect'),
  MUTEXLOCK: statement('mutex'),
  'reaction <->': spelt(/<->/),
  'reaction ->': spelt(/~[^\n]*[^<]-\s?>/),
  'reaction <<': spelt(/~[^\n]*<\s?</),
  'counts in a reaction': ({ statements }) =>
    statements.some(
      other => other.kind === 'reaction' && [...other.left, ...other.right].some(({ count }) => count > 1),
    ),
  CONSERVE: statement('conserve'),
  COMPARTMENT: statement('compartment'),
  'COMPARTMENT with an index': ({ statements }) =>
    statements.some(other => other.kind === 'compartment' && other.variable !== undefined),
  LONGITUDINAL_DIFFUSION: statement('longitudinal-diffusion'),
  'f_flux, b_flux': reads('f_flux'),
  '^': ({ expressions }) => expressions.some(other => other.kind === 'binary' && other.operator === '^'),
  'and, or, not': ({ text }) => /&&/.test(text) && /\|\|/.test(text) && /!/.test(text),
  celsius: reads('celsius'),
  t: reads('t'),
  dt: reads('dt'),
  area: reads('area'),
  diam: reads('diam'),
  flag: reads('flag'),
  'v set in the text': ({ statements }) =>
    statements.some(other => other.kind === 'assign' && other.target.name === 'v'),
  ...Object.fromEntries(functions.map(name => [`${name}()`, call(name)])),
}
