import { declareMessages } from '../../core/diagnostics/catalogue.ts'

/** What there is to say about C code. */
export const verbatimMessages = declareMessages({
  'nmodl/verbatim': {
    severity: 'error',
    text: ({ why }: { why: string; instead: string }) =>
      `This C code is needed in a run but cannot be run: ${why}.`,
    help: ({ instead }) => (instead === '' ? 'Write what it does in NMODL statements.' : instead),
  },
  'nmodl/verbatim-left-out': {
    severity: 'warning',
    text: ({ why }: { why: string; instead: string }) =>
      `This C code has no meaning here: ${why}. Whatever holds it cannot be called.`,
    help: ({ instead }) => (instead === '' ? 'Write what it does in NMODL statements.' : instead),
  },
  'nmodl/verbatim-script-routine': {
    severity: 'warning',
    text: ({ name }: { name: string; instead: string }) =>
      `"${name}" takes arguments from a script, and is left out.`,
    help: ({ instead }) => instead,
  },
  'nmodl/verbatim-silent': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `"${name}" does nothing here: no result depends on it.`,
    help: () => 'To see a number during a run, make it RANGE and record it.',
  },
  'nmodl/verbatim-nowhere': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" leads nowhere here: only a script could make it lead somewhere.`,
    help: () => 'Where the code looks what it leads to, the run ends. Keep numbers in arrays or in SERIES.',
  },
  'nmodl/verbatim-no-arguments': {
    severity: 'warning',
    text: () => 'This constructor gets no arguments here.',
    help: () =>
      'What it does without them holds. To set a number in the model, make it a PARAMETER that it leaves alone.',
  },
  'nmodl/verbatim-random': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" draws other numbers here than in C: those of the simulation, from its own seed.`,
    help: () => 'Use scop_random, or a RANDOM of the mechanism, to say which numbers are meant.',
  },
  'nmodl/verbatim-single': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is a float, which C keeps with seven digits; here it has sixteen.`,
    help: () => 'Declare it as double, if the digits do not matter.',
  },
})

/** What is said about C code that has been translated. */
export type NoteCode =
  | 'nmodl/verbatim-nowhere'
  | 'nmodl/verbatim-no-arguments'
  | 'nmodl/verbatim-silent'
  | 'nmodl/verbatim-random'
  | 'nmodl/verbatim-single'
