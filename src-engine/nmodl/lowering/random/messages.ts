import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What is said about random numbers. */
export const randomMessages = declareMessages({
  'nmodl/poisson-mean-too-large': {
    severity: 'error',
    text: ({ limit }: { limit: number }) =>
      `poisrand was called with a mean above ${limit}, from where on its method finds no number.`,
    help: () => 'For means as large as this normrand(mean, sqrt(mean)) is as good.',
  },
})
