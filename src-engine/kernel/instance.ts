import { InternalError } from '../core/errors.ts'
import type { Program } from '../program/program.ts'
import type { ProgramCall } from './abi.ts'
import { type CompiledMechanism, continuousHooks, hookNames } from './compiledMechanism.ts'

/** Every program of a mechanism's hooks, in the order in which a run meets them. */
export function hookPrograms({ programs }: Pick<CompiledMechanism, 'programs'>): Program[] {
  return [...hookNames, ...continuousHooks].flatMap(hook => programs[hook] ?? [])
}

const slotsOf = (mechanism: CompiledMechanism, space: string) =>
  hookPrograms(mechanism).flatMap(program => program.columns.filter(slot => slot.space === space))

/** The array that `name[3]` is an element of, and which; undefined where the name is not of that form. */
export function elementOf(name: string): { readonly array: string; readonly index: number } | undefined {
  const [, array, index] = /^(.+)\[(\d+)\]$/.exec(name) ?? []
  return array === undefined ? undefined : { array, index: Number(index) }
}

/**
 * The own columns that a mechanism's programs touch, in order of first use, with their lengths: 1, or the number of
 * elements of an array. Fixed elements (`x[3]`) belong to their array where it is known as one.
 */
export function ownColumns(mechanism: CompiledMechanism): ReadonlyMap<string, number> {
  const slots = slotsOf(mechanism, 'own')
  const arrays = new Map(mechanism.fields.flatMap(({ name, length }) => (length ? [[name, length]] : [])))
  for (const { name, length } of slots) if (length > 1) arrays.set(name, length)
  const columns = new Map<string, number>()
  for (const { name } of slots) {
    const array = elementOf(name)?.array
    const owner = array !== undefined && arrays.has(array) ? array : name
    columns.set(owner, arrays.get(owner) ?? 1)
  }
  return columns
}

/** Names of the columns of one space other than `own` that a mechanism's programs touch. */
export function columnNames(mechanism: CompiledMechanism, space: string): string[] {
  return [...new Set(slotsOf(mechanism, space).map(slot => slot.name))]
}

/** Names of the columns of one ion that a mechanism's programs touch. */
export function ionColumnNames(mechanism: CompiledMechanism, ion: string): string[] {
  return columnNames(mechanism, `ion:${ion}`)
}

/** Names of the uniforms that a mechanism's programs touch, those that make its tables among them. */
export function uniformNames(mechanism: CompiledMechanism): string[] {
  const programs = [...hookPrograms(mechanism), ...mechanism.tables.map(table => table.program)]
  return [...new Set(programs.flatMap(program => program.uniforms.map(slot => slot.name)))]
}

/** Whether a lane of some program reads what another lane wrote: then all instances must lie in one group. */
export function isSequential(mechanism: CompiledMechanism): boolean {
  return hookPrograms(mechanism).some(program => program.sequential)
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
  const slots = hookPrograms(mechanism).flatMap(program => program.uniforms)
  const written = new Set(slots.filter(slot => slot.written).map(slot => slot.name))
  return slots.some(slot => !slot.written && written.has(slot.name))
}
