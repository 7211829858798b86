import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Eutectic file can say. */
export const eutecticMessages = declareMessages({
  'eutectic/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” is not a point: ${what}.`,
    help: () =>
      'A point is “number type tag x y z thickness”. Correct the line; without it the cell would be another.',
  },
  'eutectic/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => 'The branch now runs straight past the missing point.',
  },
  'eutectic/unknown-point-type': {
    severity: 'error',
    text: ({ type }: { type: string }) => `“${type}” is not a point type.`,
    help: () =>
      'Types are MTO TTO BTO CP FS SB BP NE ES MAE TAE BAE, and SOS SCP SOE for the soma, in capitals.',
  },
  'eutectic/unknown-point-skipped': {
    severity: 'warning',
    text: ({ type }: { type: string }) => `“${type}” is not a point type; the point was left out.`,
    help: () =>
      'Types are MTO TTO BTO CP FS SB BP NE ES MAE TAE BAE, and SOS SCP SOE for the soma, in capitals.',
  },
  'eutectic/unmerged-slices': {
    severity: 'warning',
    text: ({ type }: { type: string }) =>
      `The tree starts at the face of a slice (${type}); it is kept apart, as the slices were not merged.`,
    help: () => 'Merge the serial sections in the program that traced the cell.',
  },
  'eutectic/types-from-tags': {
    severity: 'hint',
    text: ({ tags }: { tags: string }) =>
      `The column “Tag” (here ${tags}) is read as the type of the sections.`,
    help: () =>
      '1 is soma, 2 axon, 3 dendrite, 4 apical dendrite. Many files number their trees there instead.',
  },
  'eutectic/spines-not-counted': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A spine base is read as a plain point.'
        : `${count} spine bases are read as plain points.`,
  },
  'eutectic/no-points': {
    severity: 'error',
    text: () => 'The file has no line with a point of a tree or of the soma.',
    help: () => 'A point is “number type tag x y z thickness”.',
  },
})
