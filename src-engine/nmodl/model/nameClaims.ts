import type { Span } from '../../core/source/span.ts'
import type { MechanismKind } from '../../kernel/compiledMechanism.ts'
import type { NeuronStatement } from '../ast/blocks.ts'
import { hostQuantities, type HostQuantity } from '../symbols/builtins.ts'
import type { Storage } from './mechanismModel.ts'

/** Words of the NEURON block that make of a name something other than a number of the mechanism. */
const claims = {
  pointer: 'pointer',
  bbcorepointer: 'pointer',
  external: 'external',
  random: 'random',
  series: 'series',
} as const

/** Where a number lies that never changes. */
export function constant(value: number): Storage {
  return { kind: 'constant', value }
}

/** What the simulation gives of this name; a model of its own has no membrane, so only time is given there. */
export function hostQuantity(name: string, kind: MechanismKind): HostQuantity | undefined {
  if (kind === 'model' && !['t', 'dt', 'stoprun'].includes(name)) return undefined
  return Object.hasOwn(hostQuantities, name) ? hostQuantities[name] : undefined
}

/** What the NEURON block makes of a name. */
export type ClaimedRole = (typeof claims)[keyof typeof claims]

/** Names that POINTER, EXTERNAL, RANDOM and the like claim, with the role that they give. */
export function claimedNames(
  neuron: readonly NeuronStatement[],
): ReadonlyMap<string, { readonly role: ClaimedRole; readonly span: Span }> {
  const claimed = new Map<string, { role: ClaimedRole; span: Span }>()
  for (const statement of neuron) {
    const role = Object.hasOwn(claims, statement.kind)
      ? claims[statement.kind as keyof typeof claims]
      : undefined
    if (role === undefined || !('names' in statement)) continue
    for (const { name, span } of statement.names) claimed.set(name, { role, span })
  }
  return claimed
}

/** Where a claimed variable lives. */
export function storageOfClaim(role: ClaimedRole): Storage {
  if (role === 'pointer') return { kind: 'pointer' }
  return { kind: role === 'external' ? 'uniform' : 'own' }
}

/** Where a quantity of the simulation lives. */
export function storageOfHost(host: HostQuantity): Storage {
  if (host.from === 'run') return constant(0)
  return host.from === 'uniform' ? { kind: 'uniform' } : { kind: 'node', column: host.column }
}

/** Names in the RANGE or GLOBAL lists, each with its last place. */
export function listedNames(
  neuron: readonly NeuronStatement[],
  kind: 'range' | 'global',
): ReadonlyMap<string, Span> {
  const names = neuron.flatMap(statement => (statement.kind === kind ? statement.names : []))
  return new Map(names.map(name => [name.name, name.span]))
}
