import type { ReadOptions } from '../../../src-engine/morphology/formats/format.ts'

/** A choice in reading a file; the first value is the usual one. Its words are in `i18n/en.import.json`. */
export interface ReadChoice {
  readonly key: keyof ReadOptions
  readonly values: readonly string[]
}

/** The choices in the order of the form. */
export const readChoices: readonly ReadChoice[] = [
  { key: 'damagedLines', values: ['refuse', 'skip'] },
  { key: 'missingParents', values: ['refuse', 'root'] },
  { key: 'extraRoots', values: ['separate', 'neuron'] },
  { key: 'forkTypes', values: ['types', 'labels'] },
  { key: 'compartments', values: ['cylinders', 'frusta'] },
]
