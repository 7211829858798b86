import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { GidOwners } from './checkGids.ts'
import { connectionSettings, type ConnectionUse } from './document.ts'

/** What a name stands for among all that can be set of a connection while a run goes on. */
export type ConnectionVariable =
  | { readonly kind: 'weight'; readonly argument: string; readonly unit: string }
  | { readonly kind: (typeof connectionSettings)[number]; readonly unit: string }

/**
 * Finds it by its name: `weight`, `weight[1]` or the name of an argument of the target's NET_RECEIVE, `delay` [ms],
 * `threshold`, `active`. An argument that is itself called so is found by its place.
 */
export function connectionVariable(
  { events }: Pick<CompiledMechanism, 'events'>,
  name: string,
): ConnectionVariable | undefined {
  const kind = connectionSettings.find(setting => setting === name)
  if (kind) return { kind, unit: kind === 'delay' ? 'ms' : '' }
  const place = name === 'weight' ? '0' : /^weight\[(\d+)\]$/.exec(name)?.[1]
  const argument =
    place === undefined ? events.weights.find(one => one.name === name) : events.weights[Number(place)]
  return argument && { kind: 'weight', argument: argument.name, unit: argument.unit }
}

/** Names of all that can be set of a connection to instances of a mechanism. */
export function connectionVariableNames({ events }: Pick<CompiledMechanism, 'events'>): string[] {
  return [...new Set(['weight', ...events.weights.map(({ name }) => name), ...connectionSettings])]
}

/** Whether a connection begins where something is compared with a threshold. */
export function hasThreshold({ source }: ConnectionUse, gids: GidOwners): boolean {
  if (source.kind === 'gid') return gids.detectors.has(source.gid)
  return source.kind === 'threshold'
}
