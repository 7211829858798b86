import { InternalError } from '../core/errors.ts'
import { stepperUniforms } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism, MechanismField } from '../kernel/compiledMechanism.ts'
import { elementOf, uniformNames } from '../kernel/instance.ts'
import { rowsOf } from '../model/checkFunctionTables.ts'
import type { FunctionTableUse } from '../model/document.ts'

/** The uniforms of a group, side by side in one column: each group has its own, so that threads share nothing. */
export interface GroupUniforms {
  /** Key → the mechanism whose GLOBAL it is; undefined for t, dt and celsius. */
  readonly owners: ReadonlyMap<string, CompiledMechanism | undefined>
  /** Address by key. */
  address(key: string): number
  /** Key of a name as a mechanism’s program says it: `hh.q10` for its GLOBALs, else the name. */
  key(mechanism: CompiledMechanism | undefined, name: string): string
}

/** The field and, of an array, the element, that a uniform of a mechanism stands for. */
function globalField(mechanism: CompiledMechanism, name: string): MechanismField | undefined {
  const array = elementOf(name)?.array
  return mechanism.fields.find(
    field => field.scope === 'global' && (field.name === name || (field.length && field.name === array)),
  )
}

/** The function whose number of values of an argument a uniform is: `f.entries`, `f.entries2` of the second. */
const functionTableOf = (mechanism: CompiledMechanism, name: string) =>
  mechanism.functionTables.find(
    table => name === `${table.name}.entries` || name === `${table.name}.entries2`,
  )

const keyOf = (mechanism: CompiledMechanism | undefined, name: string) =>
  mechanism && (globalField(mechanism, name) || functionTableOf(mechanism, name))
    ? `${mechanism.name}.${name}`
    : name

/** Uniforms of the simulation itself, with their numbers when it begins, besides t, dt and celsius. */
const simulationUniforms: Readonly<Record<string, number>> = {
  /** Which event it is, in `netReceive`. */
  flag: 0,
  /** The seed of the generator that all mechanisms share. */
  'scop.random': 1,
}

/** What decides the numbers of uniforms when a simulation begins. */
export interface UniformSources {
  readonly dtMs: number
  readonly celsius: number
  /** Whether v is solved to second order in dt; implicit methods of mechanisms then are too. */
  readonly secondOrder: boolean
  /** By key: what the model sets. */
  readonly globals: Readonly<Record<string, number>>
  /** What the model gives of functions that mechanisms leave open. */
  readonly functionTables: readonly FunctionTableUse[]
  /** Part of every RANDOM stream: with another number all of them are others; 0 if not given. */
  readonly randomGlobalIndex?: number
}

/** The number of a uniform, by its key, when a simulation begins. */
export function startOfUniform(
  mechanism: CompiledMechanism | undefined,
  key: string,
  { dtMs, celsius, secondOrder, globals, functionTables, randomGlobalIndex = 0 }: UniformSources,
): number {
  if (key === 't') return 0
  if (key === 'dt') return dtMs
  if (key === 'celsius') return celsius
  if (key === 'random.globalindex') return randomGlobalIndex
  if (key === 'secondorder') return secondOrder ? 1 : 0
  const name = mechanism && key.startsWith(`${mechanism.name}.`) ? key.slice(mechanism.name.length + 1) : key
  const field = mechanism && globalField(mechanism, name)
  if (field) return globals[key] ?? globals[`${mechanism.name}.${field.name}`] ?? field.default
  const table = mechanism && functionTableOf(mechanism, name)
  if (table) {
    const use = functionTables.findLast(
      one => one.mechanism === mechanism.name && one.function === table.name,
    )
    if (!use) return 0
    return name.endsWith('2') ? (use.x2?.length ?? 0) : rowsOf(use)
  }
  const ofSimulation = Object.hasOwn(simulationUniforms, key) ? simulationUniforms[key] : undefined
  if (ofSimulation === undefined)
    throw new InternalError('a program reads a number that nobody gives', {
      mechanism: mechanism?.name,
      name: key,
    })
  return ofSimulation
}

/** Reserves a group’s uniforms: the stepper’s, celsius, and what its mechanisms use, visible GLOBALs too. */
export function layOutUniforms(mechanisms: readonly CompiledMechanism[], layout: ArenaLayout): GroupUniforms {
  const owners = new Map<string, CompiledMechanism | undefined>(
    [...stepperUniforms, 'celsius', 'flag'].map(name => [name, undefined]),
  )
  for (const mechanism of mechanisms) {
    const globals = mechanism.fields
      .filter(field => field.scope === 'global')
      .flatMap(({ name, length }) =>
        length ? Array.from({ length }, (_, index) => `${name}[${index}]`) : [name],
      )
    for (const name of [...uniformNames(mechanism), ...globals]) {
      const key = keyOf(mechanism, name)
      if (!owners.has(key)) owners.set(key, mechanism)
    }
  }
  const base = layout.column(owners.size)
  const addresses = new Map([...owners.keys()].map((key, index) => [key, base + index]))
  return {
    owners,
    key: keyOf,
    address(key) {
      const address = addresses.get(key)
      if (address === undefined) throw new InternalError('a uniform has no address', { key })
      return address
    },
  }
}
