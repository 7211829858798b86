import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

const cylinder = 'Correct the topology, or the procedures that set dx and diam.'

/** What reading a hoc file can say. */
export const hocMessages = declareMessages({
  'hoc/more-than-geometry': {
    severity: 'error',
    text: ({ what, line }: { what: string; line: number }) =>
      `The file is more than the description of a cell: line ${line} ${what}.`,
    help: () =>
      'Read are sections, connections, 3-D points, lengths and diameters, with procedures and loops. Take the rest out of the file, or run it in NEURON and export the cell.',
  },
  'hoc/not-kept': {
    severity: 'warning',
    text: ({ what }: { what: string }) =>
      `The file says something of ${what}, which is no morphology and was not kept.`,
    help: () => 'Set it in the model after the import.',
  },
  'hoc/procedure-run': {
    severity: 'hint',
    text: ({ name }: { name: string }) => `The file only defines “${name}”; it was run to get the cell.`,
  },
  'hoc/loop': {
    severity: 'error',
    text: ({ section }: { section: string }) =>
      `Section “${section}” is attached to itself, through its parents.`,
    help: () => 'A cell is a tree: leave one of the connections out.',
  },
  'hoc/turned': {
    severity: 'warning',
    text: ({ section }: { section: string }) =>
      `Section “${section}” is attached by its 1 end; it was turned round, so that its places count from its parent.`,
    help: () => 'A place x on it is 1 − x in the file.',
  },
  'hoc/single-point': {
    severity: 'warning',
    text: ({ section }: { section: string }) =>
      `Section “${section}” has a single 3-D point, which gives no length; length and diameter count instead.`,
    help: () => 'Give the section a second point, or L and diam.',
  },
  'hoc/usual-size': {
    severity: 'warning',
    text: ({ section, what }: { section: string; what: string }) =>
      `Section “${section}” is not given its ${what}: NEURON’s usual value was taken.`,
    help: () => 'Set L and diam in the file, or add 3-D points.',
  },
  'hoc/separate-trees': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `The file makes ${count} trees that nothing connects: no current flows between them.`,
    help: () => 'Add a connect statement if they are one cell.',
  },
  'hoc/bad-cable': {
    severity: 'error',
    text: ({ first, last }: { first: number; last: number }) =>
      `A cable cannot run from segment ${first} to ${last}.`,
    help: () => 'Segments count from 1, and 0 is the soma.',
  },
  'hoc/unknown-segment': {
    severity: 'error',
    text: ({ segment }: { segment: number }) =>
      `A cable hangs on segment ${segment}, which no cable above it has.`,
    help: () => cylinder,
  },
  'hoc/repeated-segment': {
    severity: 'error',
    text: ({ segment }: { segment: number }) => `Segment ${segment} is in two cables.`,
    help: () => cylinder,
  },
  'hoc/segment-without-size': {
    severity: 'error',
    text: ({ segment }: { segment: number }) => `Segment ${segment} has no length or no diameter above 0.`,
    help: () => cylinder,
  },
})
