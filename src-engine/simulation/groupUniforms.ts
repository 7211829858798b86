import { InternalError } from '../core/errors.ts'
import { stepperUniforms } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { uniformNames } from '../kernel/instance.ts'

/** The uniforms of a group, side by side in one column: each group has its own, so that threads share nothing. */
export interface GroupUniforms {
  /** Key → the mechanism whose GLOBAL it is; undefined for t, dt and celsius. */
  readonly owners: ReadonlyMap<string, CompiledMechanism | undefined>
  /** Address by key. */
  address(key: string): number
  /** Key of a name as a mechanism’s program says it: `hh.q10` for its GLOBALs, else the name. */
  key(mechanism: CompiledMechanism | undefined, name: string): string
}

const keyOf = (mechanism: CompiledMechanism | undefined, name: string) =>
  mechanism?.fields.some(field => field.scope === 'global' && field.name === name)
    ? `${mechanism.name}.${name}`
    : name

/** Reserves a group’s uniforms: the stepper’s, celsius, and what its mechanisms use, visible GLOBALs too. */
export function layOutUniforms(mechanisms: readonly CompiledMechanism[], layout: ArenaLayout): GroupUniforms {
  const owners = new Map<string, CompiledMechanism | undefined>(
    [...stepperUniforms, 'celsius'].map(name => [name, undefined]),
  )
  for (const mechanism of mechanisms) {
    const globals = mechanism.fields.filter(field => field.scope === 'global').map(field => field.name)
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
