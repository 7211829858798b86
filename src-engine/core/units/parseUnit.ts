import { findUnit, type UnitAliases } from './unitDatabase.ts'
import { readUnitText, type ParsedUnit } from './readUnitText.ts'

const noAliases: UnitAliases = new Map()

/**
 * Reads a unit such as `mA/cm2`, `/ms`, `k-mole`, `uS`, `ohm cm`, `1e-3 m`.
 *
 * Factors stand side by side or are joined by `-` or `*`; everything after the first `/` divides; a whole number
 * after a name is a power (`cm2`). The empty text and `1` are dimensionless. What NEURON would not read so is read
 * as it is meant, and named in `foreign`: `mV` without a declaration, `cm^2`, `ms-1`.
 */
export function parseUnit(text: string, aliases: UnitAliases = noAliases): ParsedUnit {
  return readUnitText(text, name => findUnit(name, aliases))
}
