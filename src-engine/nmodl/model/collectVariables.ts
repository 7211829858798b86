import type { Span } from '../../core/source/span.ts'
import type { Declaration, Identifier, NeuronStatement, SyntaxTree } from '../ast/nodes.ts'
import type { Report } from '../report.ts'
import { hostQuantities, type HostQuantity } from '../symbols/builtins.ts'
import type { IonsAndCurrents } from './collectIons.ts'
import type { Storage, Variable, VariableRole } from './mechanismModel.ts'
import { readUnitDefinitions } from './unitConstants.ts'

/** What `collectVariables` needs besides the tree. */
export interface VariableSources extends IonsAndCurrents {
  readonly neuron: readonly NeuronStatement[]
  /** Names on the left of `=` anywhere in the file. */
  readonly written: ReadonlySet<string>
}

/** What is known of a variable from where it is declared. */
type Declared = Partial<Pick<Declaration, 'value' | 'unit' | 'limits' | 'comment'>> & { readonly span: Span }

/**
 * Gathers the variables that every block can see, and decides where each lives.
 *
 * What a name means follows from who claims it, in this order: a quantity of the simulation (v, t, dt, celsius,
 * area, diam), a membrane current, a variable of an ion, and only then its declaration. So `celsius = 6.3` in
 * PARAMETER and `ena = 50` beside READ ena declare nothing of the mechanism's own, as in NEURON.
 */
export function collectVariables(
  report: Report,
  tree: SyntaxTree,
  sources: VariableSources,
): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>()
  const range = listedNames(sources.neuron, 'range')
  const global = listedNames(sources.neuron, 'global')
  const currents = new Map(sources.currents.map(current => [current.name, current]))

  for (const block of tree.blocks) {
    if (block.kind === 'define') declare(block.name, 'constant', constant(block.value), {})
    if (block.kind === 'local') {
      for (const name of block.names) declare(name, 'file-local', { kind: 'uniform' }, {})
    }
    if (!('declarations' in block)) continue
    for (const declaration of block.declarations) enterDeclaration(block.kind, declaration)
  }
  const definitions = tree.blocks.flatMap(block =>
    block.kind === 'unit-definitions' ? block.definitions : [],
  )
  for (const { value, definition } of readUnitDefinitions(report, definitions).constants.values()) {
    declare(definition.name, 'constant', constant(value), { unit: definition.unit })
  }
  enterUndeclared()
  checkLists()
  return variables

  function enterDeclaration(
    kind: 'parameter' | 'constant' | 'assigned' | 'state',
    declaration: Declaration,
  ): void {
    const { name, value } = declaration
    if (declaration.length) report.add('nmodl/array-not-supported-yet', { name: name.name }, declaration.span)
    const host = hostQuantity(name.name)
    const ion = sources.ionVariables.get(name.name)
    if (host) {
      if (value !== undefined) report.add('nmodl/ignored-default', { name: name.name }, declaration.span)
      declare(name, 'host', storageOfHost(host), declaration)
    } else if (currents.has(name.name)) {
      declare(name, 'current', storageOfCurrent(name.name), declaration)
    } else if (ion) {
      declare(name, 'ion', { kind: 'ion', ion: ion.ion }, declaration)
    } else if (kind === 'constant') {
      declare(name, 'constant', constant(value ?? 0), declaration)
    } else {
      if (kind === 'parameter' && value !== undefined) hintRounding(name, value)
      const isOwn = kind === 'state' || (kind === 'parameter' ? range.has(name.name) : !global.has(name.name))
      declare(name, kind, { kind: isOwn ? 'own' : 'uniform' }, declaration)
    }
  }

  /** Enters a declaration; the second of one name is a fault. */
  function declare(
    { name, span }: Identifier,
    role: VariableRole,
    storage: Storage,
    declared: Partial<Declared>,
  ): void {
    const first = variables.get(name)
    if (first) {
      const other = { message: 'first declared here', span: first.span }
      report.add('nmodl/duplicate-name', { name }, span, other)
    } else {
      enter(name, role, storage, { ...declared, span })
    }
  }

  function enter(name: string, role: VariableRole, storage: Storage, declared: Declared): void {
    const current = currents.get(name)?.kind
    const isListed = range.has(name) || global.has(name)
    variables.set(name, {
      name,
      role,
      storage,
      visible:
        isListed ||
        role === 'state' ||
        role === 'parameter' ||
        current === 'nonspecific' ||
        current === 'electrode',
      written: sources.written.has(name),
      unit: declared.unit ?? '',
      initial: declared.value ?? 0,
      limits: declared.limits,
      comment: declared.comment ?? '',
      span: declared.span,
    })
  }

  /** Variables of ions, currents and quantities of the simulation need no declaration. */
  function enterUndeclared(): void {
    for (const { name, span } of sources.currents) {
      if (!variables.has(name)) enter(name, 'current', storageOfCurrent(name), { span })
    }
    for (const [name, { ion, span }] of sources.ionVariables) {
      if (!variables.has(name)) enter(name, 'ion', { kind: 'ion', ion }, { span })
    }
    for (const [name, host] of Object.entries(hostQuantities)) {
      if (!variables.has(name)) enter(name, 'host', storageOfHost(host), { span: { start: 0, end: 0 } })
    }
  }

  /** A current is the mechanism's own, except one that is also READ: then the ion's total is meant. */
  function storageOfCurrent(name: string): Storage {
    const ion = sources.ionVariables.get(name)
    return ion?.read ? { kind: 'ion', ion: ion.ion } : { kind: 'own' }
  }

  /** NEURON 8 writes the defaults of parameters into its C code with six digits. */
  function hintRounding({ name, span }: Identifier, value: number): void {
    const rounded = Number(value.toPrecision(6))
    if (rounded === value) return
    report.add('nmodl/neuron-rounds-default', { name, value: String(value), rounded: String(rounded) }, span)
  }

  function checkLists(): void {
    for (const [word, names] of [
      ['RANGE', range],
      ['GLOBAL', global],
    ] as const) {
      for (const [name, span] of names) {
        if (!variables.has(name)) {
          report.add('nmodl/undeclared-range', { name, word, known: variables.keys() }, span)
        } else if (word === 'GLOBAL' && range.has(name)) {
          report.add('nmodl/range-and-global', { name }, span)
        }
      }
    }
  }
}

function constant(value: number): Storage {
  return { kind: 'constant', value }
}

function hostQuantity(name: string): HostQuantity | undefined {
  return Object.hasOwn(hostQuantities, name) ? hostQuantities[name] : undefined
}

function storageOfHost(host: HostQuantity): Storage {
  return host.from === 'uniform' ? { kind: 'uniform' } : { kind: 'node', column: host.column }
}

function listedNames(
  neuron: readonly NeuronStatement[],
  kind: 'range' | 'global',
): ReadonlyMap<string, Span> {
  const names = neuron.flatMap(statement => (statement.kind === kind ? statement.names : []))
  return new Map(names.map(name => [name.name, name.span]))
}
