import { knownIons } from '../core/cellDefaults.ts'
import { accepted, hasErrors, refused, type Checked } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { mechanismMessages } from './diagnostics.ts'
import { ionStyle } from './ions.ts'

/** Mechanisms by name, in the order in which they were given: that is also the order in which they run. */
export interface Catalogue {
  has(name: string): boolean
  get(name: string): CompiledMechanism | undefined
  list(): readonly CompiledMechanism[]
  /** All names, for "did you mean". */
  names(): readonly string[]
}

/** A catalogue of these mechanisms. Of two with one name the first is kept; `checkMechanisms` says so. */
export function createCatalogue(mechanisms: readonly CompiledMechanism[]): Catalogue {
  const byName = new Map<string, CompiledMechanism>()
  for (const mechanism of mechanisms) if (!byName.has(mechanism.name)) byName.set(mechanism.name, mechanism)
  const all = Object.freeze([...byName.values()])
  const names = Object.freeze([...byName.keys()])
  return {
    has: name => byName.has(name),
    get: name => byName.get(name),
    list: () => all,
    names: () => names,
  }
}

/**
 * What comes with the program, then the user's own, each in its order: that is the order in which they run, so that
 * a model gives the same bits wherever it is run from. Of two with one name the user's counts.
 */
export function joinMechanisms(
  library: readonly CompiledMechanism[],
  own: readonly CompiledMechanism[],
): readonly CompiledMechanism[] {
  const replaced = new Set(own.map(mechanism => mechanism.name))
  return [...library.filter(({ name }) => !replaced.has(name)), ...own]
}

/** Whether these mechanisms can be used together: no name twice, no ion with two valences. */
export function checkMechanisms(mechanisms: readonly CompiledMechanism[]): Checked<Catalogue> {
  const diagnostics: Diagnostic[] = []
  const names = new Set<string>()
  const valences = new Map<string, { readonly valence: number; readonly mechanism: string }>()
  for (const { name, ions } of mechanisms) {
    if (names.has(name)) diagnostics.push(diagnose(mechanismMessages, 'mechanisms/duplicate', { name }))
    names.add(name)
    for (const { ion, valence } of ions) {
      if (valence === undefined) continue
      const known = knownIons[ion]?.valence
      const first = valences.get(ion)
      if (known !== undefined && known !== valence) {
        const facts = { ion, mechanism: name, valence: known }
        diagnostics.push(diagnose(mechanismMessages, 'mechanisms/valence-of-known-ion', facts))
      } else if (first && first.valence !== valence) {
        const facts = { ion, first: first.mechanism, second: name }
        diagnostics.push(diagnose(mechanismMessages, 'mechanisms/valence-conflict', facts))
      } else if (!first) valences.set(ion, { valence, mechanism: name })
    }
  }
  for (const ion of new Set(mechanisms.flatMap(mechanism => mechanism.ions.map(use => use.ion)))) {
    const valenceKnown = valences.has(ion) || Object.hasOwn(knownIons, ion)
    if (valenceKnown || !ionStyle(ion, mechanisms).computesReversalAtStart) continue
    diagnostics.push(diagnose(mechanismMessages, 'mechanisms/no-valence', { ion }))
  }
  return hasErrors(diagnostics) ? refused(diagnostics) : accepted(createCatalogue(mechanisms), diagnostics)
}
