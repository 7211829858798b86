import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading an SWC file can say. */
export const swcMessages = declareMessages({
  'swc/no-points': {
    severity: 'error',
    text: () => 'The file has no line with a point.',
    help: () => 'An SWC file has a line “id type x y z radius parent” for each point.',
  },
  'swc/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” is not a point: ${what}.`,
    help: () =>
      'A point is seven numbers, “id type x y z radius parent”. Correct the line, or put # before it if it is a comment.',
  },
  'swc/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => 'What hangs on the point may now be missing its parent.',
  },
  'swc/not-a-number': {
    severity: 'error',
    text: ({ word, column }: { word: string; column: string }) =>
      `“${word}” in the column “${column}” is not a finite number.`,
    help: () => 'Replace it by a measured value, or delete the point and give its children another parent.',
  },
  'swc/decimal-comma': {
    severity: 'warning',
    text: ({ line }: { line: string }) => `Commas in “${line}” are read as decimal points.`,
    help: () => 'Write the file again with decimal points; other programs lose such lines.',
  },
  'swc/separated-by-commas': {
    severity: 'warning',
    text: ({ line }: { line: string }) =>
      `Commas or semicolons in “${line}” are read as separators between columns.`,
    help: () => 'Write the file again with blanks between the columns; other programs lose such lines.',
  },
  'swc/negative-id': {
    severity: 'error',
    text: ({ id }: { id: number }) => `The id ${id} is negative, so no point can have it as its parent.`,
    help: () => 'Number the points from 1.',
  },
  'swc/repeated-id': {
    severity: 'error',
    text: ({ id, firstLine }: { id: number; firstLine: number }) =>
      `The id ${id} is used already on line ${firstLine}, so it is not clear which of the two is meant as a parent.`,
    help: () => 'Give one of the two points an id of its own, and correct the parents of its children.',
  },
  'swc/loop': {
    severity: 'error',
    text: ({ ids }: { ids: string }) =>
      ids.includes(',')
        ? `The points ${ids} are each other's parents: they form a loop.`
        : `The point ${ids} is its own parent.`,
    help: () => 'Correct the parent of one of them; a root has the parent −1.',
  },
  'swc/missing-parent': {
    severity: 'error',
    text: ({ id, parent }: { id: number; parent: number }) =>
      `The point ${id} has the parent ${parent}, which does not exist.`,
    help: () => 'Correct the parent, or write −1 to make the point the root of a separate tree.',
  },
  'swc/missing-parent-root': {
    severity: 'warning',
    text: ({ id, parent }: { id: number; parent: number }) =>
      `The parent ${parent} of the point ${id} does not exist; the point is taken as a root.`,
    help: () => 'Correct the parent if the point belongs to another tree.',
  },
  'swc/parent-zero': {
    severity: 'hint',
    text: ({ id }: { id: number; parent: number }) =>
      `The point ${id} has the parent 0 and no point has that id; it is taken as a root.`,
    help: () => 'The usual parent of a root is −1.',
  },
  'swc/root-is-own-parent': {
    severity: 'warning',
    text: ({ id }: { id: number }) => `The first point, ${id}, is its own parent; it is taken as the root.`,
    help: () => 'The usual parent of a root is −1.',
  },
  'swc/order-changed': {
    severity: 'warning',
    text: () =>
      'The points are not stored in the order of their ids with parents first; they were put in order.',
    help: () => 'Sections are numbered in the new order. NEURON cannot read this file as it is.',
  },
  'swc/extra-root': {
    severity: 'warning',
    text: ({ id }: { id: number }) =>
      `The point ${id} starts a further tree, which is kept apart: no current flows between it and the first.`,
    help: () => 'Give the point a parent if it belongs to the first tree.',
  },
  'swc/extra-root-joined': {
    severity: 'warning',
    text: ({ id }: { id: number }) =>
      `The point ${id} starts a further tree, which was attached to the first point of the file as NEURON does.`,
    help: () => 'Without a soma this adds a cable that was never drawn. Give the point its true parent.',
  },
  'swc/no-soma': {
    severity: 'hint',
    text: () => 'No point is a soma (type 1).',
  },
  'swc/root-is-not-soma': {
    severity: 'warning',
    text: ({ id }: { id: number }) => `The root, point ${id}, is not a soma, though the cell has one.`,
    help: () => 'Positions along sections then run towards the soma, not away from it.',
  },
  'swc/attached-at-near-end': {
    severity: 'warning',
    text: ({ id }: { id: number }) =>
      `The point ${id} is the whole of its section; this branch on it is attached at the section's near end, as in NEURON.`,
    help: () => 'Store the first branch right after the point to attach the branches at the point itself.',
  },
  'swc/not-kept': {
    severity: 'hint',
    text: ({ what, count }: { what: string; count: number }) =>
      count === 1 ? `Not kept: one ${what}.` : `Not kept: ${count} × ${what}; the first is here.`,
    help: () => 'Nothing electrical depends on it.',
  },
  'swc/cable-on-mark': {
    severity: 'warning',
    text: ({ id }: { id: number }) =>
      `The point ${id} is cable and hangs on a point that is none; it was attached to the cable before that.`,
    help: () => 'Give the point a parent that is cable.',
  },
  'swc/fork-labels': {
    severity: 'warning',
    text: () =>
      'Types 5 and 6 stand only at forks and ends, so they are labels; they are read as types of their own, as in NEURON.',
    help: () => 'Read the file with “--fork-types labels” to give these points the type of their neurite.',
  },
  'swc/offset-not-applied': {
    severity: 'hint',
    text: ({ offset }: { offset: string }) =>
      `The header gives an offset of ${offset}; the coordinates are left relative to it.`,
    help: () => 'Only the place of the cell in the brain depends on it, nothing electrical.',
  },
  'swc/scale-not-applied': {
    severity: 'hint',
    text: ({ scale }: { scale: string }) =>
      `The header gives a scale of ${scale}; it is taken as information and the coordinates as µm.`,
    help: () => 'If the coordinates are not in µm, scale them before importing.',
  },
})
