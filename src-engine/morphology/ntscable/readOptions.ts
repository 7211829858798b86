import { checked, type Checked } from '../../core/checked.ts'
import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { ntscableMessages } from './diagnostics.ts'
import { defaultNtscableOptions, type NtscableOptions } from './options.ts'
import { ntscableOptions, type OptionDefinition } from './optionTable.ts'

/** What a user gave for some options, by key; words as on a command line, or values as from a form. */
export type GivenOptions = Readonly<Partial<Record<keyof NtscableOptions, string | number | boolean>>>

/** Completes and checks what was given; every wrong value is an error that names the option. */
export function readNtscableOptions(given: GivenOptions): Checked<NtscableOptions> {
  const diagnostics: Diagnostic[] = []
  const values: Partial<Record<keyof NtscableOptions, string | number | boolean>> = {}
  for (const definition of ntscableOptions) {
    const value = given[definition.key]
    if (value === undefined) continue
    const read = readOption(definition, value)
    if (read !== undefined) values[definition.key] = read
    else {
      const facts = { name: definition.name, value: String(value), allowed: allowed(definition) }
      diagnostics.push(diagnose(ntscableMessages, 'ntscable/wrong-option', facts))
    }
  }
  // Each value was checked against the table, which has the options' types.
  const options = { ...defaultNtscableOptions, ...values } as NtscableOptions
  return checked(options, diagnostics)
}

/** @returns undefined where the value is not allowed */
function readOption(definition: OptionDefinition, value: string | number | boolean) {
  if (definition.kind === 'switch')
    return value === true || value === 'true'
      ? true
      : value === false || value === 'false'
        ? false
        : undefined
  if (definition.kind === 'choice') {
    const words = Object.keys(definition.choices)
    const wanted = String(value).toLowerCase()
    const word = words.find(choice => choice === wanted) ?? words.find(choice => isLetterOf(choice, wanted))
    return definition.key === 'accuracy' && word !== undefined ? Number(word) : word
  }
  const text = String(value).trim()
  const number = text === '' ? NaN : Number(text)
  const { least, most, whole } = definition
  const isAllowed = number >= least && number <= most && (!whole || Number.isInteger(number))
  return isAllowed ? number : undefined
}

/** The original program looked at the first letter of a syntax only: `-x n`. */
function isLetterOf(choice: string, given: string): boolean {
  return given.length === 1 && choice.startsWith(given)
}

/** `one of neuron, cable`, `a whole number from 1 to 1000`. */
function allowed(definition: OptionDefinition): string {
  if (definition.kind === 'switch') return 'true or false'
  if (definition.kind === 'choice') return `one of ${Object.keys(definition.choices).join(', ')}`
  const { least, most, unit, whole } = definition
  return `${whole ? 'a whole number' : 'a number'} from ${least} to ${most}${unit === '' ? '' : ` ${unit}`}`
}
