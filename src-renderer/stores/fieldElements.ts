import type { MechanismField } from '../../src-engine/kernel/compiledMechanism.ts'

/** Arrays up to this length are shown element by element. */
const mostElements = 16

/** Fields as forms show them: short arrays element by element (`xg[0]`, `xg[1]`), long ones as one number for all. */
export function fieldElements(fields: readonly MechanismField[]): readonly MechanismField[] {
  return fields.flatMap(field => {
    const { length } = field
    if (length === undefined || length > mostElements) return [field]
    return Array.from({ length }, (_, index) => ({ ...field, name: `${field.name}[${index}]` }))
  })
}

/** What is set for a field or an element of one; undefined where the default holds. */
export function valueSet(parameters: Readonly<Record<string, number>>, name: string): number | undefined {
  return parameters[name] ?? parameters[name.replace(/\[\d+\]$/, '')]
}
