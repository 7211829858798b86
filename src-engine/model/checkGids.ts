import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { CellScope, Network } from './checkEvents.ts'
import { about } from './checkUses.ts'
import type { Gid } from './document.ts'
import { eventMessages, mostGid } from './eventDiagnostics.ts'

/** Something that has a gid, as the user knows it. */
interface GidOwner {
  readonly gid: Gid
  readonly use: string
  /** Its entry in the document. */
  readonly subject: string
  /** Of an artificial cell. */
  readonly mechanism?: CompiledMechanism | undefined
}

/** Who has which gid, and which gids somebody else fires. */
export interface GidOwners {
  readonly owners: readonly GidOwner[]
  readonly known: ReadonlySet<Gid>
  /** Those of spike detectors. */
  readonly detectors: ReadonlySet<Gid>
  /** All numbers that are given to a process which stands in for others; undefined where one takes none. */
  readonly patterns: ReadonlySet<number> | undefined
}

/** Everything that a connection's gid can mean. */
export function gidOwners(
  { artificialCells = [], series = [] }: Network,
  cells: readonly CellScope[],
  processes: ReadonlyMap<string, CompiledMechanism>,
): GidOwners {
  const owners: GidOwner[] = []
  for (const { name, description } of cells)
    for (const { id, gid } of description.spikes) {
      const use = name ? `Spike detector "${id}" of cell "${name}"` : `Spike detector "${id}"`
      if (gid !== undefined) owners.push({ gid, use, subject: `spikes.${id}` })
    }
  for (const { id, gid } of artificialCells) {
    if (gid === undefined) continue
    const subject = `artificialCells.${id}`
    owners.push({ gid, use: `Artificial cell "${id}"`, subject, mechanism: processes.get(id) })
  }
  const standIns = [...processes].filter(([, { events }]) => events.standsIn)
  const takesAny = standIns.some(([, mechanism]) => mechanism.series.length === 0)
  const ids = new Set(standIns.map(([id]) => id))
  const given = series.filter(({ process }) => ids.has(process))
  return {
    owners,
    known: new Set(owners.map(({ gid }) => gid)),
    detectors: new Set(cells.flatMap(cell => cell.description.spikes.flatMap(({ gid }) => gid ?? []))),
    patterns: takesAny ? undefined : new Set(given.flatMap(({ values }) => [...values])),
  }
}

/** Gids that are none, that two sources have, or that stand at something which never fires. */
export function checkGids({ owners }: GidOwners): Diagnostic[] {
  const first = new Map<Gid, string>()
  return owners.flatMap(({ gid, use, subject, mechanism }) => {
    const found: Diagnostic[] = []
    if (!isGid(gid)) found.push(diagnose(eventMessages, 'model/bad-gid', { gid, use }))
    const other = first.get(gid)
    if (other !== undefined)
      found.push(diagnose(eventMessages, 'model/repeated-gid', { gid, first: other, second: use }))
    first.set(gid, use)
    if (mechanism && !mechanism.events.fires)
      found.push(diagnose(eventMessages, 'model/gid-of-silent', { gid, use, mechanism: mechanism.name }))
    return about(subject, found)
  })
}

/** What is wrong with a gid that a connection begins at. */
export function unknownGid(gid: Gid, use: string, { known, patterns }: GidOwners): Diagnostic[] {
  if (!isGid(gid)) return [diagnose(eventMessages, 'model/bad-gid', { gid, use })]
  return known.has(gid) || !patterns || patterns.has(gid)
    ? []
    : [diagnose(eventMessages, 'model/unknown-gid', { gid, use })]
}

function isGid(gid: number): boolean {
  return Number.isInteger(gid) && gid >= 0 && gid <= mostGid
}
