import { declareMessages } from '../../src-engine/core/diagnostics/catalogue.ts'

/** What the services have to say about a user's project. */
export const serviceMessages = declareMessages({
  'mechanism/hides-library': {
    severity: 'warning',
    text: ({ name }: { readonly name: string }) =>
      `"${name}" is also the name of a mechanism that comes with the program; in this project yours is used.`,
    help: () => 'Change its SUFFIX or POINT_PROCESS name to have both.',
  },
  'model/unreadable': {
    severity: 'error',
    text: ({ where }: { readonly where: string }) =>
      `The stored model cannot be read: it is not as agreed at "${where}".`,
    help: () => 'Undo the last edit, or go back in the history.',
  },
})
