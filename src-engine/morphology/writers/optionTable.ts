import type { WriterOptions } from './writer.ts'

/** A choice in writing: everything that a form needs. */
export interface WriterOptionDefinition {
  readonly key: Exclude<keyof WriterOptions, 'producer'>
  readonly title: string
  readonly help: string
  /** Each value with what it means; the first is the usual one. */
  readonly choices: Readonly<Record<string, string>>
  /** Ids of the writers that it concerns. */
  readonly writers: readonly string[]
}

/** The choices in the order in which they are shown. */
export const writerOptions: readonly WriterOptionDefinition[] = [
  {
    key: 'soma',
    title: 'Soma',
    help: 'What stands for the soma in the file.',
    choices: {
      'as-it-is': 'a sphere as one point, anything else point by point',
      'one-point': 'one point: a sphere of the same area',
      'three-points': 'three points: a sphere of the same area',
      cylinders: 'point by point',
    },
    writers: ['swc', 'h5'],
  },
  {
    key: 'jumps',
    title: 'Steps of diameter',
    help: 'Where a branch starts with another diameter than its parent ends.',
    choices: {
      step: 'the point is written twice: the step stays',
      taper: 'the branch begins with its parent’s diameter',
    },
    writers: ['swc'],
  },
  {
    key: 'numbers',
    title: 'Numbers',
    help: 'How many digits are written.',
    choices: {
      'as-read': 'as they were read, to the last bit',
      'as-stored': 'eight digits, as NEURON keeps them',
    },
    writers: ['swc', 'asc', 'hoc', 'neuroml', 'genesis', 'h5', 'json'],
  },
]
