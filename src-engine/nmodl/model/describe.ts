import type { FieldRole, IonUse, MechanismField } from '../../kernel/compiledMechanism.ts'
import type { MechanismModel, Variable, VariableRole } from './mechanismModel.ts'

/** Roles of variables that are fields of the mechanism; the others belong to the simulation, an ion or the text. */
const fieldRoles: Readonly<Partial<Record<VariableRole, FieldRole>>> = {
  parameter: 'parameter',
  state: 'state',
  assigned: 'assigned',
  'file-local': 'assigned',
  current: 'current',
}

/** The fields of a mechanism: what people see of it, and what it must remember (`lasting`). */
export function describeFields(
  model: MechanismModel,
  lasting: ReadonlySet<string>,
): readonly MechanismField[] {
  const fields: MechanismField[] = []
  for (const variable of model.variables.values()) {
    const role = fieldRoles[variable.role]
    const isOwn = variable.storage.kind === 'own'
    if (role === undefined || (!isOwn && variable.storage.kind !== 'uniform')) continue
    if (!variable.visible && !lasting.has(variable.name)) continue
    fields.push({
      name: variable.name,
      role,
      scope: !isOwn ? 'global' : variable.visible ? 'range' : 'hidden',
      unit: unitOf(model, variable),
      ...(variable.length === undefined ? {} : { length: variable.length }),
      default: variable.initial,
      ...(variable.limits ? { limits: variable.limits } : {}),
      ...(variable.comment === '' ? {} : { comment: variable.comment }),
    })
  }
  return fields
}

/** The unit as written; that of a current follows from the kind of mechanism where none is written. */
function unitOf(model: MechanismModel, variable: Variable): string {
  if (variable.unit !== '' || variable.role !== 'current') return variable.unit
  return model.kind === 'density' ? 'mA/cm2' : 'nA'
}

/** How the mechanism uses ions. */
export function describeIons(model: MechanismModel): readonly IonUse[] {
  return model.ions.map(({ ion, reads, writes, valence }) => ({ ion, reads, writes, valence }))
}
