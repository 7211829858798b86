import type { Span } from '../../core/source/span.ts'
import type { MechanismKind } from '../../kernel/compiledMechanism.ts'
import type { Declaration, NeuronStatement, SyntaxTree } from '../ast/blocks.ts'
import type { Identifier } from '../ast/expressions.ts'
import { visitStatements } from '../ast/visit.ts'
import type { Report } from '../report.ts'
import { builtinConstants, hostQuantities } from '../symbols/builtins.ts'
import type { IonsAndCurrents } from './collectIons.ts'
import type { Storage, Variable, VariableRole } from './mechanismModel.ts'
import {
  claimedNames,
  constant,
  hostQuantity,
  listedNames,
  storageOfClaim,
  storageOfHost,
} from './nameClaims.ts'
import { lagName } from './namesWritten.ts'
import { readUnitDefinitions } from './unitConstants.ts'

/** What `collectVariables` needs besides the tree. */
export interface VariableSources extends IonsAndCurrents {
  readonly neuron: readonly NeuronStatement[]
  /** Names on the left of `=` anywhere in the file. */
  readonly written: ReadonlySet<string>
  /** Names that some expression reads. */
  readonly read: ReadonlySet<string>
  readonly kind: MechanismKind
}

/** What is known of a variable from where it is declared. */
type Declared = Partial<Pick<Declaration, 'value' | 'unit' | 'limits' | 'comment' | 'length'>> & {
  readonly span: Span
}

