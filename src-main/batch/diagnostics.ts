import { declareMessages } from '../../src-engine/core/diagnostics/catalogue.ts'

/** What converting files can say beside what is said of each cell. */
export const convertMessages = declareMessages({
  'convert/cannot-read': {
    severity: 'error',
    text: ({ path, why }: { path: string; why: string }) => `"${path}" cannot be read: ${why}.`,
  },
  'convert/cannot-write': {
    severity: 'error',
    text: ({ path, why }: { path: string; why: string }) => `"${path}" cannot be written: ${why}.`,
    help: () => 'Name another folder with --out, or make room. Files that are done stay done.',
  },
  'convert/same-file': {
    severity: 'error',
    text: ({ path }: { path: string }) => `"${path}" would replace the file that it is made from.`,
    help: () => 'Name another folder with --out.',
  },
  'convert/target-exists': {
    severity: 'error',
    text: ({ path }: { path: string }) =>
      `"${path}" exists already and was not written by an earlier conversion of this file, or was changed since.`,
    help: () => 'Name another folder with --out, move the file away, or replace it with --force.',
  },
  'convert/renamed': {
    severity: 'warning',
    text: ({ path, other }: { path: string; other: string }) =>
      `The file is called "${path}", since "${other}" would have had the same name.`,
  },
  'convert/fault': {
    severity: 'error',
    text: ({ what }: { what: string }) => `This is a fault in Hillock, not in the file: ${what}.`,
    help: () => 'Please report it together with the file.',
  },
})
