import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

const example = 'A compartment is “name parent x y z diameter”, and perhaps channels with their densities.'

/** What reading a GENESIS cell file can say. */
export const genesisMessages = declareMessages({
  'genesis/no-compartments': {
    severity: 'error',
    text: () => 'The file has no line with a compartment.',
    help: () => example,
  },
  'genesis/unreadable-line': {
    severity: 'error',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” cannot be read: ${what}.`,
    help: () => `${example} Correct the line, or put // before it to leave it out.`,
  },
  'genesis/line-skipped': {
    severity: 'warning',
    text: ({ line, what }: { line: string; what: string }) => `The line “${line}” was left out: ${what}.`,
    help: () => `${example} What hangs on it may now be missing its parent.`,
  },
  'genesis/repeated-name': {
    severity: 'error',
    text: ({ name, firstLine }: { name: string; firstLine: number }) =>
      `There is a compartment “${name}” already, on line ${firstLine}.`,
    help: () => 'Give one of the two another name, and correct the parents of its children.',
  },
  'genesis/missing-parent': {
    severity: 'error',
    text: ({ name, parent }: { name: string; parent: string }) =>
      `No compartment “${parent}”, the parent of “${name}”, stands above it.`,
    help: () => 'Correct the name of the parent, or write “none” to make the compartment a root.',
  },
  'genesis/missing-parent-root': {
    severity: 'warning',
    text: ({ name, parent }: { name: string; parent: string }) =>
      `No compartment “${parent}”, the parent of “${name}”, stands above it; “${name}” is taken as a root.`,
    help: () => 'Correct the name of the parent if the compartment belongs to another tree.',
  },
  'genesis/relative-assumed': {
    severity: 'warning',
    text: () =>
      'The file does not say whether coordinates are *relative or *absolute; they are read as relative to the parent’s end.',
    help: () => 'Add a line “*relative” or “*absolute” before the first compartment.',
  },
  'genesis/origin-not-applied': {
    severity: 'hint',
    text: () => 'The origin is not added to the coordinates.',
    help: () => 'Only the place of the cell depends on it, nothing electrical.',
  },
  'genesis/prototype-not-used': {
    severity: 'warning',
    text: ({ prototype }: { prototype: string }) =>
      `The compartments below are copies of “${prototype}”, of which nothing is known here; only their own lines are read.`,
    help: () => 'If the prototype holds spines or further compartments, add them.',
  },
  'genesis/prototype-left-out': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A compartment of a prototype is no part of the cell and was left out.'
        : `${count} compartments of prototypes are no part of the cell and were left out.`,
    help: () => 'If they are the cell, take the path after “*start_cell” away.',
  },
  'genesis/area-not-changed': {
    severity: 'warning',
    text: ({ command }: { command: string }) =>
      `“${command}” changes the membrane area of compartments in GENESIS; the areas here are those of the cylinders.`,
    help: () => 'Scale the capacitance and the conductances of those sections, or their diameters.',
  },
  'genesis/channels-not-kept': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count === 1
        ? 'A channel density is no morphology and was not kept.'
        : `${count} channel densities are no morphology and were not kept.`,
    help: () => 'Insert the channels into the sections after the import.',
  },
  'genesis/parameters-not-kept': {
    severity: 'hint',
    text: ({ names }: { names: string }) => `The parameters ${names} are no morphology and were not kept.`,
    help: () => 'GENESIS gives RM in Ωm², CM in F/m² and RA in Ωm.',
  },
  'genesis/renamed': {
    severity: 'hint',
    text: ({ name, section }: { name: string; section: string }) => `“${name}” is called “${section}” here.`,
  },
})
