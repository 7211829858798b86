import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading any XML file can say. */
export const xmlMessages = declareMessages({
  'xml/not-well-formed': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The file is no proper XML from here on: ${what}.`,
    help: () =>
      'The file may be cut off or damaged. With --lenient (damaged lines skipped) what stands before is read. Entities that the file defines itself are not expanded.',
  },
  'xml/read-up-to': {
    severity: 'warning',
    text: ({ what }: { what: string }) =>
      `The file is no proper XML from here on: ${what}; only what stands before was read.`,
    help: () => 'Check at the ends of the branches that nothing is missing, or get the file again.',
  },
  'xml/too-deep': {
    severity: 'error',
    text: ({ limit }: { limit: number }) => `The elements are nested more than ${limit} deep.`,
    help: () => 'No reconstruction branches so often on one path; the file is damaged.',
  },
  'xml/bad-number': {
    severity: 'error',
    text: ({ element, attribute, value }: { element: string; attribute: string; value: string }) =>
      value === ''
        ? `The element “${element}” lacks the number “${attribute}”.`
        : `“${value}” is no number for “${attribute}” of the element “${element}”.`,
    help: () => 'Numbers are written with a decimal point, in µm. With --lenient such points are left out.',
  },
  'xml/number-skipped': {
    severity: 'warning',
    text: ({ element, attribute }: { element: string; attribute: string; value: string }) =>
      `An element “${element}” without a readable number “${attribute}” was left out.`,
    help: () => 'Correct the number in the file.',
  },
})
