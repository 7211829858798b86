import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Neurolucida ASC file can say. */
export const ascMessages = declareMessages({
  'asc/unexpected': {
    severity: 'error',
    text: ({ found, wanted }: { found: string; wanted: string }) =>
      `${found} stands where ${wanted} should be.`,
    help: () =>
      'Compare the place with its neighbours; often a parenthesis is missing or too many just before it.',
  },
  'asc/unclosed-string': {
    severity: 'error',
    text: () => 'The string is not closed on its line.',
    help: () => 'Put the closing quote (") after its last character.',
  },
  'asc/unclosed-parenthesis': {
    severity: 'error',
    text: ({ what, line }: { what: string; line: number }) =>
      `The file ends inside the ${what} that begins on line ${line}: a closing parenthesis is missing.`,
    help: () => 'The file may be cut off. If nothing else is missing, add the closing parenthesis.',
  },
  'asc/extra-parenthesis': {
    severity: 'warning',
    text: () => 'There is a closing parenthesis too many; it was passed over.',
    help: () => 'Remove it, and check that the tree before it is complete.',
  },
  'asc/empty-branch': {
    severity: 'warning',
    text: () => 'A branch without points was left out; branches on it hang on its parent.',
    help: () => 'Remove the empty branch from the file, or trace it.',
  },
  'asc/tree-without-type': {
    severity: 'warning',
    text: () => 'The tree is not marked as axon, dendrite or apical dendrite; its sections are named dend_0.',
    help: () => 'Add (Dendrite), (Apical) or (Axon) before its first point.',
  },
  'asc/type-not-last': {
    severity: 'warning',
    text: ({ type }: { type: string }) =>
      `The mark “${type}” is not the last property of the tree; it is taken as its type, unlike in NEURON.`,
    help: () => 'Put it right before the first point of the tree, so that all programs agree.',
  },
  'asc/missing-diameter': {
    severity: 'warning',
    text: () => 'The point has no diameter; it is read as 0.',
    help: () => 'A point is (x y z diameter).',
  },
  'asc/soma-too-few-points': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `A soma outline needs three points, this one has ${count}; it was left out.`,
    help: () => 'Trace the outline again; without it the trees have no soma to be attached to.',
  },
  'asc/no-soma': {
    severity: 'warning',
    text: ({ trees }: { trees: number }) =>
      trees === 1
        ? 'The file has no soma outline.'
        : `The file has no soma outline; its ${trees} trees are kept apart, and no current flows between them.`,
    help: () => 'A soma is a contour named “CellBody”, “Cell Body” or “Soma”.',
  },
  'asc/cell-body-not-named': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `The contour “${name}” is marked as a cell body but not named so; it was left out, as in NEURON.`,
    help: () => 'Name the contour “CellBody” if it is the soma.',
  },
  'asc/outside-soma': {
    severity: 'warning',
    text: ({ distanceUm }: { distanceUm: number }) =>
      `The tree starts outside the soma, ${distanceUm} µm from its centre; it was wired to the centre of the nearest soma.`,
    help: () =>
      'If it leaves another branch, as axons do, move it there in the program that traced the cell.',
  },
  'asc/stack-not-flat': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines, but the points of this one differ in depth.',
    help: () => 'Each outline of a stack should have one z.',
  },
  'asc/stack-same-level': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines, but this one lies at the same depth as the one before it.',
    help: () => 'Delete one of the two, or correct its z.',
  },
  'asc/stack-not-monotonic': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines that goes up and down in depth; its shape will be wrong.',
    help: () => 'Put the outlines in the order of their z in the file.',
  },
})
