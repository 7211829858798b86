import type { Effect } from '../../program/effects.ts'
import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import { variableName } from './names.ts'

/** The number of a variable, or of an element `name[3]`, before the hook runs. A name that is no variable is 0. */
export function valueBefore(builder: ProgramBuilder, model: MechanismModel, name: string): Value {
  const variable = model.variables.get(variableName(name))
  if (!variable) return builder.constant(0)
  const { storage } = variable
  switch (storage.kind) {
    case 'constant':
      return builder.constant(storage.value)
    case 'uniform':
      return builder.uniform(name, variable.written)
    case 'node':
      return builder.column('node', storage.column)
    case 'ion':
      return builder.column(`ion:${storage.ion}`, name)
    case 'pointer':
      return builder.column(`pointer:${name}`, 'value')
    case 'weight':
      return builder.column('weight', name)
    case 'own':
      // What nothing ever sets has no column: it is 0 for good.
      if (variable.role === 'assigned' && !variable.written && !variable.visible)
        return builder.constant(variable.initial)
      return builder.column('own', name)
  }
}

/** How the number of an assigned variable, or of an element, is put away; undefined where it is not the mechanism's. */
export function storing(variable: Variable, name: string, value: Value): Effect | undefined {
  const { storage } = variable
  switch (storage.kind) {
    case 'own':
      return { kind: 'store', name, value }
    case 'uniform':
      return variable.role === 'host' ? undefined : { kind: 'setUniform', name, value }
    case 'pointer':
      return { kind: 'assignAt', space: `pointer:${name}`, name: 'value', value }
    case 'weight':
      return { kind: 'assignAt', space: 'weight', name, value }
    case 'ion':
    case 'node':
    case 'constant':
      return undefined
  }
}

/** Whether a variable has a number of its own that statements can change for good. */
export function canLast({ storage, role }: Variable): boolean {
  return storage.kind === 'own' || (storage.kind === 'uniform' && role !== 'host')
}

/** The variable that `ProgramBuilder.inputsOf` names by a key such as `own x`, `own x[3]` or `$x`. */
export function variableOfInput(model: MechanismModel, key: string): Variable | undefined {
  const name = key.startsWith('$') ? key.slice(1) : key.startsWith('own ') ? key.slice(4) : undefined
  return name === undefined ? undefined : model.variables.get(variableName(name))
}
