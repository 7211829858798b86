import { divideUnits, multiplyUnits, numberUnit, raiseUnit, type Unit } from './unit.ts'

/** What one name of a unit's text stands for. */
export interface NamedUnit {
  readonly unit: Unit
  /** Understood here, but not by NEURON without a declaration. */
  readonly plain: boolean
}

/** A unit, or the part of the text that names none. */
export type ParsedUnit =
  | {
      readonly unit: Unit
      /** The pieces that NEURON would not understand, or would read as something else. */
      readonly foreign: readonly string[]
    }
  | { readonly unknown: string }

/** Finds what a single name stands for. */
export type UnitLookup = (name: string) => NamedUnit | undefined

const digits = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[+-]\d+)?`

/**
 * The pieces of a unit's text: a slash, a number (1.5, 1e-3, 1-3 for a thousandth, 1|3 for a third), a joint, or a
 * name with its power. A minus between a name and a digit belongs to the power, any other joins.
 */
const piecePattern = new RegExp(
  String.raw`(\/)|(${digits}(?:\|${digits})?)|([\s*·.-]+)|([^\s\d/*·.^|()+-]+)(?:(\^?-?)(\d+))?|(.)`,
  'gu',
)

/** Beyond this a power is no longer a unit that anybody means. */
const largestPower = 64

/** Reads `mA/cm2`, `/ms`, `k-mole`, `2 m/sec2`: factors side by side, one `/` for all that divides, whole powers. */
export function readUnitText(text: string, find: UnitLookup): ParsedUnit {
  let result = numberUnit(1)
  const foreign: string[] = []
  let dividing = false
  for (const [whole, slash, number, joint, name, sign, power, other] of text.matchAll(piecePattern)) {
    if (other !== undefined) return { unknown: other }
    let factor: Unit
    if (slash !== undefined) {
      dividing = true
      continue
    } else if (number !== undefined) {
      factor = numberUnit(readNumber(number))
    } else if (name !== undefined) {
      const found = find(name)
      if (!found) return { unknown: name }
      factor = power === undefined ? found.unit : raised(found.unit, Number(power), sign ?? '')
      if (found.plain) foreign.push(name)
      if (sign) foreign.push(whole)
    } else {
      const unusual = /[*·.]/.exec(joint ?? '')
      if (unusual) foreign.push(unusual[0])
      continue
    }
    result = dividing ? divideUnits(result, factor) : multiplyUnits(result, factor)
  }
  if (!(result.factor > 0 && Number.isFinite(result.factor))) return { unknown: text.trim() }
  return { unit: result, foreign }
}

function raised(unit: Unit, power: number, sign: string): Unit {
  return raiseUnit(unit, Math.min(power, largestPower) * (sign.endsWith('-') ? -1 : 1))
}

/** `1.5`, `1e-3`, `1-3` (a thousandth), `1|3` (a third). */
function readNumber(text: string): number {
  const [above = 1, below = 1] = text
    .split('|')
    .map(part => Number(/[eE]/.test(part) ? part : part.replace(/[+-]/, 'e$&')))
  return above / below
}
