import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

const types3d = 'mto tto bto dcp bp ne mae tae bae scp'

/** What reading a Douglas 3D or 2D file can say. */
export const douglasMessages = declareMessages({
  'douglas/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” cannot be read: ${what}.`,
    help: () =>
      '3D: “type x y z diameter”. 2D: “branch order length diameter termination”. Correct the line; without it the cell would be another.',
  },
  'douglas/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => 'The branch now runs straight past what is missing.',
  },
  'douglas/unknown-point-type': {
    severity: 'error',
    text: ({ type }: { type: string }) => `“${type}” is not a point type.`,
    help: () => `Types are ${types3d}.`,
  },
  'douglas/unknown-point-skipped': {
    severity: 'warning',
    text: ({ type }: { type: string }) => `“${type}” is not a point type; the point was left out.`,
    help: () => `Types are ${types3d}.`,
  },
  'douglas/join-ignored': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      count === 1 ? 'A line “join” was passed over.' : `${count} lines “join” were passed over.`,
  },
  'douglas/micrometres': {
    severity: 'hint',
    text: () => 'The file has no line “3d”: its numbers are taken for µm, not for tenths of µm.',
    help: () => 'If they are tenths, put a line “3d” before the first point.',
  },
  'douglas/second-soma': {
    severity: 'warning',
    text: () => 'Only the first soma is used; this one was left out.',
  },
  'douglas/no-pieces': {
    severity: 'error',
    text: () => 'After the header “branchID br.ord. …” the file has no line with a piece of a cell.',
    help: () => 'A piece is “label order length diameter end”, lengths and diameters in cm.',
  },
  'douglas/no-length': {
    severity: 'warning',
    text: ({ label }: { label: string }) =>
      `The piece ${label} has no length; it was left out, and what follows it hangs on its parent.`,
    help: () => 'Give the piece its length in cm, or delete it from the file.',
  },
  'douglas/no-coordinates': {
    severity: 'hint',
    text: () => 'The format has no coordinates: the cell was drawn, true only in lengths and diameters.',
    help: () => 'Everything electrical depends on those alone.',
  },
})
