import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What is said about the functions of the SCoP library. */
export const libraryMessages = declareMessages({
  'nmodl/library-function': {
    severity: 'error',
    text: ({ name, why }: { name: string; why: string; instead: string }) =>
      `"${name}" cannot be used: ${why}.`,
    help: ({ instead }) => instead,
  },
  'nmodl/integral-not-found': {
    severity: 'error',
    text: ({ name, rounds }: { name: string; rounds: number }) =>
      `The integral of "${name}" did not converge in ${rounds} rounds of Romberg's method.`,
    help: () => 'Look for jumps and poles between the limits, or use legendre instead.',
  },
  'nmodl/factorial-of-negative': {
    severity: 'error',
    text: (_: object) => 'factorial was called with a number below 0.',
  },
})
