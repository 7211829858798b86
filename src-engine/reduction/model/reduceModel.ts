import { accepted, type Checked } from '../../core/checked.ts'
import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { carryModel } from '../../model/carry.ts'
import type { Location, ModelDocument } from '../../model/document.ts'
import type { MechanismLookup } from '../../model/mechanismLookup.ts'
import { indexSections, standardRegions } from '../../model/regions.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import { reductionMessages } from '../../morphology/reduction/diagnostics.ts'
import { mapPlace } from '../../morphology/reduction/locationMapping.ts'
import type { ReducedCell } from '../../morphology/reduction/reducedCell.ts'
import { reduceMechanisms } from './reduceMechanisms.ts'
import { reduceProperties } from './reduceProperties.ts'

/** What became of the places of a model. */
export interface MovedProcess {
  readonly id: string
  readonly mechanism: string
  readonly from: Location
  readonly to: Location
}

/** A model on a reduced cell. */
export interface ReducedModel {
  readonly document: ModelDocument
  readonly moved: readonly MovedProcess[]
  /**
   * Point processes of one kind with the same parameters that now lie in one place: one of them could take all their
   * connections, with the weights that they have.
   */
  readonly couldMerge: readonly (readonly string[])[]
}

/**
 * Applies a reduction to a whole model. Densities take the factors, point processes, probes and whatever else stands at a
 * place go where the mapping says; weights, delays and parameters of point processes stay as they are.
 *
 * @param cell the cell, and the id that the reduced one has in the document
 */
export function reduceModel(
  document: ModelDocument,
  cell: { readonly morphology: Morphology; readonly reduced: ReducedCell; readonly reducedId: string },
  lookup: MechanismLookup,
): Checked<ReducedModel> {
  const { morphology, reduced, reducedId } = cell
  const found: Diagnostic[] = []
  const before = indexSections(morphology)
  const now = indexSections(reduced.morphology)
  const names = reduced.morphology.sections.name
  const isRegion = (name: string) =>
    standardRegions.includes(name as never) || before.regionNames.includes(name)
  const { document: carried, dropped } = carryModel(
    { ...document, mechanisms: [], properties: [] },
    reducedId,
    {
      place: at => {
        const section = before.section(at.section)
        if (section === undefined) return undefined
        const place = mapPlace(reduced.mapping, { section, x: at.x })
        return { ...at, section: names[place.section] ?? '', x: place.x }
      },
      sections: name => {
        const section = before.section(name)
        return section === undefined ? [] : sectionsNow(reduced, section)
      },
      region: name => (now.region(name)?.length ?? 0) > 0,
    },
    name => !isRegion(name) && before.section(name) !== undefined,
  )
  for (const id of dropped)
    found.push(
      diagnose(reductionMessages, 'reduction/cannot-follow', {
        what: `"${id}" holds in a region that the reduced cell does not have, and was left out`,
      }),
    )
  if ((document.electrodes?.length ?? 0) > 0)
    found.push(
      diagnose(reductionMessages, 'reduction/cannot-follow', {
        what: 'Electrodes outside stay where they are, but the reduced cell’s membrane lies elsewhere than the cell’s did',
      }),
    )
  const reducedDocument = {
    ...carried,
    mechanisms: reduceMechanisms(document, morphology, reduced, lookup, found),
    properties: reduceProperties(document, morphology, reduced, lookup),
  }
  return accepted(
    {
      document: reducedDocument,
      moved: document.pointProcesses.flatMap(({ id, mechanism, at }) => {
        const to = reducedDocument.pointProcesses.find(process => process.id === id)?.at
        return to ? [{ id, mechanism, from: at, to }] : []
      }),
      couldMerge: equalProcesses(reducedDocument, reduced),
    },
    found,
  )
}

function sectionsNow({ mapping, morphology }: ReducedCell, section: number): readonly string[] {
  const own = mapping.reducedSection.subarray(mapping.firstSpan[section]!, mapping.firstSpan[section + 1]!)
  return [...new Set(own)].map(index => morphology.sections.name[index] ?? '')
}

/** Two places nearer than this on a section are one, where nothing is known of its compartments. */
const nearlyOnePlace = 1e-9

function equalProcesses(
  { pointProcesses }: ModelDocument,
  { morphology, sections }: ReducedCell,
): readonly (readonly string[])[] {
  const { section } = indexSections(morphology)
  const groups = new Map<string, string[]>()
  for (const { id, mechanism, at, parameters } of pointProcesses) {
    const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
    const nseg = sections.nseg[section(at.section) ?? -1] ?? NaN
    const place = Number.isNaN(nseg)
      ? Math.round(at.x / nearlyOnePlace)
      : Math.min(nseg - 1, Math.floor(nseg * at.x))
    const key = JSON.stringify([mechanism, at.section, place, sorted])
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  return [...groups.values()].filter(ids => ids.length > 1)
}
