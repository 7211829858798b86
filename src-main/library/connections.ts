import type { ConnectionUse, EventSource } from '../../src-engine/model/document.ts'
import { Process, type Place } from './cell.ts'

/** How an event goes from a source to a process. */
export interface ConnectionOptions {
  readonly delayMs: number
  /** The first argument of the target's NET_RECEIVE; `weights` gives all of them. */
  readonly weight?: number
  readonly weights?: readonly number[]
  /** Of a place: events come where the variable (v if not given) exceeds this; 10 if not given. */
  readonly threshold?: number
  readonly variable?: string
  /** Whether spikes go through it; true if not given. */
  readonly active?: boolean
  /** The shortest delay that `run.writeConnection` may give it; `delayMs` if not given. */
  readonly leastDelayMs?: number
}

/** What connects a place, a process or a gid with a process, as a document has it. */
export function connectionOf(
  id: string,
  from: Place | Process | { readonly gid: number },
  to: Process,
  options: ConnectionOptions,
): ConnectionUse {
  const { delayMs, weight = 0, weights = [weight], threshold = 10, variable = 'v' } = options
  const { active, leastDelayMs } = options
  const source: EventSource =
    from instanceof Process
      ? { kind: 'process', process: from.id }
      : 'gid' in from
        ? { kind: 'gid', gid: from.gid }
        : {
            kind: 'threshold',
            ...(from.cell.name ? { cell: from.cell.name } : {}),
            at: from.at,
            variable,
            threshold,
          }
  return {
    ...{ id, source, target: to.id, delayMs, weights },
    ...(active === undefined ? {} : { active }),
    ...(leastDelayMs === undefined ? {} : { leastDelayMs }),
  }
}
