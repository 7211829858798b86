import type { Execution } from '../execution.ts'
import { variableName } from '../names.ts'
import { storing } from '../places.ts'

/** What the hooks of a mechanism keep and take, as far as continuous programs must know. */
export interface Kept {
  /** Invisible variables with a number between hooks. */
  readonly lasting: ReadonlySet<string>
  /** Variables whose old number the hook `current` takes. */
  readonly readByCurrents: ReadonlySet<string>
}

/** Whether the number of a variable is to be found after a program. */
export function isKept({ model }: Execution, { lasting }: Kept, name: string): boolean {
  const variable = model.variables.get(variableName(name))
  return variable !== undefined && (variable.visible || lasting.has(variable.name))
}

/** The names that an execution has given another value than they had. */
export function changedNames({ names }: Execution): readonly string[] {
  return [...names.assigned()].filter(([name, value]) => value !== names.before(name)).map(([name]) => name)
}

/** Enters the stores of what an execution has assigned, of the names for which that is wanted. */
export function addStores(execution: Execution, wanted: (name: string) => boolean): void {
  const { builder, model, names } = execution
  for (const name of changedNames(execution)) {
    const variable = model.variables.get(variableName(name))
    const value = names.assigned().get(name)
    if (!variable || value === undefined || !wanted(name)) continue
    const effect = storing(variable, name, value)
    if (effect) builder.effect(effect)
  }
}
