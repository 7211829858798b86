import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

const look = () => 'Look at the place in 3-D and correct the file if the branch belongs elsewhere.'

/** What reading a Neurolucida V1 file can say. */
export const nlv1Messages = declareMessages({
  'nlv1/no-points': {
    severity: 'error',
    text: () => 'The file has no line with a point.',
    help: () => 'A point is “[major,minor] (x,y,z) radius”.',
  },
  'nlv1/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” is not a point: ${what}.`,
    help: () =>
      'A point is “[major,minor] (x,y,z) radius”. Correct the line, or put ; before it to leave it out.',
  },
  'nlv1/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => 'The branch now runs straight past the missing point.',
  },
  'nlv1/point-before-start': {
    severity: 'warning',
    text: () => 'The point stands before the start of any branch and was left out.',
    help: () => 'A branch starts with a MoveTo, [2,…].',
  },
  'nlv1/other-lines': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A line of another kind (section depth, drawing) was passed over.'
        : `${count} lines of other kinds (section depths, drawings) were passed over.`,
  },
  'nlv1/unknown-type': {
    severity: 'warning',
    text: ({ minor }: { minor: number }) =>
      `The code ${minor} is no known kind of branch; its type is left open.`,
    help: () => 'Known are 1 and 2 dendrite, 21 and 22 axon, 41 and 42 soma, 61 and 62 apical dendrite.',
  },
  'nlv1/line-off-branch-point': {
    severity: 'warning',
    text: () =>
      'The branch starts with a line from a branch point that lies elsewhere; the two were joined by cable.',
    help: look,
  },
  'nlv1/joined-in-xy': {
    severity: 'warning',
    text: ({ jumpUm, branchLine }: { jumpUm: number; branchLine: number }) =>
      `The branch starts ${jumpUm} µm above or below the branch point of line ${branchLine}; the two were joined by cable.`,
    help: look,
  },
  'nlv1/joined-to-line-before': {
    severity: 'warning',
    text: () =>
      'The branch starts at no branch point but where the branch before it ends; it was attached there.',
    help: look,
  },
  'nlv1/no-parent': {
    severity: 'warning',
    text: () => 'The branch continues none that the file tells of: no branch point lies where it starts.',
    help: look,
  },
  'nlv1/further-outline': {
    severity: 'warning',
    text: () => 'Only the first soma outline becomes the soma; this one is kept as an outline.',
    help: () => 'Split the file if it holds several cells.',
  },
  'nlv1/outline-too-few-points': {
    severity: 'warning',
    text: () => 'A soma outline needs three points; this one has fewer and was left out.',
    help: () => 'Trace the outline again; without it the trees have no soma to be attached to.',
  },
  'nlv1/outside-soma': {
    severity: 'warning',
    text: ({ what }: { what: string }) =>
      `The tree starts outside the soma outline; it was attached by a wire to ${what}, as in NEURON.`,
    help: () => 'If it starts elsewhere on the cell, move its first point there in the file.',
  },
})
