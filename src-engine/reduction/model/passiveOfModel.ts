import { accepted, type Checked } from '../../core/checked.ts'
import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { ModelDocument } from '../../model/document.ts'
import type { MechanismLookup } from '../../model/mechanismLookup.ts'
import { indexSections } from '../../model/regions.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import { reductionMessages } from '../../morphology/reduction/diagnostics.ts'
import type { PassiveCable } from '../../morphology/reduction/passiveCable.ts'
import { densityUses, sectionProperties, setValue } from '../../simulation/membrane.ts'

/** Leaks that are known, by the parameter that is their conductance at rest [S/cm²]. */
const leaks: Readonly<Record<string, string>> = { pas: 'g', hh: 'gl' }

/**
 * The passive cable of a model: its Ra and cm, and the leak conductances that it has of `pas` and `hh`. Channels that are
 * open at rest do not count.
 */
export function passiveOfModel(
  document: ModelDocument,
  morphology: Morphology,
  lookup: MechanismLookup,
): PassiveCable {
  const index = indexSections(morphology)
  const { cable } = sectionProperties(document, index, [])
  const conductanceSCm2 = new Float64Array(morphology.sections.count)
  for (const use of densityUses(document, index, lookup)) {
    const parameter = leaks[use.mechanism.name]
    const field = use.mechanism.fields.find(({ name }) => name === parameter)
    if (parameter === undefined || !field) continue
    use.inserted.forEach((isThere, section) => {
      if (isThere) conductanceSCm2[section]! += setValue(use, section, parameter) ?? field.default
    })
  }
  return { raOhmCm: cable.raOhmCm, cmUfCm2: cable.cmUfCm2, conductanceSCm2 }
}

/** The same where nothing is known of the leak of some sections: with a resistance of the membrane for these, which is said. */
export function withAssumedLeak(
  passive: PassiveCable,
  morphology: Morphology,
  rmOhmCm2: number,
): Checked<PassiveCable> {
  const bare = morphology.sections.name.filter((_, section) => !(passive.conductanceSCm2[section]! > 0))
  const [section] = bare
  if (section === undefined) return accepted(passive)
  const conductanceSCm2 = passive.conductanceSCm2.map(known => (known > 0 ? known : 1 / rmOhmCm2))
  const facts = { section, count: bare.length, rmOhmCm2 }
  return accepted({ ...passive, conductanceSCm2 }, [
    diagnose(reductionMessages, 'reduction/leak-assumed', facts),
  ])
}
