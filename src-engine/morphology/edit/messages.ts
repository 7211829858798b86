import { declareMessages } from '../../core/diagnostics/catalogue.ts'
import { largestCoordinateUm } from '../limits.ts'

/** Why an edit cannot be made. */
export const editMessages = declareMessages({
  'edit/no-such-section': {
    severity: 'error',
    text: ({ section }: { section: string }) => `The cell has no section “${section}”.`,
    help: () => 'An earlier edit may have removed or renamed it.',
  },
  'edit/no-such-sample': {
    severity: 'error',
    text: ({ section, sample, count }: { section: string; sample: number; count: number }) =>
      `“${section}” has no sample ${sample}: its samples are 0 to ${count - 1}.`,
  },
  'edit/bad-number': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The ${what} is not a number that a cell can have.`,
    help: () => `Coordinates are finite and below ${largestCoordinateUm} µm.`,
  },
  'edit/bad-diameter': {
    severity: 'error',
    text: ({ diameter }: { diameter: number }) => `A diameter of ${diameter} µm is not possible.`,
    help: () => 'Diameters are above 0.',
  },
  'edit/bad-factor': {
    severity: 'error',
    text: ({ factor }: { factor: number }) => `A cell cannot be scaled by ${factor}.`,
    help: () => 'Factors are above 0.',
  },
  'edit/bad-place': {
    severity: 'error',
    text: ({ x }: { x: number }) => `${x} is not a place on a section.`,
    help: () => 'Places run from 0, the start, to 1, the end.',
  },
  'edit/bad-type': {
    severity: 'error',
    text: ({ type }: { type: number }) => `${type} is not a type of section.`,
    help: () =>
      'Types are whole numbers: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite, others as in the file.',
  },
  'edit/bad-spacing': {
    severity: 'error',
    text: ({ spacing }: { spacing: number }) => `Samples cannot be laid every ${spacing} µm.`,
    help: () => 'The distance is above 0, and no cell gets more than ten million samples.',
  },
  'edit/too-few-samples': {
    severity: 'error',
    text: ({ section }: { section: string }) => `“${section}” would be left with fewer than two samples.`,
    help: () => 'Delete the whole section instead.',
  },
  'edit/shared-sample': {
    severity: 'error',
    text: ({ section, parent }: { section: string; parent: string }) =>
      `The first sample of “${section}” is its branch point, which belongs to “${parent}”.`,
    help: ({ parent }) => `Move or delete the sample of “${parent}”, or cut the branch off first.`,
  },
  'edit/cut-at-end': {
    severity: 'error',
    text: ({ section }: { section: string }) => `“${section}” cannot be cut at its end.`,
    help: () => 'A cut leaves two samples on either side, the one at the cut counted in both.',
  },
  'edit/already-root': {
    severity: 'error',
    text: ({ section }: { section: string }) => `“${section}” hangs on nothing; it is a root already.`,
  },
  'edit/not-root': {
    severity: 'error',
    text: ({ section, parent }: { section: string; parent: string }) =>
      `“${section}” already hangs on “${parent}”.`,
    help: () => 'Cut it off first.',
  },
  'edit/loop': {
    severity: 'error',
    text: ({ section, to }: { section: string; to: string }) =>
      `“${section}” cannot be attached to “${to}”, which hangs on it itself.`,
    help: () => 'A cable that closes on itself cannot be modelled; choose a place on another tree.',
  },
  'edit/nothing-to-merge': {
    severity: 'error',
    text: ({ section }: { section: string }) => `No section follows at the end of “${section}”.`,
  },
  'edit/forks': {
    severity: 'error',
    text: ({ section, count }: { section: string; count: number }) =>
      `${count} sections follow at the end of “${section}”, so it cannot be merged with one of them.`,
  },
  'edit/types-differ': {
    severity: 'error',
    text: ({ section, child }: { section: string; child: string }) =>
      `“${section}” and “${child}” are of different types.`,
    help: () => 'Give them one type first.',
  },
  'edit/wired': {
    severity: 'error',
    text: ({ child }: { child: string }) =>
      `“${child}” is attached by a wire; merged, it would grow by that length.`,
    help: () => 'Cut it off and attach it by a cable first, if the gap is really cable.',
  },
  'edit/soma-in-path': {
    severity: 'error',
    text: ({ section, soma }: { section: string; soma: string }) =>
      `On the way from “${section}” to the root, a branch leaves “${soma}” between its ends; the soma would be cut in two.`,
    help: () => 'Make an end of the soma the root instead.',
  },
  'edit/last-section': {
    severity: 'error',
    text: () => 'Nothing would be left of the cell.',
  },
  'edit/not-an-edit': {
    severity: 'error',
    text: ({ what }: { what: string }) => `This is not an edit of a cell: ${what}.`,
    help: () => 'An edit is an object with a “kind” and the entries that this kind needs.',
  },
})
