import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading our own format can say. */
export const jsonMessages = declareMessages({
  'json/not-readable': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The morphology cannot be read: ${what}.`,
    help: () => 'Such a file is written by “hillock convert --to json”. Convert the reconstruction again.',
  },
})
