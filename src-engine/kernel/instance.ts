import { InternalError } from '../core/errors.ts'
import type { Program } from '../program/program.ts'
import type { ProgramCall } from './abi.ts'
import type { CompiledMechanism } from './compiledMechanism.ts'

/** The hooks of a mechanism, in the order in which a run meets them. */
export const hooks = ['initialise', 'current', 'state'] as const

export type Hook = (typeof hooks)[number]

/** Names of the own columns that a mechanism's programs touch, each once, in order of first use. */
export function ownColumnNames(mechanism: CompiledMechanism): string[] {
  const names = new Set<string>()
  for (const hook of hooks)
    for (const slot of mechanism.programs[hook]?.columns ?? []) if (slot.space === 'own') names.add(slot.name)
  return [...names]
}

/** Names of the columns of one ion that a mechanism's programs touch. */
export function ionColumnNames(mechanism: CompiledMechanism, ion: string): string[] {
  const names = new Set<string>()
  for (const hook of hooks)
    for (const slot of mechanism.programs[hook]?.columns ?? [])
      if (slot.space === `ion:${ion}`) names.add(slot.name)
  return [...names]
}

/** Names of the uniforms that a mechanism's programs touch. */
export function uniformNames(mechanism: CompiledMechanism): string[] {
  const names = new Set<string>()
  for (const hook of hooks) for (const slot of mechanism.programs[hook]?.uniforms ?? []) names.add(slot.name)
  return [...names]
}

/** Whether a lane of some program reads what another lane wrote: then all instances must lie in one group. */
export function isSequential(mechanism: CompiledMechanism): boolean {
  return hooks.some(hook => mechanism.programs[hook]?.sequential === true)
}

/** Where the instances of a mechanism find their numbers. */
export interface Binding {
  /** Number of live instances. */
  readonly count: number
  /** Address of a column: of the instances' own, of the nodes, of an ion. */
  column(space: string, name: string): number | undefined
  /** Index table of a space other than `own`. */
  table(space: string): number | undefined
  /** Address of a uniform. */
  uniform(name: string): number | undefined
}

/** Binds one program to a set of instances. */
export function bindProgram(program: Program, index: number, binding: Binding): ProgramCall {
  const found = (value: number | undefined, what: string) => {
    if (value === undefined)
      throw new InternalError('a program’s slot has no place in the arena', { program: program.name, what })
    return value
  }
  return {
    program: index,
    count: binding.count,
    columns: Int32Array.from(program.columns, slot =>
      found(binding.column(slot.space, slot.name), `${slot.space} ${slot.name}`),
    ),
    tables: Int32Array.from(program.columns, slot =>
      slot.space === 'own' ? -1 : found(binding.table(slot.space), slot.space),
    ),
    uniforms: Int32Array.from(program.uniforms, slot => found(binding.uniform(slot.name), slot.name)),
  }
}

/**
 * Whether instances of a mechanism see each other through a GLOBAL that one writes and another reads; then the
 * result depends on which of them come together, so all must lie in one group.
 */
export function sharesWrittenUniforms(mechanism: CompiledMechanism): boolean {
  if (isSequential(mechanism)) return true
  const slots = hooks.flatMap(hook => mechanism.programs[hook]?.uniforms ?? [])
  const written = new Set(slots.filter(slot => slot.written).map(slot => slot.name))
  return slots.some(slot => !slot.written && written.has(slot.name))
}
