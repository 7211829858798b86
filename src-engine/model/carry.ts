import type { Location, ModelDocument, Region } from './document.ts'

/** What became of the places and sections of a cell that was made into another. */
export interface CarriedPlaces {
  /** Where a place is now; undefined where there is none any more. */
  place(at: Location): Location | undefined
  /** The sections that a section has become, by name; none where it is gone. */
  sections(name: string): readonly string[]
  /** Whether a region that is no single section still has sections. */
  region(name: Region): boolean
}

/** A model on the new cell, and the ids of what had no place on it. */
export interface CarriedModel {
  readonly document: ModelDocument
  readonly dropped: readonly string[]
}

type Plain = Readonly<Record<string, unknown>>

/** Ids of what stood where there is nothing any more are collected; such entries of lists are left out. */
const gone = Symbol('gone')

/**
 * Takes a model from a cell to one that was made out of it: stimuli, probes and everything else that stands at a place
 * goes where its place has gone, and what was set for a section holds for the sections that it has become. What stands at
 * places of other cells stays. References to what was dropped are left for the model's check to find.
 *
 * @param morphology id of the new cell
 * @param wasSection whether a region's name is that of a section of the old cell
 */
export function carryModel(
  document: ModelDocument,
  morphology: string,
  places: CarriedPlaces,
  wasSection: (region: Region) => boolean,
): CarriedModel {
  const dropped: string[] = []
  const drop = (entry: unknown): void => {
    if (isPlain(entry) && typeof entry['id'] === 'string') dropped.push(entry['id'])
  }

  const regionsNow = (region: Region): readonly Region[] =>
    wasSection(region) ? places.sections(region) : places.region(region) ? [region] : []

  const carryMembers = (value: Plain): unknown => {
    const changed: Record<string, unknown> = {}
    for (const [key, member] of Object.entries(value)) {
      const carried = carry(member)
      if (carried === gone) return gone
      changed[key] = carried
    }
    return changed
  }

  const carryObject = (value: Plain): unknown => {
    if (isLocation(value)) return places.place(value) ?? gone
    if (typeof value['cell'] === 'string') return value
    if (typeof value['region'] !== 'string') return carryMembers(value)
    const [region] = regionsNow(value['region'])
    return region === undefined ? gone : carryMembers({ ...value, region })
  }

  /** An entry of a list that holds in a region, once for each region that this one has become. */
  const spread = (entry: Plain, region: Region): readonly unknown[] =>
    regionsNow(region).map((name, copy) =>
      carryMembers({
        ...entry,
        region: name,
        ...(copy > 0 && typeof entry['id'] === 'string' ? { id: `${entry['id']}_${copy + 1}` } : {}),
      }),
    )

  const carryList = (list: readonly unknown[]): readonly unknown[] =>
    list.flatMap(entry => {
      const region = isPlain(entry) && !('cell' in entry) ? entry['region'] : undefined
      const carried = isPlain(entry) && typeof region === 'string' ? spread(entry, region) : [carry(entry)]
      const kept = carried.filter(one => one !== gone)
      if (kept.length === 0) drop(entry)
      return kept
    })

  const carry = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.every(isNumber) ? value : carryList(value)
    return isPlain(value) ? carryObject(value) : value
  }

  const carried = carryObject(document as unknown as Plain) as unknown as ModelDocument
  return { document: { ...carried, morphology }, dropped }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLocation(value: Plain): value is Plain & Location {
  return typeof value['section'] === 'string' && typeof value['x'] === 'number'
}
