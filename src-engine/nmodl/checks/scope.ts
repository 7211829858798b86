import type { Identifier } from '../ast/expressions.ts'
import type { LocalName } from '../ast/statements.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { functions } from '../symbols/functions.ts'
import type { Place } from './places.ts'

/** What is visible where a statement stands. */
export interface Scope {
  readonly report: Report
  readonly model: MechanismModel
  readonly place: Place
  /** Arguments, LOCAL and loop variables and the name of the FUNCTION itself, with the length of an array. */
  readonly locals: ReadonlyMap<string, number | undefined>
}

/** A name that statements can use as a number or an array of numbers. */
export type Known =
  | { readonly kind: 'local'; readonly length: number | undefined }
  | { readonly kind: 'variable'; readonly variable: Variable; readonly length: number | undefined }

/** What a name stands for here; undefined where it is no number. */
export function lookUp({ locals, model }: Scope, name: string): Known | undefined {
  if (locals.has(name)) return { kind: 'local', length: locals.get(name) }
  const variable = model.variables.get(name)
  return variable && variable.role !== 'random' && variable.role !== 'series'
    ? { kind: 'variable', variable, length: variable.length }
    : undefined
}

/** The scope with more names in it. */
export function withLocals(scope: Scope, names: readonly (Identifier | LocalName)[]): Scope {
  if (names.length === 0) return scope
  const locals = new Map(scope.locals)
  for (const name of names) locals.set(name.name, 'length' in name ? name.length : undefined)
  return { ...scope, locals }
}

/** Says that a name is none, or none that is a number. */
export function reportUnknown({ report, model, locals }: Scope, { name, span }: Identifier): void {
  if (isNamedInC(model, name)) return
  const what = whatElse(model, name)
  if (what) report.add('nmodl/not-a-variable', { name, what }, span)
  else
    report.add('nmodl/undeclared-name', { name, known: [...locals.keys(), ...model.variables.keys()] }, span)
}

/** What a name is that is not a number, as messages say it. */
export function whatElse(model: MechanismModel, name: string): string | undefined {
  const routine = model.routines.get(name)
  if (routine) return `a ${routine.kind.toUpperCase()}`
  if (model.functionTables.has(name)) return 'a FUNCTION_TABLE'
  const solvable = model.solvables.get(name)
  if (solvable) return `a ${solvable.kind.toUpperCase()} block`
  const role = model.variables.get(name)?.role
  if (role === 'random') return 'a RANDOM stream'
  if (role === 'series') return 'a series of numbers'
  return functions.has(name) ? 'a built-in function' : undefined
}

/** Whether C code of the file names it, and so may declare it; what that means is judged with the C code. */
function isNamedInC(model: MechanismModel, name: string): boolean {
  return model.namesInC.has(name)
}
