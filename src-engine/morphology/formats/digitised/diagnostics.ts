import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading the files of digitising tables (Eutectic, Douglas 3D, Nevin) can say. */
export const digitisedMessages = declareMessages({
  'digitised/no-points': {
    severity: 'error',
    text: () => 'The file has no line with a point of a tree or of the soma.',
    help: ({ example }: { example: string }) => `A point is “${example}”.`,
  },
  'digitised/branch-without-end': {
    severity: 'warning',
    text: () => 'The branch has no end; it was read up to here.',
    help: () => 'The file may be cut off. A branch ends with a branch point or an end.',
  },
  'digitised/missing-branches': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A branch point lacks a branch.'
        : `${count} branches that branch points announce are missing.`,
    help: () => 'Each branch point is followed by two branches. The file may be cut off.',
  },
  'digitised/outline-without-end': {
    severity: 'warning',
    text: () => 'The soma outline has no end; it was left out, so the trees stand alone.',
    help: () =>
      'Give its last point the type that ends an outline: SOE in Eutectic files, mae in Douglas files.',
  },
  'digitised/outline-too-few-points': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `A soma outline needs three points, this one has ${count}; it was left out.`,
    help: () => 'Trace the outline again; without it the trees have no soma to be attached to.',
  },
  'digitised/further-outline': {
    severity: 'warning',
    text: () => 'Only the first soma outline is used; this one was left out, as in NEURON.',
    help: () => 'Split the file if it holds several cells.',
  },
  'digitised/outside-soma': {
    severity: 'warning',
    text: () =>
      'The tree starts outside the soma outline and is kept apart: no current flows between it and the soma.',
    help: () => 'If it belongs to the soma, move its first point inside the outline.',
  },
  'digitised/outside-soma-wired': {
    severity: 'warning',
    text: () => 'The tree starts outside the soma outline; it was attached to the soma by a wire.',
    help: () => 'If it belongs to another cell, take it out of the file.',
  },
  'digitised/no-soma': {
    severity: 'warning',
    text: ({ trees }: { trees: number }) =>
      trees === 1
        ? 'The file has no soma.'
        : `The file has no soma, so its ${trees} trees stand apart: no current flows between them.`,
    help: () => 'Add the points of the soma, or join the trees by hand.',
  },
  'digitised/types-assumed': {
    severity: 'hint',
    text: () => 'The format does not tell axons from dendrites: all neurites were read as dendrites.',
    help: () => 'Change the type of the axon after the import if there is one.',
  },
})
