import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Neurolucida DAT file can say. Lines are points, counted from 1 as they are read. */
export const nldatMessages = declareMessages({
  'nldat/damaged': {
    severity: 'error',
    text: ({ at, what }: { at: number; what: string }) => `The file is damaged at byte ${at}: ${what}.`,
    help: () => 'Get the file again, or open it in Neurolucida and save the cell as ASC.',
  },
  'nldat/classic': {
    severity: 'error',
    text: () => 'The file is a DAT file of Neurolucida before version 3, whose layout is not known.',
    help: () => 'Open it in Neurolucida and save the cell as ASC, or export it as SWC with a converter.',
  },
  'nldat/no-end': {
    severity: 'warning',
    text: () => 'The file lacks its end mark; something may be missing from it.',
    help: () => 'Get the file again, or open it in Neurolucida and save the cell as ASC.',
  },
  'nldat/not-a-number': {
    severity: 'error',
    text: ({ value }: { value: number }) => `The point has the coordinate or diameter ${value}.`,
    help: () => 'Numbers in µm up to 10⁹ are read. The file may be damaged; save it again as ASC.',
  },
  'nldat/unknown-type': {
    severity: 'warning',
    text: ({ type }: { type: number }) =>
      `The tree is of kind ${type}, which is not known; it gets the type 0.`,
    help: () => 'Known are 0 axon, 1 dendrite, 2 apical dendrite and 3 basal dendrite.',
  },
  'nldat/not-kept': {
    severity: 'hint',
    text: ({ what }: { what: string }) => `The file also holds ${what}, which is not kept.`,
    help: () => 'Save the file as ASC in Neurolucida: markers and spines of that are kept.',
  },
  'nldat/unknown-blocks': {
    severity: 'warning',
    text: ({ kinds, count }: { kinds: string; count: number }) =>
      count === 1
        ? `A block of unknown kind ${kinds} was passed over.`
        : `${count} blocks of unknown kinds ${kinds} were passed over.`,
    help: () =>
      'Compare the cell with what Neurolucida shows; if branches are missing, save the file as ASC.',
  },
})
