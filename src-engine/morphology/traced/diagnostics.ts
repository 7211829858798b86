import { declareMessages } from '../../core/diagnostics/catalogue.ts'

/** What can be said of trees and soma outlines, whatever the format that traced them. */
export const tracedMessages = declareMessages({
  'morphology/no-soma': {
    severity: 'warning',
    text: ({ trees }: { trees: number }) =>
      trees === 1
        ? 'The file has no soma outline.'
        : `The file has no soma outline; its ${trees} trees are kept apart, and no current flows between them.`,
    help: () => 'A soma is a contour named “CellBody”, “Cell Body” or “Soma”.',
  },
  'morphology/too-many-somas': {
    severity: 'warning',
    text: ({ somas, trees }: { somas: number; trees: number }) =>
      `The file holds ${somas} somas and ${trees} trees, too many to see which starts on which; all are kept apart.`,
    help: () => 'Divide the file into one for each cell.',
  },
  'morphology/outside-soma': {
    severity: 'warning',
    text: ({ distanceUm }: { distanceUm: number }) =>
      `The tree starts outside the soma, ${distanceUm} µm from its centre; it was wired to the centre of the nearest soma.`,
    help: () =>
      'If it leaves another branch, as axons do, move it there in the program that traced the cell.',
  },
  'morphology/stack-not-flat': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines, but the points of this one differ in depth.',
    help: () => 'Each outline of a stack should have one z.',
  },
  'morphology/stack-same-level': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines, but this one lies at the same depth as the one before it.',
    help: () => 'Delete one of the two, or correct its z.',
  },
  'morphology/stack-not-monotonic': {
    severity: 'warning',
    text: () => 'The soma is a stack of outlines that goes up and down in depth; its shape will be wrong.',
    help: () => 'Put the outlines in the order of their z in the file.',
  },
  'morphology/empty-branch': {
    severity: 'warning',
    text: () => 'A branch without points was left out; branches on it hang on its parent.',
    help: () => 'Remove the empty branch from the file, or trace it.',
  },
  'morphology/missing-diameter': {
    severity: 'warning',
    text: () => 'The point has no diameter; it is read as 0.',
    help: () => 'Give the point a diameter in the file.',
  },
  'morphology/soma-too-few-points': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `A soma outline needs three points, this one has ${count}; it was left out.`,
    help: () => 'Trace the outline again; without it the trees have no soma to be attached to.',
  },
})
