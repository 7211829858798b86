import type { Span } from '../../core/source/span.ts'
import type {
  Block,
  Body,
  Declaration,
  Identifier,
  NeuronStatement,
  RoutineBlock,
  SyntaxTree,
} from '../ast/nodes.ts'
import { visitStatements } from '../ast/visit.ts'
import type { Report } from '../report.ts'
import { hostQuantities } from '../symbols/builtins.ts'
import { collectIons } from './collectIons.ts'
import type { MechanismModel, Storage, Variable, VariableRole } from './mechanismModel.ts'
import { readUnitDefinitions } from './unitConstants.ts'

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
  const { ions, currents, ionVariables } = collectIons(report, neuron)
  const bodies = [
    ...single.values(),
    ...[...routines.values()].map(routine => routine.body),
    ...[...derivatives.values()].map(derivative => derivative.body),
  ]
  const variables = collectVariables({
    report,
    tree,
    neuron,
    ionVariables,
    written: namesAssigned(bodies),
    currents,
  })
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
    ions,
    currents,
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

/** What `collectVariables` needs. */
interface VariableSources {
  readonly report: Report
  readonly tree: SyntaxTree
  readonly neuron: readonly NeuronStatement[]
  /** Variables of ions, with the ion whose storage they read; undefined where they are only written. */
  readonly ionVariables: ReadonlyMap<
    string,
    { readonly ion: string; readonly read: boolean; readonly span: Span }
  >
  readonly written: ReadonlySet<string>
  readonly currents: MechanismModel['currents']
}

function collectVariables(sources: VariableSources): ReadonlyMap<string, Variable> {
  const { report, tree, neuron, ionVariables, written, currents } = sources
  const listed = { range: listedNames(neuron, 'range'), global: listedNames(neuron, 'global') }
  const currentNames = new Map(currents.map(current => [current.name, current]))
  const variables = new Map<string, Variable>()
  const declared = new Map<string, Span>()

  const enter = (
    name: string,
    role: VariableRole,
    storage: Storage,
    declaration: Partial<Declaration> & { readonly span: Span },
  ): void => {
    const visible =
      role === 'state' ||
      (role === 'parameter' && !listed.range.has(name)) ||
      listed.range.has(name) ||
      listed.global.has(name) ||
      currentNames.get(name)?.kind === 'nonspecific' ||
      currentNames.get(name)?.kind === 'electrode'
    variables.set(name, {
      name,
      role,
      storage,
      visible,
      written: written.has(name),
      unit: declaration.unit ?? '',
      initial: declaration.value ?? 0,
      limits: declaration.limits,
      comment: declaration.comment ?? '',
      span: declaration.span,
    })
  }

  for (const block of tree.blocks) {
    if (block.kind === 'define') {
      enter(block.name.name, 'constant', { kind: 'constant', value: block.value }, { span: block.name.span })
    } else if (block.kind === 'local') {
      for (const name of block.names) enter(name.name, 'file-local', { kind: 'uniform' }, { span: name.span })
    } else if (
      block.kind === 'parameter' ||
      block.kind === 'constant' ||
      block.kind === 'assigned' ||
      block.kind === 'state'
    ) {
      for (const declaration of block.declarations) enterDeclaration(block.kind, declaration)
    }
  }
  const units = tree.blocks.flatMap(block => (block.kind === 'unit-definitions' ? block.definitions : []))
  for (const [name, { value, definition }] of readUnitDefinitions(report, units).constants) {
    if (declared.has(name)) reportDouble(name, definition.name.span)
    enter(
      name,
      'constant',
      { kind: 'constant', value },
      { unit: definition.unit, span: definition.name.span },
    )
  }
  enterUndeclared()
  checkLists()
  return variables

  function enterDeclaration(
    kind: 'parameter' | 'constant' | 'assigned' | 'state',
    declaration: Declaration,
  ): void {
    const { name, span } = declaration.name
    if (kind === 'parameter' && declaration.value !== undefined)
      hintRounding(declaration.name, declaration.value)
    if (declaration.length) report.add('nmodl/array-not-supported-yet', { name }, declaration.span)
    if (declared.has(name)) {
      reportDouble(name, span)
      return
    }
    declared.set(name, span)
    const placed = { ...declaration, span }
    const host = Object.hasOwn(hostQuantities, name) ? hostQuantities[name] : undefined
    const ion = ionVariables.get(name)
    if (host) {
      if (declaration.value !== undefined) report.add('nmodl/ignored-default', { name }, declaration.span)
      enter(
        name,
        'host',
        host.from === 'uniform' ? { kind: 'uniform' } : { kind: 'node', column: host.column },
        placed,
      )
    } else if (currentNames.has(name)) {
      enter(name, 'current', ion?.read ? { kind: 'ion', ion: ion.ion } : { kind: 'own' }, placed)
    } else if (ion) {
      enter(name, 'ion', { kind: 'ion', ion: ion.ion }, placed)
    } else if (kind === 'constant') {
      enter(name, 'constant', { kind: 'constant', value: declaration.value ?? 0 }, placed)
    } else {
      const own =
        kind === 'state' || (kind === 'parameter' ? listed.range.has(name) : !listed.global.has(name))
      enter(name, kind, { kind: own ? 'own' : 'uniform' }, placed)
    }
  }

  /** NEURON 8 writes the defaults of parameters into its C code with six digits. */
  function hintRounding({ name, span }: Identifier, value: number): void {
    const rounded = Number(value.toPrecision(6))
    if (rounded === value || Object.hasOwn(hostQuantities, name) || ionVariables.has(name)) return
    report.add('nmodl/neuron-rounds-default', { name, value: String(value), rounded: String(rounded) }, span)
  }

  function reportDouble(name: string, span: Span): void {
    const first = declared.get(name)
    report.add(
      'nmodl/duplicate-name',
      { name },
      span,
      first ? { message: 'first declared here', span: first } : undefined,
    )
  }

  /** Ion variables, currents and quantities of the simulation need no declaration. */
  function enterUndeclared(): void {
    for (const current of currents) {
      const ion = ionVariables.get(current.name)
      const storage: Storage = ion?.read ? { kind: 'ion', ion: ion.ion } : { kind: 'own' }
      if (!variables.has(current.name)) enter(current.name, 'current', storage, { span: current.span })
    }
    for (const [name, { ion, span }] of ionVariables) {
      if (!variables.has(name)) enter(name, 'ion', { kind: 'ion', ion }, { span })
    }
    for (const [name, host] of Object.entries(hostQuantities)) {
      const storage: Storage =
        host.from === 'uniform' ? { kind: 'uniform' } : { kind: 'node', column: host.column }
      if (!variables.has(name)) enter(name, 'host', storage, { span: { start: 0, end: 0 } })
    }
  }

  function checkLists(): void {
    for (const [word, names] of [
      ['RANGE', listed.range],
      ['GLOBAL', listed.global],
    ] as const) {
      for (const [name, span] of names) {
        if (!variables.has(name))
          report.add('nmodl/undeclared-range', { name, word, known: variables.keys() }, span)
        if (word === 'GLOBAL' && listed.range.has(name)) report.add('nmodl/range-and-global', { name }, span)
      }
    }
  }
}

function listedNames(
  neuron: readonly NeuronStatement[],
  kind: 'range' | 'global',
): ReadonlyMap<string, Span> {
  const names = neuron.flatMap(statement => (statement.kind === kind ? statement.names : []))
  return new Map(names.map(name => [name.name, name.span]))
}
