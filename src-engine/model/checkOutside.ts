import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import { isLayers, layerDefault, layersMechanism, missingLayerFields } from '../kernel/outside.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { MechanismUse, ModelDocument } from './document.ts'
import type { MechanismLookup } from './mechanismLookup.ts'
import type { SectionIndex } from './regions.ts'
import { outsideMessages } from './outsideDiagnostics.ts'

/** What is wrong with the layers outside the membrane, where a document inserts them. */
export function checkOutside(
  document: ModelDocument,
  surroundings: {
    readonly morphology: Morphology
    readonly sections: SectionIndex
    readonly mechanisms: MechanismLookup
  },
): Diagnostic[] {
  const uses = document.mechanisms.filter(use => isLayers({ name: use.mechanism }))
  const mechanism = surroundings.mechanisms.get(layersMechanism)
  if (uses.length === 0 || !mechanism || mechanism.kind !== 'density') return []
  const missing = missingLayerFields(mechanism)
  if (missing.length > 0)
    return [
      diagnose(outsideMessages, 'model/layers-fields', { missing }, { subject: `mechanisms.${uses[0]!.id}` }),
    ]
  const wrong = uses.flatMap(use => checkValues(use, mechanism))
  return wrong.length > 0 ? wrong : checkGround(uses, mechanism, surroundings)
}

function checkValues({ id, region, parameters }: MechanismUse, mechanism: CompiledMechanism): Diagnostic[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const array = elementOf(name)?.array ?? name
    const unit = mechanism.fields.find(field => field.name === array)?.unit ?? ''
    const facts = { name, value, unit, use: `Mechanism "${layersMechanism}" in "${region}"` }
    const place = { subject: `mechanisms.${id}.${name}` }
    if (array === 'xraxial' && value <= 0)
      return [diagnose(outsideMessages, 'model/layers-without-resistance', facts, place)]
    return (array === 'xg' || array === 'xc') && value < 0
      ? [diagnose(outsideMessages, 'model/layers-negative', facts, place)]
      : []
  })
}

/** Trees all of whose sections have layers, one of which lets nothing through anywhere. */
function checkGround(
  uses: readonly MechanismUse[],
  mechanism: CompiledMechanism,
  { morphology, sections }: { readonly morphology: Morphology; readonly sections: SectionIndex },
): Diagnostic[] {
  const masks = uses.map(use => sections.mask(use.region))
  /** What holds for a section: the last use that says so. */
  const valueIn = (section: number, column: string): number => {
    const array = elementOf(column)?.array ?? column
    const use = uses.findLast(
      ({ parameters }, index) =>
        masks[index]![section] === 1 &&
        (Object.hasOwn(parameters, column) || Object.hasOwn(parameters, array)),
    )
    return use?.parameters[column] ?? use?.parameters[array] ?? layerDefault(mechanism, column)
  }
  const passes = (section: number, layer: 0 | 1): boolean =>
    masks.every(mask => mask[section] !== 1) ||
    valueIn(section, `xg[${layer}]`) > 0 ||
    valueIn(section, `xc[${layer}]`) > 0
  const { parent } = morphology.sections
  const rootOf = new Int32Array(morphology.sections.count)
  const open: [Set<number>, Set<number>] = [new Set(), new Set()]
  for (let section = 0; section < rootOf.length; section++) {
    rootOf[section] = parent[section]! < 0 ? section : rootOf[parent[section]!]!
    for (const layer of [0, 1] as const) if (passes(section, layer)) open[layer].add(rootOf[section]!)
  }
  return [...new Set(rootOf)].flatMap(root => {
    const closed = ([1, 0] as const).find(layer => !open[layer].has(root))
    if (closed === undefined) return []
    const facts = { section: sections.names[root] ?? '', layer: closed }
    return [diagnose(outsideMessages, 'model/layers-without-ground', facts)]
  })
}
