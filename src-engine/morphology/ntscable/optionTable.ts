import type { NtscableOptions } from './options.ts'

/** A choice among words, a number in a range, or a switch. */
export type OptionKind =
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>> }
  | {
      readonly kind: 'number'
      readonly unit: string
      readonly least: number
      readonly most: number
      readonly whole?: boolean
    }
  | { readonly kind: 'switch' }

/** One option: everything that a command line, a form and a help page need. */
export type OptionDefinition = OptionKind & {
  readonly key: keyof NtscableOptions
  /** Letter of the original program; empty for what it did not have. */
  readonly letter: string
  /** Long name on the command line, without dashes. */
  readonly name: string
  readonly title: string
  readonly help: string
}

const factor = { kind: 'number', unit: '', least: 0.01, most: 100 } as const

/** All options, in the order in which they are shown. */
export const ntscableOptions: readonly OptionDefinition[] = [
  {
    key: 'output',
    letter: 'x',
    name: 'output',
    title: 'Output',
    help: 'Syntax of the output.',
    kind: 'choice',
    choices: {
      neuron: 'hoc for NEURON',
      cable: 'CABLE (M. Hines 1989): one cylinder for each segment',
      multi: 'CABLE for several kinds of cells, indexed by type',
    },
  },
  {
    key: 'points',
    letter: '',
    name: 'points',
    title: 'Points',
    help: 'Where points stand in the NEURON output.',
    kind: 'choice',
    choices: {
      following: 'after the procedure that reads them, as the program wrote them',
      inline: 'in statements of their own, which also work within templates; nine digits',
    },
  },
  {
    key: 'style',
    letter: '',
    name: 'style',
    title: 'Sections',
    help: 'What a section of the NEURON output is.',
    kind: 'choice',
    choices: {
      through: 'a branch from its origin to its end, running through branch points (NTSCABLE 1.x)',
      split: 'the piece between two branch points (NTSCABLE 2.0)',
    },
  },
  {
    key: 'accuracy',
    letter: 'a',
    name: 'accuracy',
    title: 'Accuracy',
    help: 'What is cut into equal segments, for CABLE and MULTI.',
    kind: 'choice',
    choices: {
      0: 'whole branches; branch points move to the end of the segment that holds them',
      1: 'the pieces between branch points',
      2: 'the pieces between digitised points',
    },
  },
  {
    key: 'segments',
    letter: 'n',
    name: 'segments',
    title: 'Fewest segments',
    help: 'Segments in all, at least: none is longer than the total length divided by it.',
    kind: 'number',
    unit: '',
    least: 1,
    most: 1e6,
    whole: true,
  },
  {
    key: 'maxLengthUm',
    letter: 'l',
    name: 'max-length',
    title: 'Longest segment',
    help: 'No segment is longer; 0 sets no limit.',
    kind: 'number',
    unit: 'µm',
    least: 0,
    most: 1e6,
  },
  {
    key: 'maxDiameters',
    letter: 'd',
    name: 'max-diameters',
    title: 'Longest segment in diameters',
    help: 'No segment is longer than so many mean diameters of what is cut; 0 sets no limit.',
    kind: 'number',
    unit: 'diameters',
    least: 0,
    most: 1e6,
  },
  {
    key: 'averageOutlineZ',
    letter: 'z',
    name: 'average-z',
    title: 'Flat soma outline',
    help: 'Replaces the z of all points of the soma outline by their mean.',
    kind: 'switch',
  },
  {
    key: 'reading',
    letter: '',
    name: 'reading',
    title: 'Reading',
    help: 'How Eutectic, Douglas and Nevin files are read.',
    kind: 'choice',
    choices: {
      original: 'as the program did, losses included; each is reported with its line',
      corrected: 'nothing is lost; damaged lines are errors',
    },
  },
  {
    key: 'outline',
    letter: '',
    name: 'outline',
    title: 'Soma outline',
    help: 'Which outline is the soma where there are several.',
    kind: 'choice',
    choices: {
      last: 'the last, as the program did',
      largest: 'the one with the largest area, as its document says',
      first: 'the first, as NEURON’s Import3d does',
      stacked: 'all of them, each a disc of its area, in the order of z',
    },
  },
  {
    key: 'correctX',
    letter: '',
    name: 'correct-x',
    title: 'Correction of x',
    help: 'All x are multiplied by it: 1.25 undoes a shrinkage to 80 %.',
    ...factor,
  },
  {
    key: 'correctY',
    letter: '',
    name: 'correct-y',
    title: 'Correction of y',
    help: 'All y are multiplied by it.',
    ...factor,
  },
  {
    key: 'correctZ',
    letter: '',
    name: 'correct-z',
    title: 'Correction of z',
    help: 'All z are multiplied by it.',
    ...factor,
  },
  {
    key: 'correctDiameter',
    letter: '',
    name: 'correct-diameter',
    title: 'Correction of diameters',
    help: 'All diameters of neurites are multiplied by it.',
    ...factor,
  },
  {
    key: 'slices',
    letter: '',
    name: 'slices',
    title: 'Unmerged slices',
    help: 'Trees that start at the face of a slice (TTO, BTO).',
    kind: 'choice',
    choices: {
      'as-read':
        'original reading: the origin is lost and what follows is joined to the last end; corrected: apart',
      apart: 'are neurites of their own, on the soma',
      merge: 'are joined to the nearest end at the face of another slice (BTO to TAE, TTO to BAE)',
      drop: 'are left out',
    },
  },
  {
    key: 'mergeWithinUm',
    letter: '',
    name: 'merge-within',
    title: 'Farthest end to join',
    help: 'With merged slices: ends farther away are not joined.',
    kind: 'number',
    unit: 'µm',
    least: 0,
    most: 1e6,
  },
  {
    key: 'spines',
    letter: '',
    name: 'spines',
    title: 'Spine bases',
    help: 'What a spine base (SB) becomes in NEURON output; they are always counted.',
    kind: 'choice',
    choices: {
      ignore: 'a point like any other',
      mark: 'a point with a negative diameter, which NEURON takes for a spine',
      sections: 'a point with a spine: a section of its own',
    },
  },
  {
    key: 'spineLengthUm',
    letter: '',
    name: 'spine-length',
    title: 'Length of spines',
    help: 'Of each spine section.',
    kind: 'number',
    unit: 'µm',
    least: 0.01,
    most: 100,
  },
  {
    key: 'spineDiameterUm',
    letter: '',
    name: 'spine-diameter',
    title: 'Diameter of spines',
    help: 'Of each spine section.',
    kind: 'number',
    unit: 'µm',
    least: 0.01,
    most: 100,
  },
  {
    key: 'area',
    letter: '',
    name: 'area',
    title: 'Area',
    help: 'How the area between two points is taken, in the report and for the diameters of CABLE segments.',
    kind: 'choice',
    choices: {
      mean: 'mean diameter times length: the slant of the cones is ignored, as the program did',
      cone: 'the side of the truncated cone, as NEURON takes it',
    },
  },
  {
    key: 'axialResistivityOhmCm',
    letter: '',
    name: 'ra',
    title: 'Axial resistivity',
    help: 'Written into the output.',
    kind: 'number',
    unit: 'Ω·cm',
    least: 0.001,
    most: 1e6,
  },
  {
    key: 'digits',
    letter: '',
    name: 'digits',
    title: 'Digits of points',
    help: 'Significant digits of coordinates and diameters; the program wrote 5.',
    kind: 'number',
    unit: '',
    least: 3,
    most: 17,
    whole: true,
  },
]
