import { declareMessages } from '../../core/diagnostics/catalogue.ts'

const useCorrected = 'With the reading “corrected” nothing is lost.'

/** What NTSCABLE's conversion can say. */
export const ntscableMessages = declareMessages({
  'ntscable/wrong-option': {
    severity: 'error',
    text: ({ name, value, allowed }: { name: string; value: string; allowed: string }) =>
      `“${value}” is no value of the option “${name}”: it is ${allowed}.`,
  },
  'ntscable/point-lost': {
    severity: 'warning',
    text: ({ count, reason }: { count: number; reason: string }) =>
      count === 1 ? `A point was left out: ${reason}.` : `${count} points were left out: ${reason}.`,
    help: () => 'The report lists every point that was left out, with its line.',
  },
  'ntscable/shifted-columns': {
    severity: 'warning',
    text: ({ read, written }: { read: string; written: string }) =>
      `The columns of the line are shifted: it was read as ${read}, but says ${written}.`,
    help: () => `The original program reads fixed columns. ${useCorrected}`,
  },
  'ntscable/stopped-early': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `Reading ended here, at the first line without a point number; ${count} points that follow were not read.`,
    help: () => `The original program stops at such a line. ${useCorrected}`,
  },
  'ntscable/last-line-lost': {
    severity: 'warning',
    text: () => 'The last line has no line feed and was not read, as in the original program.',
    help: () => `End the file with an empty line. ${useCorrected}`,
  },
  'ntscable/joined-to-end': {
    severity: 'warning',
    text: () => 'The point follows an end without an origin; it was joined to that end.',
    help: () => `The original program draws this long link. ${useCorrected}`,
  },
  'ntscable/no-origin': {
    severity: 'warning',
    text: () => 'The point follows no origin and no branch point; a neurite was begun with it.',
    help: () => 'Make the first point of each neurite an MTO.',
  },
  'ntscable/missing-branches': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A branch point lacks its second branch.'
        : `${count} branch points lack their second branches.`,
    help: () => 'Two branches follow every branch point. The file may be cut off.',
  },
  'ntscable/branch-without-end': {
    severity: 'warning',
    text: () => 'The branch has no end; it was read up to here.',
    help: () => 'The file may be cut off. A branch ends with NE, ES, MAE, TAE or BAE.',
  },
  'ntscable/slice-origin': {
    severity: 'warning',
    text: ({ type }: { type: string }) =>
      `The tree starts at the face of a slice (${type}); it was made a neurite of the soma.`,
    help: () => 'Choose “merge” for the slices to join it to the end that it continues, or “drop”.',
  },
  'ntscable/slice-not-joined': {
    severity: 'warning',
    text: ({ type, within }: { type: string; within: number }) =>
      `No end at the other face of a slice lies within ${within} µm of this ${type}; it was made a neurite of the soma.`,
    help: () => 'Allow a larger distance, or leave such trees out.',
  },
  'ntscable/several-outlines': {
    severity: 'warning',
    text: ({ count, used }: { count: number; used: string }) =>
      `The file has ${count} soma outlines; ${used} was used.`,
    help: () => 'The option “outline” chooses.',
  },
  'ntscable/outline-without-end': {
    severity: 'warning',
    text: () => 'The soma outline has no end (SOE); it was left out.',
    help: () => 'Change the type of its last point to SOE.',
  },
  'ntscable/no-soma': {
    severity: 'warning',
    text: () => 'There are not enough soma points: the soma has no size.',
    help: () =>
      'An outline needs three points, a row of diameters two. NEURON gives a soma without points its default size.',
  },
  'ntscable/several-somata': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `The soma has ${count} sections; the first is the soma, the others were made neurites.`,
  },
  'ntscable/no-coordinates': {
    severity: 'error',
    text: () => 'A Douglas 2D file has no coordinates, so that x, y and z cannot be corrected differently.',
    help: () => 'Give the three corrections the same value.',
  },
  'ntscable/diagram-stretched': {
    severity: 'warning',
    text: () =>
      'Places are made up, and in this output branches begin on the line of their parents, as the program wrote it: NEURON finds them longer than they are.',
    help: () => 'With points inline, or sections that end at branch points, lengths are right.',
  },
  'ntscable/zero-length-branch': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A branch without length was left out; what hangs on it moved to where it started.'
        : `${count} branches without length were left out; what hangs on them moved to where they started.`,
  },
  'ntscable/no-neurites': {
    severity: 'error',
    text: () => 'The file has no neurite of two points or more.',
    help: () => 'Check that it is the reconstruction itself.',
  },
  'ntscable/zero-diameter': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1 ? 'A point has no diameter.' : `${count} points have no diameter.`,
    help: () => 'A cable without width has no area and an infinite resistance: give the points diameters.',
  },
  'ntscable/negative-diameter': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A point has a negative diameter; its magnitude was used.'
        : `${count} points have negative diameters; their magnitudes were used.`,
  },
  'ntscable/too-many-segments': {
    severity: 'error',
    text: ({ count, most }: { count: string; most: number }) =>
      `The options ask for ${count} segments; the most is ${most}.`,
    help: () => 'Ask for longer segments.',
  },
  'ntscable/spines-in-cable': {
    severity: 'hint',
    text: ({ count }: { count: number }) => `CABLE output has no spines: ${count} are not in it.`,
  },
})
