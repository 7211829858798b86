import {
  connectionSettings,
  type ConnectionUse,
  type PlayTarget,
} from '../../../../src-engine/model/document.ts'
import type { SearchGroup } from '../../../components/searchMatches.ts'
import { describeSource } from '../events/sourceEdits.ts'
import { processesOf, type ModelParts } from '../modelParts.ts'
import { playableAnywhere, playableIn, type NamedVariable } from '../recordable.ts'

/** What can follow a course where a target is: at its place, in its region, of its connection, or of what has no place. */
export function targetVariables(
  parts: ModelParts,
  { connection, at, region }: PlayTarget,
): readonly NamedVariable[] {
  if (connection !== undefined) return ofConnection(parts, connection)
  if (at) return playableIn(parts, { section: at.section })
  return region === undefined ? playableAnywhere(parts) : playableIn(parts, { region })
}

/** Its weights by the names of the target’s arguments, the first as `weight` too, then what all connections have. */
function ofConnection(parts: ModelParts, id: string): readonly NamedVariable[] {
  const use = parts.document.connections?.find(one => one.id === id)
  const target = use && processesOf(parts).find(process => process.id === use.target)
  if (!use || !target) return []
  const [first, ...others] = target.info.events.weights
  const weights = first ? [{ ...first, name: 'weight' }, first, ...others] : []
  const units = { delay: 'ms', threshold: thresholdUnit(use), active: '' }
  const settings = connectionSettings
    .filter(name => name !== 'threshold' || use.source.kind !== 'process')
    .map(name => ({ name, unit: units[name] }))
  // An argument that is itself called `delay` is not what that name stands for.
  const named = new Map([...weights, ...settings].map(({ name, unit }) => [name, unit]))
  return Array.from(named, ([name, unit]) => ({ name, unit, group: '' }))
}

/** Unit of what a connection compares with its threshold, where it is known. */
export function thresholdUnit({ source }: ConnectionUse): string {
  return source.kind === 'threshold' && source.variable === 'v' ? 'mV' : ''
}

/** The connections of a model, to choose from. */
export function connectionChoices({ document: { connections = [] } }: ModelParts): readonly SearchGroup[] {
  const items = connections.map(({ id, source, target }) => ({
    id,
    title: id,
    note: `${describeSource(source)} → ${target}`,
  }))
  return [{ title: '', items }]
}
