import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import { fieldElements } from '../../stores/fieldElements.ts'
import { isInRegion } from '../../stores/regions.ts'

/** A variable that can be recorded at a place. */
export interface RecordableVariable {
  /** As probes name it: `v`, `ina`, `hh.m`, `clamp1.i`. */
  readonly name: string
  readonly unit: string
  /** Where it comes from: the membrane, an ion, a mechanism, a stimulus. */
  readonly group: string
}

/** v, then the ions, then every visible variable of what is inserted in a section or placed on it. */
export function recordableIn(
  document: ModelDocument,
  mechanisms: ReadonlyMap<string, MechanismInfo>,
  section: string,
): readonly RecordableVariable[] {
  const inserted = [
    ...new Set(document.mechanisms.filter(use => isInRegion(section, use.region)).map(use => use.mechanism)),
  ]
  const densities = inserted.flatMap(name => mechanisms.get(name) ?? [])
  const points = document.pointProcesses.filter(({ at }) => at.section === section)
  const ions = new Set(
    [...densities, ...points.flatMap(use => mechanisms.get(use.mechanism) ?? [])].flatMap(info =>
      info.ions.map(({ ion }) => ion),
    ),
  )
  return [
    { name: 'v', unit: 'mV', group: '' },
    ...[...ions].flatMap(ion => [
      { name: `i${ion}`, unit: 'mA/cm2', group: ion },
      { name: `e${ion}`, unit: 'mV', group: ion },
      { name: `${ion}i`, unit: 'mM', group: ion },
      { name: `${ion}o`, unit: 'mM', group: ion },
    ]),
    ...densities.flatMap(info => fieldsOf(info.name, info)),
    ...points.flatMap(use => {
      const info = mechanisms.get(use.mechanism)
      return info ? fieldsOf(use.id, info) : []
    }),
  ]
}

function fieldsOf(owner: string, info: MechanismInfo): readonly RecordableVariable[] {
  const seen = info.fields.filter(({ scope, role }) => scope === 'range' && role !== 'parameter')
  return fieldElements(seen).map(({ name, unit }) => ({ name: `${owner}.${name}`, unit, group: owner }))
}
