import { builtinFunctions } from '../symbols/builtins.ts'
import { methods as solveMethods } from '../symbols/methods.ts'
import { blockHelp, constantHelp, functionHelp, hostHelp, methodHelp, statementHelp } from './words.ts'

/** What an editor knows of NMODL apart from any file: its words, each with one line of explanation. */
export interface LanguageReference {
  readonly words: readonly LanguageWord[]
  readonly functions: readonly LanguageFunction[]
}

/** A word with a meaning of its own. */
export interface LanguageWord {
  readonly word: string
  /** `block` begins a block of the file, `statement` a statement; `quantity` is a number of the simulation. */
  readonly kind: 'block' | 'statement' | 'method' | 'quantity'
  readonly help: string
  /** Unit of a quantity. */
  readonly unit?: string
}

/** A function that every file can call. */
export interface LanguageFunction {
  readonly name: string
  /** `pow(x, y)`. */
  readonly signature: string
  readonly help: string
}

/** Puts the tables together, once. */
export function describeLanguage(): LanguageReference {
  const words = (kind: LanguageWord['kind'], table: Readonly<Record<string, string>>) =>
    Object.entries(table).map(([word, help]): LanguageWord => ({ word, kind, help }))
  const methods = Object.fromEntries(
    [...solveMethods.values()].map(({ name, help }) => [name, methodHelp[name] ?? help]),
  )
  const quantities = Object.entries(hostHelp).map(([word, { unit, help }]): LanguageWord => ({
    word,
    kind: 'quantity',
    unit,
    help,
  }))
  return {
    words: [
      ...words('block', blockHelp),
      ...words('statement', statementHelp),
      ...words('method', methods),
      ...quantities,
    ],
    functions: describeFunctions(),
  }
}

function describeFunctions(): readonly LanguageFunction[] {
  const described = Object.entries(functionHelp).map(([signature, help]) => ({
    name: signature.slice(0, signature.indexOf('(')),
    signature,
    help,
  }))
  const known = new Set(described.map(({ name }) => name))
  const plain = Object.entries(builtinFunctions)
    .filter(([name]) => !known.has(name))
    .map(([name, { arity }]) => ({
      name,
      signature: `${name}(${['x', 'y', 'z'].slice(0, arity).join(', ')})`,
      help: '',
    }))
  return [...described, ...plain]
}

/** Help for a constant such as FARADAY that UNITS blocks define. */
export function helpOfConstant(name: string): string | undefined {
  return Object.hasOwn(constantHelp, name.toLowerCase()) ? constantHelp[name.toLowerCase()] : undefined
}
