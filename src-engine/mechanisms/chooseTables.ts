import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/**
 * The catalogue as a model wants it: where it sets the global `usetable` of a mechanism to 0, what TABLE tabulates is
 * computed, and there are no tables.
 *
 * @param globals what the model sets: `hh.usetable`
 */
export function chooseTables(catalogue: Catalogue, globals: Readonly<Record<string, number>>): Catalogue {
  let changed = false
  const mechanisms = catalogue.list().map((mechanism): CompiledMechanism => {
    const { name, fields, exactPrograms, exactContinuous, exactCurrentWithSlopes } = mechanism
    const declared = fields.find(field => field.name === 'usetable' && field.scope === 'global')
    const uses = globals[`${name}.usetable`] ?? declared?.default ?? 1
    if (uses !== 0 || !exactPrograms) return mechanism
    changed = true
    const continuous = exactContinuous ? { continuous: exactContinuous } : {}
    return {
      ...mechanism,
      programs: exactPrograms,
      ...continuous,
      tables: [],
      ...(exactCurrentWithSlopes ? { currentWithSlopes: exactCurrentWithSlopes } : {}),
    }
  })
  return changed ? createCatalogue(mechanisms) : catalogue
}
