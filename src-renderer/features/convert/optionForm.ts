import type { GivenOptions, NtscableOptions, OptionDefinition } from '../../../src-main/contract/index.ts'

type Value = NtscableOptions[keyof NtscableOptions]

/** A row of the form of NTSCABLE's options. */
export interface OptionRow {
  readonly definition: OptionDefinition
  readonly value: Value
  readonly usual: Value
  readonly isChanged: boolean
}

/** When an option has an effect; those that are not named always have one. */
const concerns: Partial<Record<keyof NtscableOptions, (options: NtscableOptions) => boolean>> = {
  points: ({ output }) => output === 'neuron',
  style: ({ output }) => output === 'neuron',
  accuracy: ({ output }) => output !== 'neuron',
  mergeWithinUm: ({ slices }) => slices === 'merge',
  spines: ({ output }) => output === 'neuron',
  spineLengthUm: ({ output, spines }) => output === 'neuron' && spines === 'sections',
  spineDiameterUm: ({ output, spines }) => output === 'neuron' && spines === 'sections',
}

/** The options that have an effect with the others as they are. */
export function optionRows(
  definitions: readonly OptionDefinition[],
  defaults: NtscableOptions,
  given: GivenOptions,
): readonly OptionRow[] {
  // What a form gives is of the table's types; the host checks it.
  const options = { ...defaults, ...given } as NtscableOptions
  return definitions
    .filter(({ key }) => concerns[key]?.(options) ?? true)
    .map(definition => {
      const { key } = definition
      return {
        definition,
        value: options[key],
        usual: defaults[key],
        isChanged: options[key] !== defaults[key],
      }
    })
}