/**
 * Gathers the variables that every block can see, and decides where each lives.
 *
 * What a name means follows from who claims it, in this order: a quantity of the simulation (v, t, dt, celsius,
 * area, diam), POINTER, EXTERNAL or RANDOM, a membrane current, a variable of an ion, and only then its declaration.
 * So `celsius = 6.3` in PARAMETER and `ena = 50` beside READ ena declare nothing of the mechanism's own, as in NEURON.
 * A concentration that is a STATE is the mechanism's own number all the same: it is copied from and to the ion.
 * Arguments of NET_RECEIVE are known in that block alone and are not among the variables.
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
  const claimed = claimedNames(sources.neuron)

  for (const block of tree.blocks) {
    if (block.kind === 'define') declare(block.name, 'constant', constant(block.value), {})
    if (block.kind === 'local') {
      for (const name of block.names) {
        declare(name, 'file-local', { kind: 'uniform' }, { length: name.length, value: name.value })
      }
    }
    if (block.kind === 'independent') {
      for (const { name, first, start, unit } of block.variables) {
        // What is swept is a parameter of each run.
        if (!hostQuantity(name.name, sources.kind))
          declare(name, 'parameter', { kind: 'uniform' }, { value: start ?? first, unit })
      }
    }
    if (block.kind === 'stepped') {
      for (const { name, values, unit, comment } of block.variables) {
        declare(name, 'parameter', { kind: 'uniform' }, { value: values[0], unit, comment })
      }
    }
    if (!('declarations' in block)) continue
    for (const declaration of block.declarations) enterDeclaration(block.kind, declaration)
  }
  const definitions = tree.blocks.flatMap(block =>
    block.kind === 'unit-definitions' ? block.definitions : [],
  )
  for (const { value, definition } of readUnitDefinitions(report, definitions).constants.values()) {
    const { name, unit } = definition
    if (sources.written.has(name.name) && !variables.has(name.name)) {
      // A constant that statements change is a variable of the file.
      report.add('nmodl/constant-written', { name: name.name }, name.span)
      declare(name, 'file-local', { kind: 'uniform' }, { unit, value })
    } else {
      declare(name, 'constant', constant(value), { unit })
    }
  }
  enterUndeclared()
  checkLists()
  return variables

  function enterDeclaration(
    kind: 'parameter' | 'constant' | 'assigned' | 'state',
    declaration: Declaration,
  ): void {
    const { name, value } = declaration
    const host = hostQuantity(name.name, sources.kind)
    const ion = sources.ionVariables.get(name.name)
    const claim = claimed.get(name.name)
    if (claim) {
      declare(name, claim.role, storageOfClaim(claim.role), declaration)
    } else if (host && host.from !== 'run') {
      if (value !== undefined) report.add('nmodl/ignored-default', { name: name.name }, declaration.span)
      declare(name, 'host', storageOfHost(host), declaration)
    } else if (currents.has(name.name)) {
      declare(name, 'current', storageOfCurrent(name.name), declaration)
    } else if (ion && kind !== 'state') {
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
    if (first?.role === 'file-local' || (first && role === 'file-local')) {
      // A LOCAL of the file hides every other variable of its name, as in NEURON.
      const [hidden, hiding] = role === 'file-local' ? [first.span, span] : [span, first.span]
      report.add('nmodl/local-hides', { name }, hidden, { message: 'the LOCAL', span: hiding })
      if (role === 'file-local') enter(name, role, storage, { ...declared, span })
    } else if (first) {
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
      length: declared.length,
      visible:
        (isListed && role !== 'file-local') ||
        (role === 'state' && !sources.ionVariables.has(name)) ||
        role === 'parameter' ||
        current === 'nonspecific' ||
        current === 'electrode' ||
        (sources.kind === 'model' && role === 'assigned'),
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
    for (const [name, { role, span }] of claimed) {
      if (!variables.has(name)) enter(name, role, storageOfClaim(role), { span })
    }
    for (const { name, span } of sources.currents) {
      if (!variables.has(name)) enter(name, 'current', storageOfCurrent(name), { span })
    }
    for (const [name, { ion, span }] of sources.ionVariables) {
      if (!variables.has(name)) enter(name, 'ion', { kind: 'ion', ion }, { span })
    }
    for (const [name, host] of Object.entries(hostQuantities)) {
      const isNamed = host.from !== 'run' || sources.read.has(name) || sources.written.has(name)
      if (!variables.has(name) && isNamed && hostQuantity(name, sources.kind)) {
        enter(name, 'host', storageOfHost(host), { span: { start: 0, end: 0 } })
      }
    }
    // How many numbers a series has, where statements change it.
    for (const [name, { role, span }] of claimed)
      if (role === 'series' && sources.written.has(`${name}.count`))
        enter(`${name}.count`, 'assigned', { kind: 'own' }, { span: { start: span.start, end: span.start } })
    enterStarts()
    if (!variables.has('usetable') && sources.read.has('usetable')) {
      enter(
        'usetable',
        'parameter',
        { kind: 'uniform' },
        { span: { start: 0, end: 0 }, value: 1, limits: [0, 1] },
      )
    }
    for (const [name, value] of Object.entries(builtinConstants)) {
      if (!variables.has(name) && sources.read.has(name))
        enter(name, 'constant', constant(value), { span: { start: 0, end: 0 } })
    }
    for (const [name, span] of global) {
      if (!variables.has(name) && sources.written.has(name)) {
        report.add('nmodl/global-undeclared', { name }, span)
        enter(name, 'assigned', { kind: 'uniform' }, { span })
      }
    }
    for (const lag of lagsOf(tree)) {
      if (!variables.has(lag.name)) enter(lag.name, 'assigned', { kind: 'own' }, { span: lag.span })
    }
  }

  /** `x0`, the value at which a STATE x starts, exists without a declaration too. */
  function enterStarts(): void {
    for (const block of tree.blocks) {
      if (block.kind !== 'state') continue
      for (const { name, value, unit } of block.declarations) {
        const start = `${name.name}0`
        if (variables.has(start) || (!sources.read.has(start) && !sources.written.has(start))) continue
        enter(start, 'parameter', { kind: 'uniform' }, { span: name.span, value, unit })
      }
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

/** The variables that LAG statements of the file set. */
function lagsOf(tree: SyntaxTree): readonly Identifier[] {
  const lags: Identifier[] = []
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (statement.kind !== 'lag') return
      lags.push({ name: lagName(statement.name.name, statement.by.name), span: statement.span })
    })
  }
  return lags
}
