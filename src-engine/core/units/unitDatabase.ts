import { readUnitText, type NamedUnit } from './readUnitText.ts'
import { dimensionless, numberUnit, primitiveNames, type Unit } from './unit.ts'
import { unitDefinitions } from './unitDefinitions.ts'

/** Units that a file defines for itself, by name. */
export type UnitAliases = ReadonlyMap<string, Unit>

/** The unit database, taken apart but not yet worked out. */
interface Database {
  /** Text of the definition by name, as NEURON knows the name. */
  readonly definitions: ReadonlyMap<string, string>
  /** Definitions of symbols, before which the letters of prefixes may stand. */
  readonly symbols: ReadonlyMap<string, string>
  /** Factors of the prefixes that are words, and of those that are letters. */
  readonly words: readonly (readonly [word: string, factor: number])[]
  readonly letters: ReadonlyMap<string, number>
}

/** No name of a unit is longer, with any prefix. */
const longestName = 64

let database: Database | undefined
const definedUnits = new Map<string, Unit>()
const symbolUnits = new Map<string, Unit>()

/** The names that the database defines, without prefixes; for suggestions and tests. */
export function unitNames(): Iterable<string> {
  return openDatabase().definitions.keys()
}

/**
 * What a name stands for: the file's own, one of the database, its plural, a prefix and one of these, or a symbol
 * with or without the letter of a prefix. A name of its own comes before any prefix (`min` is a minute).
 */
export function findUnit(name: string, aliases: UnitAliases): NamedUnit | undefined {
  if (name.length > longestName) return undefined
  const known = aliases.get(name) ?? definedUnit(name)
  if (known) return { unit: known, plain: false }
  if (name.length > 2 && name.endsWith('s')) {
    const singular = aliases.get(name.slice(0, -1)) ?? definedUnit(name.slice(0, -1))
    if (singular) return { unit: singular, plain: false }
  }
  const symbol = symbolUnit(name)
  if (symbol) return { unit: symbol, plain: true }
  return findPrefixed(name, aliases)
}

function findPrefixed(name: string, aliases: UnitAliases): NamedUnit | undefined {
  const { words, letters } = openDatabase()
  for (const [word, factor] of words) {
    if (!name.startsWith(word)) continue
    // A prefix may stand alone, as in (milli/liter).
    if (name.length === word.length) return { unit: numberUnit(factor), plain: false }
    const rest = findUnit(name.slice(word.length), aliases)
    if (rest) return scaled(rest.unit, factor, rest.plain)
  }
  const factor = letters.get(name.slice(0, 1))
  const rest = factor === undefined ? undefined : symbolUnit(name.slice(1))
  return factor === undefined || !rest ? undefined : scaled(rest, factor, true)
}

function scaled({ factor, dimension }: Unit, by: number, plain: boolean): NamedUnit {
  return { unit: { factor: by * factor, dimension }, plain }
}

function definedUnit(name: string): Unit | undefined {
  return workedOut(openDatabase().definitions, definedUnits, name)
}

function symbolUnit(name: string): Unit | undefined {
  return workedOut(openDatabase().symbols, symbolUnits, name)
}

/** Units are worked out when first asked for: a file uses ten of six hundred. */
function workedOut(
  definitions: ReadonlyMap<string, string>,
  made: Map<string, Unit>,
  name: string,
): Unit | undefined {
  const ready = made.get(name)
  const text = definitions.get(name)
  if (ready || text === undefined) return ready
  const primitive = primitiveNames.indexOf(text as (typeof primitiveNames)[number])
  const parsed: { unit: Unit } | { unknown: string } =
    primitive >= 0 && text === name
      ? { unit: { factor: 1, dimension: dimensionless.map((_, i) => (i === primitive ? 1 : 0)) } }
      : readUnitText(text, part => findUnit(part, noAliases))
  if (!('unit' in parsed)) return undefined
  made.set(name, parsed.unit)
  return parsed.unit
}

const noAliases: UnitAliases = new Map()

/** Takes the text of the database apart, once: `names = definition`, or such a line after what kind of name it is. */
function openDatabase(): Database {
  if (database) return database
  const definitions = new Map<string, string>()
  const symbols = new Map<string, string>()
  const words: [string, number][] = []
  const letters = new Map<string, number>()
  for (const entry of unitDefinitions.split(/[;\n]/)) {
    const equals = entry.indexOf('=')
    const [first = '', ...others] = entry
      .slice(0, equals < 0 ? undefined : equals)
      .trim()
      .split(' ')
    const definition = entry.slice(equals + 1).trim()
    if (first === 'primitive') for (const name of others) definitions.set(name, name)
    else if (first === 'symbol') for (const name of others) symbols.set(name, definition)
    else if (first === 'prefix') {
      const [word = '', ...short] = others
      words.push([word, Number(definition)])
      for (const letter of short) letters.set(letter, Number(definition))
    } else for (const name of [first, ...others]) definitions.set(name, definition)
  }
  // The longest first, so that "mega" is not read as "meg" and an "a".
  words.sort(([a], [b]) => b.length - a.length)
  database = { definitions, symbols, words, letters }
  return database
}
