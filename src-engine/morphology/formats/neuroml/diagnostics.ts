import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a NeuroML file can say. */
export const neuromlMessages = declareMessages({
  'neuroml/no-cell': {
    severity: 'error',
    text: () => 'The file holds no cell with a morphology.',
    help: () =>
      'Networks, channels and included files are not followed: import the file that holds the segments of the cell.',
  },
  'neuroml/several-cells': {
    severity: 'warning',
    text: ({ count, chosen }: { count: number; chosen: string; names: string }) =>
      `The file holds ${count} cells; the first, “${chosen}”, is read.`,
    help: ({ names }) => `To read another, choose it by name (--cell NAME): ${names}.`,
  },
  'neuroml/unknown-cell': {
    severity: 'error',
    text: ({ cell }: { cell: string; names: string }) => `The file holds no cell “${cell}”.`,
    help: ({ names }) => `Its cells are: ${names}.`,
  },
  'neuroml/length-units': {
    severity: 'error',
    text: ({ units }: { units: string }) => `The lengths of the file are in “${units}”, not in micrometres.`,
    help: () => 'Convert the coordinates and diameters to µm and write length_units="micrometer".',
  },
  'neuroml/repeated-id': {
    severity: 'error',
    text: ({ id, line }: { id: string; line: number }) =>
      `There is a segment “${id}” already, on line ${line}.`,
    help: () => 'Give each segment an id of its own, and correct the parents and groups that mean it.',
  },
  'neuroml/missing-parent': {
    severity: 'error',
    text: ({ id, parent }: { id: string; parent: string }) =>
      `The parent “${parent}” of segment “${id}” does not exist.`,
    help: () => 'Correct the parent. With --lenient a segment that has a proximal point becomes a root.',
  },
  'neuroml/missing-parent-root': {
    severity: 'warning',
    text: ({ id, parent }: { id: string; parent: string }) =>
      `The parent “${parent}” of segment “${id}” does not exist; the segment is read as a root.`,
    help: () => 'No current flows between it and the rest of the cell.',
  },
  'neuroml/loop': {
    severity: 'error',
    text: ({ id }: { id: string }) => `Segment “${id}” hangs, through its parents, on itself.`,
    help: () => 'A cell is a tree: correct the parent of one of these segments.',
  },
  'neuroml/extra-root': {
    severity: 'warning',
    text: ({ id }: { id: string }) =>
      `Segment “${id}” is a second one without a parent; no current flows between it and the first.`,
    help: () => 'If it belongs to the cell, give it a parent.',
  },
  'neuroml/no-proximal': {
    severity: 'error',
    text: ({ id }: { id: string }) => `Segment “${id}” has neither a parent nor a proximal point.`,
    help: () => 'A segment without parent needs a proximal point. With --lenient it is left out.',
  },
  'neuroml/no-distal': {
    severity: 'error',
    text: ({ id }: { id: string }) => `Segment “${id}” has no distal point.`,
    help: () => 'Every segment needs one. With --lenient it is left out.',
  },
  'neuroml/segment-skipped': {
    severity: 'warning',
    text: ({ id }: { id: string }) =>
      `Segment “${id}” was left out: it, or one that it hangs on, has no place.`,
    help: () => 'Correct the segments named before.',
  },
  'neuroml/fraction': {
    severity: 'error',
    text: ({ fraction }: { fraction: number }) =>
      `${fraction} is no place along the parent; it must lie between 0 and 1.`,
    help: () => '0 is the proximal end of the parent segment, 1 the distal one.',
  },
  'neuroml/unknown-member': {
    severity: 'warning',
    text: ({ group, member }: { group: string; member: string }) =>
      `The group “${group}” names “${member}”, and there is none.`,
    help: () => 'Correct the group, or delete that line.',
  },
  'neuroml/group-too-involved': {
    severity: 'warning',
    text: ({ group }: { group: string }) =>
      `The group “${group}” and those before it name so many segments so often that it was not followed.`,
    help: () => 'Name each segment once, by “member”.',
  },
  'neuroml/overlapping-cables': {
    severity: 'warning',
    text: ({ segment, first, second }: { segment: string; first: string; second: string }) =>
      `Segment “${segment}” is in the cables “${first}” and “${second}”; it stays in the first.`,
    help: () => 'Each segment belongs to one cable.',
  },
  'neuroml/branched-cable': {
    severity: 'warning',
    text: ({ cable }: { cable: string }) =>
      `The cable “${cable}” branches here; it was divided into several sections.`,
    help: () => 'A cable is an unbranched run of segments.',
  },
  'neuroml/gap-in-cable': {
    severity: 'warning',
    text: ({ cable }: { cable: string }) =>
      `The cable “${cable}” has a gap here; what follows became a section of its own, attached to the end before it.`,
    help: () => 'Let the segment begin where the one before it ends.',
  },
  'neuroml/step-in-cable': {
    severity: 'hint',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'The diameter jumps inside a cable; both points are kept, and the ring between them counts as membrane.'
        : `The diameter jumps at ${count} places inside cables; both points are kept, and the rings between them count as membrane.`,
    help: () =>
      'NEURON does so too. Where segments are no cables, sections end at such jumps and no ring arises.',
  },
  'neuroml/names-not-kept': {
    severity: 'hint',
    text: ({ count, example }: { count: number; example: string }) =>
      count === 1
        ? `A cable has a name that is no array of sections (“${example}”); its section is named by its type.`
        : `${count} cables have names that are no arrays of sections (as “${example}”); their sections are named by type.`,
  },
  'neuroml/no-type': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A segment belongs to no soma, axon or dendrite; its section is named dend_0.'
        : `${count} segments belong to no soma, axon or dendrite; their sections are named dend_0.`,
    help: () => 'Put them into the groups “soma_group”, “axon_group” or “dendrite_group”.',
  },
  'neuroml/groups-not-kept': {
    severity: 'hint',
    text: ({ count, names }: { count: number; names: string }) =>
      count === 1
        ? `The group ${names} is neither a cable nor a type of neurite and is not kept.`
        : `${count} groups are neither cables nor types of neurites and are not kept: ${names}.`,
  },
  'neuroml/not-kept': {
    severity: 'hint',
    text: ({ element, count }: { element: string; count: number }) =>
      count === 1
        ? `The element “${element}” is not part of the morphology and is not kept.`
        : `${count} elements “${element}” are not part of the morphology and are not kept; the first is here.`,
  },
})
