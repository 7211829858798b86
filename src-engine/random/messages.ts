import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What is said about streams of random numbers. */
export const randomMessages = declareMessages({
  'random/not-a-word': {
    severity: 'error',
    text: ({ name, value }: { name: string; value: number }) =>
      `${name} of a random stream must be a whole number from 0 to 4294967295, not ${value}.`,
  },
  'random/too-many-ids': {
    severity: 'error',
    text: ({ count }: { count: number }) => `A random stream has at most three ids, not ${count}.`,
    help: () => 'What tells simulations apart goes into globalIndex.',
  },
})
