import type { EventSource, ModelDocument, PlayTarget } from '../../src-engine/model/document.ts'
import { entriesOf, type EntryOf, type ListName } from './modelLists.ts'

/** Whether a variable is one of a process or circuit: `clamp1.i` of `clamp1`. */
const isOf = (variable: string, id: string) =>
  variable.startsWith(`${id}.`) && !variable.slice(id.length + 1).includes('.')

const beginsAt = (source: EventSource, id: string) => source.kind === 'process' && source.process === id

const isAbout = (of: { readonly process: string } | { readonly mechanism: string }, id: string) =>
  'process' in of && of.process === id

/** Which entries of a list name a process or circuit, and are nothing without it. */
const uses: { readonly [Name in ListName]?: (entry: EntryOf<Name>, id: string) => boolean } = {
  probes: ({ variable }, id) => isOf(variable, id),
  processProbes: ({ variable }, id) => isOf(variable, id),
  processSpikes: ({ process }, id) => process === id,
  connections: ({ source, target }, id) => target === id || beginsAt(source, id),
  pointers: ({ of, to }, id) => isAbout(of, id) || isOf(to.variable, id),
  series: ({ process }, id) => process === id,
  randomIds: ({ of }, id) => isAbout(of, id),
  transfers: ({ from, to }, id) => to.process === id || isOf(from.variable, id),
}

/** The document without what names a process, circuit or connection that is gone, and what names those that go with it. */
export function withoutUsesOf(document: ModelDocument, id: string): ModelDocument {
  let left = document
  for (const [name, goes] of Object.entries(uses) as [ListName, (entry: never, id: string) => boolean][]) {
    const before: readonly unknown[] = entriesOf(document, name)
    const after = before.filter(entry => !goes(entry as never, id))
    if (after.length < before.length) left = { ...left, [name]: after }
  }
  const kept = new Set(left.connections?.map(connection => connection.id))
  const lost = (document.connections ?? []).filter(connection => !kept.has(connection.id))
  return withoutTargets(left, id, new Set([id, ...lost.map(connection => connection.id)]))
}

/** A course stays when it has lost its targets: its numbers may be worth a lot. */
function withoutTargets(
  document: ModelDocument,
  id: string,
  connections: ReadonlySet<string>,
): ModelDocument {
  const { plays } = document
  const goes = ({ connection, variable }: PlayTarget) =>
    connection === undefined ? isOf(variable, id) : connections.has(connection)
  if (!plays?.some(({ targets }) => targets.some(goes))) return document
  return {
    ...document,
    plays: plays.map(play => ({ ...play, targets: play.targets.filter(target => !goes(target)) })),
  }
}
