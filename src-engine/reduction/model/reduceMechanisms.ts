import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import type { MechanismField } from '../../kernel/compiledMechanism.ts'
import type { MechanismUse, ModelDocument } from '../../model/document.ts'
import type { MechanismLookup } from '../../model/mechanismLookup.ts'
import { indexSections } from '../../model/regions.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import { reductionMessages } from '../../morphology/reduction/diagnostics.ts'
import type { ReducedCell } from '../../morphology/reduction/reducedCell.ts'
import { type DensityUse, densityUses, setValue } from '../../simulation/membrane.ts'
import { isDensity, takesFactor } from './densityFields.ts'
import { regionsOfValues } from './regionsOfValues.ts'
import { weightedMean } from './weightedMean.ts'

/**
 * Density mechanisms on the reduced cell: densities as their mean over the membrane that a section stands for, those parts
 * without the mechanism counted as none, times the section's factor; other parameters as their mean.
 */
export function reduceMechanisms(
  document: ModelDocument,
  morphology: Morphology,
  reduced: ReducedCell,
  lookup: MechanismLookup,
  found: Diagnostic[],
): readonly MechanismUse[] {
  const uses = densityUses(document, indexSections(morphology), lookup)
  return uses.flatMap(use => {
    remarkGlobals(use, reduced, found)
    const differing = new Set<string>()
    const regions = regionsOfValues(
      reduced.morphology.sections.name,
      section => parametersOf(use, reduced, section, differing),
      parameters => JSON.stringify(parameters),
    )
    for (const parameter of differing)
      found.push(
        diagnose(reductionMessages, 'reduction/parameter-of-place', {
          mechanism: use.mechanism.name,
          parameter,
        }),
      )
    return regions.map(({ region, value }) => ({
      id: `${use.mechanism.name} ${region}`,
      mechanism: use.mechanism.name,
      region,
      parameters: value,
    }))
  })
}

/** Parameters of a mechanism in a reduced section; undefined where it is not there. */
function parametersOf(
  use: DensityUse,
  { sections }: ReducedCell,
  section: number,
  differing: Set<string>,
): Record<string, number> | undefined {
  const { mechanism, inserted } = use
  const { share } = weightedMean(sections, section, origin => (inserted[origin] === 1 ? 1 : undefined))
  if (share === 0) return undefined
  const parameters: Record<string, number> = {}
  for (const field of mechanism.fields) {
    if (field.scope !== 'range' || field.role !== 'parameter') continue
    for (const name of elementsOf(field)) {
      const { mean, differs } = weightedMean(sections, section, origin =>
        inserted[origin] === 1 ? (setValue(use, origin, name) ?? field.default) : undefined,
      )
      if (mean === undefined) continue
      const factor = sections.membraneFactor[section]!
      const value = takesFactor(field, mechanism) ? mean * factor * (isDensity(field) ? share : 1) : mean
      if (differs && !isDensity(field)) differing.add(name)
      if (value !== field.default) parameters[name] = value
    }
  }
  return parameters
}

function elementsOf({ name, length }: MechanismField): readonly string[] {
  return length === undefined ? [name] : Array.from({ length }, (_, index) => `${name}[${index}]`)
}

/** A density that is one for the whole mechanism cannot have a section's factor. */
function remarkGlobals({ mechanism }: DensityUse, { sections }: ReducedCell, found: Diagnostic[]): void {
  if (sections.membraneFactor.every(factor => factor === 1)) return
  for (const field of mechanism.fields)
    if (field.scope === 'global' && takesFactor(field, mechanism))
      found.push(
        diagnose(reductionMessages, 'reduction/cannot-follow', {
          what: `"${field.name}" of "${mechanism.name}" is GLOBAL, so that it cannot make up for lost membrane section by section`,
        }),
      )
}
