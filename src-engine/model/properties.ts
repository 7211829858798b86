import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'

/** What a property name of a `PropertyUse` stands for. */
export type Property =
  | { readonly kind: 'axial-resistivity'; readonly unit: 'Ω·cm' }
  | { readonly kind: 'capacitance'; readonly unit: 'µF/cm²' }
  | { readonly kind: 'compartments'; readonly unit: '' }
  | { readonly kind: 'ion'; readonly ion: string; readonly column: string; readonly unit: 'mV' | 'mM' }

/** The ion and the unit of a name like `ena`, `nai`, `nao`, `ina`, among the ions given. */
export function ionVariable(
  name: string,
  ions: Iterable<string>,
):
  | {
      readonly ion: string
      readonly role: 'reversal' | 'inside' | 'outside' | 'current'
      readonly unit: string
    }
  | undefined {
  for (const ion of ions) {
    if (name === `e${ion}`) return { ion, role: 'reversal', unit: 'mV' }
    if (name === `${ion}i`) return { ion, role: 'inside', unit: 'mM' }
    if (name === `${ion}o`) return { ion, role: 'outside', unit: 'mM' }
    if (name === `i${ion}`) return { ion, role: 'current', unit: 'mA/cm2' }
  }
  return undefined
}

/** What a property name means where these ions are in use. */
export function parseProperty(name: string, ions: Iterable<string>): Property | undefined {
  if (name === 'Ra') return { kind: 'axial-resistivity', unit: 'Ω·cm' }
  if (name === 'cm') return { kind: 'capacitance', unit: 'µF/cm²' }
  if (name === 'nseg') return { kind: 'compartments', unit: '' }
  const variable = ionVariable(name, ions)
  if (!variable || variable.role === 'current') return undefined
  return { kind: 'ion', ion: variable.ion, column: name, unit: variable.role === 'reversal' ? 'mV' : 'mM' }
}

/** Every property name that can be set where these ions are in use, for "did you mean" and for forms. */
export function propertyNames(ions: Iterable<string>): string[] {
  return ['Ra', 'cm', 'nseg', ...[...ions].flatMap(ion => [`e${ion}`, `${ion}i`, `${ion}o`])]
}

/** The ions that some of these mechanisms use, each once, in order of first use. */
export function ionsOf(mechanisms: Iterable<CompiledMechanism>): string[] {
  const ions = new Set<string>()
  for (const mechanism of mechanisms) for (const use of mechanism.ions) ions.add(use.ion)
  return [...ions]
}
