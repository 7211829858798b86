import type { Span } from '../../core/source/span.ts'
import type { Block, Body, NeuronStatement, RoutineBlock, SyntaxTree } from '../ast/nodes.ts'
import { visitStatements } from '../ast/visit.ts'
import type { Report } from '../report.ts'
import { collectIons } from './collectIons.ts'
import { collectVariables } from './collectVariables.ts'
import type { MechanismModel } from './mechanismModel.ts'

type Derivative = Extract<Block, { kind: 'derivative' }>

/**
 * Gathers what a file declares: its name, its variables with the place where each lives, its routines and blocks.
 *
 * Needs a tree without syntax errors to be of use; reports doubled and missing declarations. Whether the names
 * that statements use exist is the business of checks/names.ts.
 */
export function buildModel(report: Report, tree: SyntaxTree): MechanismModel | undefined {
  const neuron = tree.blocks.flatMap(block => (block.kind === 'neuron' ? block.statements : []))
  const named = findName(report, tree, neuron)
  const routines = new Map<string, RoutineBlock>()
  const derivatives = new Map<string, Derivative>()
  const single = new Map<string, Body>()
  for (const block of tree.blocks) {
    if (block.kind === 'function' || block.kind === 'procedure') {
      enterOnce(report, routines, block.name.name, block, block.name.span)
    } else if (block.kind === 'derivative') {
      enterOnce(report, derivatives, block.name.name, block, block.name.span)
    } else if (block.kind === 'initial' || block.kind === 'breakpoint') {
      if (single.has(block.kind)) {
        report.add(
          'nmodl/second-block',
          { block: block.kind.toUpperCase() },
          { start: block.span.start, end: block.span.start + block.kind.length },
        )
      }
      single.set(block.kind, block.body)
    }
  }
  const ionsAndCurrents = collectIons(report, neuron)
  const bodies = [
    ...single.values(),
    ...[...routines.values(), ...derivatives.values()].map(block => block.body),
  ]
  const written = namesAssigned(bodies)
  const variables = collectVariables(report, tree, { ...ionsAndCurrents, neuron, written })
  for (const [name, routine] of routines) {
    const variable = variables.get(name)
    if (variable)
      report.add('nmodl/duplicate-name', { name }, routine.name.span, {
        message: 'first here',
        span: variable.span,
      })
  }
  if (!named) return undefined
  const breakpoint = single.get('breakpoint')
  return {
    name: named.name,
    kind: named.kind,
    title: tree.blocks.find(block => block.kind === 'title')?.text ?? '',
    variables,
    routines,
    derivatives,
    ions: ionsAndCurrents.ions,
    currents: ionsAndCurrents.currents,
    laterBlocks: new Set(tree.blocks.flatMap(block => (block.kind === 'later' ? [block.name] : []))),
    states: tree.blocks.flatMap(block => (block.kind === 'state' ? block.declarations : [])),
    initial: single.get('initial'),
    breakpoint,
    solves: breakpoint ? breakpoint.statements.filter(statement => statement.kind === 'solve') : [],
  }
}

function findName(
  report: Report,
  tree: SyntaxTree,
  neuron: readonly NeuronStatement[],
): { readonly name: string; readonly kind: 'density' | 'point' } | undefined {
  let found: { name: string; kind: 'density' | 'point'; span: Span } | undefined
  for (const statement of neuron) {
    if (
      statement.kind !== 'suffix' &&
      statement.kind !== 'point_process' &&
      statement.kind !== 'artificial_cell'
    )
      continue
    const { name, span } = statement.name
    if (found)
      report.add('nmodl/second-name', { name }, span, { message: 'first named here', span: found.span })
    else if (name === 'nothing')
      report.add('nmodl/not-supported-yet', { what: 'a file of functions alone (SUFFIX nothing)' }, span)
    found ??= { name, kind: statement.kind === 'suffix' ? 'density' : 'point', span }
  }
  if (!found) {
    const block = tree.blocks.find(other => other.kind === 'neuron')
    const start = block?.span.start ?? 0
    report.add('nmodl/no-neuron-block', {}, { start, end: start + (block ? 'NEURON'.length : 1) })
  }
  return found
}

function enterOnce<T extends { readonly span: Span }>(
  report: Report,
  into: Map<string, T>,
  name: string,
  item: T,
  span: Span,
): void {
  const first = into.get(name)
  if (first) report.add('nmodl/duplicate-name', { name }, span, { message: 'first here', span: first.span })
  else into.set(name, item)
}

/** Every name on the left of `=` anywhere in the file; a LOCAL of the same name only makes this cautious. */
function namesAssigned(bodies: readonly Body[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const body of bodies) {
    visitStatements(body, statement => {
      if (statement.kind === 'assign') names.add(statement.target.name)
      if (statement.kind === 'derivative') names.add(statement.state.name)
    })
  }
  return names
}
