import type { Span } from '../../core/source/span.ts'
import type {
  Block,
  FunctionTableBlock,
  NeuronStatement,
  RoutineBlock,
  SolvableBlock,
  SyntaxTree,
} from '../ast/blocks.ts'
import type { Body, SolveStatement } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import type { Report } from '../report.ts'
import { replaceCalledBlocks } from './calledBlocks.ts'
import { collectIons } from './collectIons.ts'
import { collectVariables } from './collectVariables.ts'
import { findIdentity } from './identity.ts'
import type { MechanismModel } from './mechanismModel.ts'
import { namesRead, namesWritten } from './namesWritten.ts'

/**
 * Gathers what a file declares: its name, its variables with the place where each lives, its routines and blocks.
 *
 * Needs a tree without syntax errors to be of use; reports doubled and missing declarations. Whether the names
 * that statements use exist is the business of checks/names.ts.
 */
export function buildModel(report: Report, parsed: SyntaxTree): MechanismModel {
  const tree = replaceCalledBlocks(parsed)
  const neuron = tree.blocks.flatMap(block => (block.kind === 'neuron' ? block.statements : []))
  const { name, kind } = findIdentity(report, tree, neuron)
  const named = collectNamedBlocks(report, tree)
  const single = collectSingleBlocks(report, tree)
  const ionsAndCurrents = collectIons(report, neuron)
  const written = namesWritten(tree)
  const sources = { ...ionsAndCurrents, neuron, kind, written, read: namesRead(tree) }
  const variables = collectVariables(report, tree, sources)
  for (const [blockName, block] of [...named.routines, ...named.functionTables]) {
    const variable = variables.get(blockName)
    if (!variable) continue
    const other = { message: 'first here', span: variable.span }
    report.add('nmodl/duplicate-name', { name: blockName }, block.name.span, other)
  }
  const breakpoint = single.get('breakpoint')
  const independent = tree.blocks.flatMap(block => (block.kind === 'independent' ? block.variables : []))
  const netReceive = tree.blocks.find(block => block.kind === 'net-receive')
  return {
    name,
    kind,
    title: tree.blocks.find(block => block.kind === 'title')?.text ?? '',
    variables,
    ...named,
    ions: ionsAndCurrents.ions,
    currents: ionsAndCurrents.currents,
    states: tree.blocks.flatMap(block => (block.kind === 'state' ? block.declarations : [])),
    initial: single.get('initial'),
    breakpoint,
    solves: breakpoint ? solvesIn(breakpoint) : [],
    netReceive,
    hooks: tree.blocks.filter(block => block.kind === 'hook'),
    construct: single.get('constructor'),
    destruct: single.get('destructor'),
    weights: netReceive?.arguments ?? [],
    pointers: [...listed(neuron, 'pointer'), ...listed(neuron, 'bbcorepointer')],
    randoms: listed(neuron, 'random'),
    series: listed(neuron, 'series'),
    written,
    externals: listed(neuron, 'external'),
    independent: independent.find(({ sweep }) => !sweep),
    swept: independent.filter(({ sweep }) => sweep),
    namesInC: namesInC(tree),
    stepped: tree.blocks.flatMap(block => (block.kind === 'stepped' ? block.variables : [])),
  }
}

/** The names under one word of the NEURON block. */
function listed(neuron: readonly NeuronStatement[], kind: NeuronStatement['kind']): readonly string[] {
  return neuron.flatMap(statement =>
    statement.kind === kind && 'names' in statement ? statement.names.map(({ name }) => name) : [],
  )
}

/** Every word of the C code of a file. */
function namesInC(tree: SyntaxTree): ReadonlySet<string> {
  const names = new Set<string>()
  const enter = (code: string): void => {
    for (const [name] of code.matchAll(/[A-Za-z_]\w*/g)) names.add(name)
  }
  for (const block of tree.blocks) {
    if (block.kind === 'verbatim') enter(block.text)
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (statement.kind === 'verbatim') enter(statement.text)
    })
  }
  return names
}

function solvesIn(body: Body): readonly SolveStatement[] {
  const solves: SolveStatement[] = []
  visitStatements(body, statement => {
    if (statement.kind === 'solve') solves.push(statement)
  })
  return solves
}

/** Blocks that a name calls or solves. */
function collectNamedBlocks(
  report: Report,
  tree: SyntaxTree,
): Pick<MechanismModel, 'routines' | 'functionTables' | 'solvables'> {
  const routines = new Map<string, RoutineBlock>()
  const functionTables = new Map<string, FunctionTableBlock>()
  const solvables = new Map<string, SolvableBlock>()
  const seen = new Map<string, Span>()
  for (const block of tree.blocks) {
    if (!isRoutine(block) && !isSolvable(block) && block.kind !== 'function-table') continue
    const { name, span } = block.name
    const first = seen.get(name)
    if (first) {
      report.add('nmodl/duplicate-name', { name }, span, { message: 'first here', span: first })
      continue
    }
    seen.set(name, span)
    if (isRoutine(block)) routines.set(name, block)
    else if (isSolvable(block)) solvables.set(name, block)
    else functionTables.set(name, block)
  }
  return { routines, functionTables, solvables }
}

function isRoutine(block: Block): block is RoutineBlock {
  return block.kind === 'function' || block.kind === 'procedure'
}

function isSolvable(block: Block): block is SolvableBlock {
  return 'solveFor' in block
}

type SingleKind = 'initial' | 'breakpoint' | 'constructor' | 'destructor'

/** Blocks without a name; where a file has several of a kind they run one after another, as in NEURON. */
function collectSingleBlocks(report: Report, tree: SyntaxTree): ReadonlyMap<SingleKind, Body> {
  const single = new Map<SingleKind, Body>()
  let receives = false
  for (const block of tree.blocks) {
    if (block.kind === 'net-receive') {
      const word = 'NET_RECEIVE'
      const place = { start: block.span.start, end: block.span.start + word.length }
      if (receives) report.add('nmodl/second-block', { block: word }, place)
      receives = true
    }
    if (
      block.kind !== 'initial' &&
      block.kind !== 'breakpoint' &&
      block.kind !== 'constructor' &&
      block.kind !== 'destructor'
    )
      continue
    const first = single.get(block.kind)
    single.set(block.kind, first ? joinBodies(first, block.body) : block.body)
  }
  return single
}

/** Both bodies as one, each a scope of its own. */
function joinBodies(first: Body, second: Body): Body {
  const statements = [first, second].map(body => ({ kind: 'block' as const, body, span: body.span }))
  return { statements, span: first.span }
}
