import { divideUnits, multiplyUnits, numberUnit, raiseUnit, type Unit } from './unit.ts'
import { unitPrefixes, unitTable } from './unitTable.ts'

/** A unit, or the part of the text that names none. */
export type ParsedUnit = { readonly unit: Unit } | { readonly unknown: string }

/** Names that a file defines for itself, with what they stand for. */
export type UnitAliases = ReadonlyMap<string, Unit>

const noAliases: UnitAliases = new Map()

/**
 * Reads a unit such as `mA/cm2`, `/ms`, `k-mole`, `uS`, `ohm cm`, `1e-3 m`.
 *
 * Factors stand side by side or are joined by `-` or `*`; everything after the first `/` divides; a whole number
 * after a name is a power (`cm2`, `s-1` is not one: `-` joins). The empty text and `1` are dimensionless.
 */
export function parseUnit(text: string, aliases: UnitAliases = noAliases): ParsedUnit {
  let result = numberUnit(1)
  let dividing = false
  const pieces = text.matchAll(
    /\s*(?:(\/)|([-*·\s]+)|(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([A-Za-zµ%]+)(\^?)(\d*)|(.))/giu,
  )
  for (const [whole, slash, joint, number, name, , power, other] of pieces) {
    if (slash !== undefined) dividing = true
    else if (joint !== undefined) continue
    else if (other !== undefined) return { unknown: whole.trim() }
    else {
      const factor = number === undefined ? findUnit(name ?? '', aliases) : numberUnit(Number(number))
      if (!factor) return { unknown: name ?? whole.trim() }
      const raised = raiseUnit(factor, power === undefined || power === '' ? 1 : Math.min(Number(power), 64))
      result = dividing ? divideUnits(result, raised) : multiplyUnits(result, raised)
    }
  }
  return { unit: result }
}

/** A single name: the file's own, one of the table, its plural, or a prefix and one of the table. */
function findUnit(name: string, aliases: UnitAliases): Unit | undefined {
  const known = aliases.get(name) ?? unitTable.get(name)
  if (known) return known
  for (const [prefix, factor] of unitPrefixes) {
    if (!name.startsWith(prefix)) continue
    const rest = unitTable.get(name.slice(prefix.length))
    if (rest) return { factor: factor * rest.factor, dimension: rest.dimension }
  }
  return name.length > 2 && name.endsWith('s') ? findUnit(name.slice(0, -1), aliases) : undefined
}
