import { declareMessages } from '../../src-engine/core/diagnostics/catalogue.ts'

/** What the store has to say about a user's runs. */
export const storeMessages = declareMessages({
  'run/interrupted': {
    severity: 'error',
    text: ({ tMs }: { readonly tMs: number }) =>
      `The program ended while this run was under way; what was recorded until ${tMs} ms is kept.`,
    help: () => 'Run it again.',
  },
})
