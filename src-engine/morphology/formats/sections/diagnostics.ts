import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a list of sections can say. */
export const sectionsMessages = declareMessages({
  'sections/not-readable': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The list of sections cannot be read: ${what}.`,
    help: () =>
      'It is JSON: {"format": "hillock-sections", "version": 1, "sections": [{"name": "soma", …}, …]}.',
  },
  'sections/bad-section': {
    severity: 'error',
    text: ({ section, what }: { section: string; what: string }) => `Section "${section}": ${what}.`,
    help: () =>
      'A section has a name, either "lengthUm" and "diameterUm" or two or more "points" [x, y, z, diameter] in µm, and, where it is attached to another, "parent" and "parentX" from 0 to 1.',
  },
  'sections/repeated-name': {
    severity: 'error',
    text: ({ section }: { section: string }) => `There are two sections called "${section}".`,
    help: () => 'Give each section a name of its own, or number them: dend[0], dend[1].',
  },
  'sections/unknown-parent': {
    severity: 'error',
    text: ({ section, parent }: { section: string; parent: string }) =>
      `Section "${section}" is attached to "${parent}", and there is no such section.`,
    help: () => 'Attach it to a section of the same cell.',
  },
  'sections/circle': {
    severity: 'error',
    text: ({ section }: { section: string }) =>
      `Section "${section}" is attached to itself, through its parents.`,
    help: () => 'A cell is a tree: leave one of the connections out.',
  },
})
