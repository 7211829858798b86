import type { MechanismField } from '../../../../src-engine/kernel/compiledMechanism.ts'
import type { MechanismInfo } from '../../../../src-main/contract/index.ts'

/** The GLOBAL parameters of a mechanism. */
export function sharedFields({ fields }: MechanismInfo): readonly MechanismField[] {
  return fields.filter(({ role, scope }) => role === 'parameter' && scope === 'global')
}

/** How the document names a GLOBAL: `NMDA.mg`. */
export function sharedName({ name }: MechanismInfo, field: MechanismField): string {
  return `${name}.${field.name}`
}

/** What findings about the GLOBAL parameters of a mechanism are about. */
export function sharedSubjects(info: MechanismInfo | undefined): readonly string[] {
  return info ? sharedFields(info).map(field => `globals.${sharedName(info, field)}`) : []
}
