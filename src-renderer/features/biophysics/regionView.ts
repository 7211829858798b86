import { defaultCmUfCm2, defaultRaOhmCm, standardIon } from '../../../src-engine/core/cellDefaults.ts'
import type { MechanismUse, ModelDocument, Region } from '../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import { arrayName, isInRegion } from '../../stores/regions.ts'

/** A mechanism that is present in a region: inserted there, or in a wider region that holds it. */
export interface PresentMechanism {
  readonly use: MechanismUse
  /** Inserted in this very region: its parameters are edited here. */
  readonly own: boolean
}

/** Whether everything in `inner` is in `outer` as well. */
export function holds(outer: Region, inner: Region): boolean {
  return outer === inner || outer === 'all' || outer === arrayName(inner)
}

/** What is inserted in a region: its own first, then what wider regions bring. */
export function mechanismsIn(document: ModelDocument, region: Region): readonly PresentMechanism[] {
  const own = document.mechanisms.filter(use => use.region === region)
  const wider = document.mechanisms.filter(use => use.region !== region && holds(use.region, region))
  return [...own.map(use => ({ use, own: true })), ...wider.map(use => ({ use, own: false }))]
}

/** Uses in regions that lie within this one, e.g. hh in soma while all is looked at. */
export function narrowerUses(document: ModelDocument, region: Region): readonly MechanismUse[] {
  return document.mechanisms.filter(use => use.region !== region && holds(region, use.region))
}

/** A property of the cable or of an ion, as a form shows it. */
export interface PropertyField {
  readonly property: string
  readonly unit: string
  /** Where the cell stands without any setting. */
  readonly default: number
  /** Set in this very region. */
  readonly own: number | undefined
  /** The document's entry that sets it in this very region. */
  readonly id: string | undefined
  /** What holds here: its own, or the last wider region's, or the default. */
  readonly value: number
  /** The wider region that `value` comes from. */
  readonly from: Region | undefined
}

type Named = readonly [property: string, unit: string, byDefault: number]

/** Of an ion: its reversal potential and concentrations. */
function ionProperties(ion: string): readonly Named[] {
  const { reversalMv, insideMm, outsideMm } = standardIon(ion)
  return [
    [`e${ion}`, 'mV', reversalMv],
    [`${ion}i`, 'mM', insideMm],
    [`${ion}o`, 'mM', outsideMm],
  ]
}

/** Ra, cm, and the reversal potential and concentrations of every ion that the model uses. */
export function propertiesIn(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
  region: Region,
): readonly PropertyField[] {
  const present = document.mechanisms.filter(
    use => holds(use.region, region) || isInRegion(use.region, region),
  )
  const ions = new Set(
    present.flatMap(use => mechanisms.get(use.mechanism)?.ions.map(({ ion }) => ion) ?? []),
  )
  const names: readonly Named[] = [
    ['Ra', 'ohm-cm', defaultRaOhmCm],
    ['cm', 'uF/cm2', defaultCmUfCm2],
    ...[...ions].flatMap(ionProperties),
  ]
  return names.map(([property, unit, byDefault]) => {
    const settings = document.properties.filter(use => use.property === property && holds(use.region, region))
    const own = settings.findLast(use => use.region === region)
    const last = settings.at(-1)
    return {
      property,
      unit,
      default: byDefault,
      own: own?.value,
      id: own?.id,
      value: last?.value ?? byDefault,
      from: last && last.region !== region ? last.region : undefined,
    }
  })
}
