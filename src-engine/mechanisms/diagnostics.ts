import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What there is to say about a set of mechanisms. */
export const mechanismMessages = declareMessages({
  'mechanisms/duplicate': {
    severity: 'error',
    text: ({ name }: { name: string }) => `Two mechanisms are called "${name}".`,
    help: () => 'Rename one of them in its SUFFIX or POINT_PROCESS statement.',
  },
  'mechanisms/no-valence': {
    severity: 'error',
    text: ({ ion }: { ion: string }) =>
      `The Nernst potential of "${ion}" is wanted, but no mechanism gives the valence of this ion.`,
    help: ({ ion }) => `Write USEION ${ion} … VALENCE 1 (or what it is) in one of the files.`,
  },
  'mechanisms/valence-conflict': {
    severity: 'error',
    text: ({ ion, first, second }: { ion: string; first: string; second: string }) =>
      `The mechanisms "${first}" and "${second}" give the ion "${ion}" different valences.`,
    help: () => 'Give the same VALENCE in both files.',
  },
  'mechanisms/valence-of-known-ion': {
    severity: 'error',
    text: ({ ion, mechanism, valence }: { ion: string; mechanism: string; valence: number }) =>
      `The mechanism "${mechanism}" gives the ion "${ion}" a valence other than ${valence}.`,
    help: ({ ion }) => `The valence of ${ion} is known; leave VALENCE out, or name the ion differently.`,
  },
})
