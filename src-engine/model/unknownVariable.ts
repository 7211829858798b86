import { knownIons } from '../core/cellDefaults.ts'
import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { modelMessages } from './diagnostics.ts'
import { ionVariable } from './properties.ts'
import { variableNames, type VariableScope } from './variables.ts'

/** The ion that a name like `ena` or `cai` speaks of, as everybody calls it. */
export function ionNamedIn(name: string): string | undefined {
  return ionVariable(name, Object.keys(knownIons))?.ion
}

/** What to say of a name that stands for nothing at a place: that an ion is missing there, or which name may be meant. */
export function unknownVariable(
  name: string,
  place: string,
  scope: VariableScope,
  about: { readonly subject?: string } = {},
): Diagnostic {
  const ion = ionNamedIn(name)
  if (ion !== undefined) return diagnose(modelMessages, 'model/missing-ion', { name, ion, place }, about)
  const meant = closestName(name, variableNames(scope))
  return diagnose(modelMessages, 'model/unknown-variable', { name, place, meant }, about)
}
