import type { ConnectionUse, EventSource, Location } from '../../../../src-engine/model/document.ts'
import { processesOf, writePlace, type ModelParts } from '../modelParts.ts'

/** A source of another kind, as good as the model has one; undefined where it has none of that kind. */
export function ofSourceKind(
  parts: ModelParts,
  kind: EventSource['kind'],
  at: Location,
  target: string,
): EventSource | undefined {
  if (kind === 'threshold') return { kind, at, variable: 'v', threshold: 0 }
  if (kind === 'gid') return { kind, gid: gidsOf(parts)[0] ?? 0 }
  const firing = processesOf(parts).find(({ id, info }) => info.events.fires && id !== target)
  return firing && { kind, process: firing.id }
}

/** All gids that sources of the model have. */
export function gidsOf({ document }: ModelParts): readonly number[] {
  const sources = [...document.spikes, ...(document.artificialCells ?? [])]
  return sources.flatMap(({ gid }) => (gid === undefined ? [] : [gid]))
}

/** A source in a few words: `v of soma[0](0.5)`, `stim`, `gid 3`. */
export function describeSource(source: EventSource): string {
  if (source.kind === 'process') return source.process
  if (source.kind === 'gid') return `gid ${source.gid}`
  return `${source.variable} ${writePlace(source.at)}`
}

/** A connection with one of its weights changed; those before it that were left out are 0. */
export function withWeight(use: ConnectionUse, index: number, value: number): ConnectionUse {
  const length = Math.max(use.weights.length, index + 1)
  const weights = Array.from({ length }, (_, place) => (place === index ? value : (use.weights[place] ?? 0)))
  return { ...use, weights }
}
