import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Nevin file can say. */
export const nevinMessages = declareMessages({
  'nevin/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” is not a point: ${what}.`,
    help: () =>
      'A point is “number type x y z diameter”. Correct the line; without it the cell would be another.',
  },
  'nevin/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => 'The branch now runs straight past the missing point.',
  },
  'nevin/unknown-point-type': {
    severity: 'error',
    text: ({ type }: { type: string }) => `“${type}” is not a point type.`,
    help: () =>
      'Types are C, S for the soma, B for a branch point, T for an end; F, f and c are fiducial. A “P” within the soma often stands for “B”.',
  },
  'nevin/unknown-point-skipped': {
    severity: 'warning',
    text: ({ type }: { type: string }) => `“${type}” is not a point type; the point was left out.`,
    help: () => 'Types are C, S for the soma, B for a branch point, T for an end; F, f and c are fiducial.',
  },
  'nevin/fiducials-ignored': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A fiducial point (F, f or c) is not part of the cell.'
        : `${count} fiducial points (F, f or c) are not part of the cell.`,
    help: () => 'A lower-case f may be a point of a neurite by mistake: look at the places.',
  },
})
