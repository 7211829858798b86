import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What is said about the functions of the SCoP library. */
export const libraryMessages = declareMessages({
  'nmodl/library-function': {
    severity: 'error',
    text: ({ name, why }: { name: string; why: string; instead: string }) =>
      `"${name}" cannot be used: ${why}.`,
    help: ({ instead }) => instead,
  },
  'nmodl/factorial-of-negative': {
    severity: 'error',
    text: (_: object) => 'factorial was called with a number below 0.',
  },
})
