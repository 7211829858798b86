import type { ModelDocument, PropertyUse } from '../../model/document.ts'
import type { MechanismLookup } from '../../model/mechanismLookup.ts'
import { ionsOf } from '../../model/properties.ts'
import { indexSections } from '../../model/regions.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import type { ReducedCell } from '../../morphology/reduction/reducedCell.ts'
import { sectionProperties } from '../../simulation/membrane.ts'
import { regionsOfValues } from './regionsOfValues.ts'
import { weightedMean } from './weightedMean.ts'

/** Ra, cm, ions and numbers of compartments on the reduced cell. */
export function reduceProperties(
  document: ModelDocument,
  morphology: Morphology,
  { morphology: reducedMorphology, sections }: ReducedCell,
  lookup: MechanismLookup,
): readonly PropertyUse[] {
  const used = document.mechanisms.flatMap(({ mechanism }) => lookup.get(mechanism) ?? [])
  const points = document.pointProcesses.flatMap(({ mechanism }) => lookup.get(mechanism) ?? [])
  const { cable, ionSettings } = sectionProperties(
    document,
    indexSections(morphology),
    ionsOf([...used, ...points]),
  )
  const { name } = reducedMorphology.sections
  const say = (property: string, valueOf: (section: number) => number | undefined): PropertyUse[] =>
    regionsOfValues(name, valueOf, String).map(({ region, value }) => ({
      id: `${property} ${region}`,
      property,
      region,
      value,
    }))
  const mean = (column: Float64Array) => (section: number) =>
    weightedMean(sections, section, origin => column[origin]).mean
  const nseg = (section: number) => {
    const wanted = sections.nseg[section]!
    if (!Number.isNaN(wanted)) return wanted
    const [origin, ...others] = sections.origins[section] ?? []
    const own = others.length > 0 || origin === undefined ? NaN : (cable.nseg?.[origin] ?? NaN)
    return Number.isNaN(own) ? undefined : own
  }
  return [
    ...say('Ra', section => sections.raOhmCm[section]),
    ...say('cm', section => {
      const value = mean(cable.cmUfCm2)(section)
      return value === undefined ? undefined : value * sections.membraneFactor[section]!
    }),
    ...[...ionSettings].flatMap(([column, values]) =>
      say(
        column,
        section =>
          weightedMean(sections, section, origin =>
            Number.isNaN(values[origin]) ? undefined : values[origin],
          ).mean,
      ),
    ),
    ...say('nseg', nseg),
  ]
}
