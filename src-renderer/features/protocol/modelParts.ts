import type { Location, ModelDocument, Region } from '../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import type { SearchGroup } from '../../components/searchMatches.ts'

/** What forms offer to choose from. */
export interface ModelParts {
  readonly document: ModelDocument
  readonly mechanisms: ReadonlyMap<string, MechanismInfo>
  readonly sections: readonly string[]
  readonly regions: readonly Region[]
}

/** A point process or artificial cell of the model, with its mechanism. */
export interface ModelProcess {
  readonly id: string
  readonly info: MechanismInfo
  /** Undefined for an artificial cell. */
  readonly at: Location | undefined
}

/** All point processes and artificial cells whose mechanisms are there. */
export function processesOf({ document, mechanisms }: ModelParts): readonly ModelProcess[] {
  const placed = document.pointProcesses.flatMap(({ id, mechanism, at }) => {
    const info = mechanisms.get(mechanism)
    return info ? [{ id, info, at }] : []
  })
  const artificial = (document.artificialCells ?? []).flatMap(({ id, mechanism }) => {
    const info = mechanisms.get(mechanism)
    return info ? [{ id, info, at: undefined }] : []
  })
  return [...placed, ...artificial]
}

/** The processes that pass a test, to choose from. */
export function processChoices(
  parts: ModelParts,
  passes: (info: MechanismInfo) => boolean = () => true,
): readonly SearchGroup[] {
  const items = processesOf(parts)
    .filter(({ info }) => passes(info))
    .map(({ id, info, at }) => ({
      id,
      title: id,
      note: at ? `${info.name} ${writePlace(at)}` : info.name,
    }))
  return items.length > 0 ? [{ title: '', items }] : []
}

/** Where mechanisms are inserted that pass a test: `mechanism in region`, once each. */
export function insertedWith(
  { document, mechanisms }: ModelParts,
  passes: (info: MechanismInfo) => boolean,
): readonly { readonly mechanism: string; readonly region: Region; readonly info: MechanismInfo }[] {
  return document.mechanisms.flatMap(({ mechanism, region }) => {
    const info = mechanisms.get(mechanism)
    return info && passes(info) ? [{ mechanism, region, info }] : []
  })
}

/** Whether a model has anything that only makes sense in a network: then its sources may have numbers. */
export function hasNetwork({ artificialCells = [], connections = [], spikes }: ModelDocument): boolean {
  return artificialCells.length > 0 || connections.length > 0 || spikes.some(({ gid }) => gid !== undefined)
}

/** How a place is written: `dend[3](0.25)`. */
export function writePlace({ section, x }: Location): string {
  return `${section}(${x})`
}
