import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What is said about random numbers. */
export const randomMessages = declareMessages({
  'nmodl/breakpoint-draws-twice': {
    severity: 'warning',
    text: (_: object) =>
      'BREAKPOINT draws random numbers, and it runs twice a step, as in NEURON; what the two runs draw differs.',
    help: () => 'Draw in the block that SOLVE names, or in BEFORE BREAKPOINT.',
  },
  'nmodl/poisson-mean-too-large': {
    severity: 'error',
    text: ({ limit }: { limit: number }) =>
      `poisrand was called with a mean above ${limit}, from where on its method finds no number.`,
    help: () => 'For means as large as this normrand(mean, sqrt(mean)) is as good.',
  },
})
