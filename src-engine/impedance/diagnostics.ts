import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can keep an impedance from being computed. */
export const impedanceMessages = declareMessages({
  'impedance/no-place': {
    severity: 'error',
    text: ({ section, meant }: { section: string; meant: string | undefined }) =>
      `There is no place to measure at in the section "${section}".${didYouMean(meant)}`,
    help: () =>
      'Name a section and a position between 0 and 1: soma[0](0.5). Its ends are places of their own where v is recorded there.',
  },
  'impedance/no-cell': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      name === '' ? 'The place is in none of the cells.' : `There is no cell "${name}".${didYouMean(meant)}`,
    help: () => 'Where there are several cells, their names stand before places: cell1.soma[0](0.5).',
  },
  'impedance/frequency': {
    severity: 'error',
    text: ({ hz }: { hz: number }) => `${hz} Hz is not a frequency.`,
    help: () => 'Frequencies are 0 or greater, and finite.',
  },
  'impedance/increment': {
    severity: 'error',
    text: ({ increment }: { increment: number }) =>
      `Derivatives cannot be taken as quotients over an increment of ${increment}.`,
    help: () => 'Give a small positive number, or none: derivatives are exact then.',
  },
  'impedance/layers': {
    severity: 'error',
    text: () => 'The impedance of a cell with extracellular layers is not one number for each place.',
    help: () => 'Leave the mechanism extracellular out.',
  },
  'impedance/coupled': {
    severity: 'error',
    text: ({ mechanism }: { mechanism: string }) =>
      `"${mechanism}" couples places of the model with one another beyond the cable.`,
    help: () =>
      'Leave it out: of what couples places only gap junctions count, by pointers to v or transfers of v.',
  },
  'impedance/frozen': {
    severity: 'warning',
    text: ({ mechanism, why }: { mechanism: string; why: string }) =>
      `The states of "${mechanism}" are held where they are, because they go on only in fixed steps (${why}).`,
  },
  'impedance/integrates': {
    severity: 'error',
    text: ({ state }: { state: string }) =>
      `At 0 Hz there is no impedance: "${state}" would change without end.`,
    help: () => 'Ask for a small frequency, or hold the states where they are.',
  },
  'impedance/not-finite': {
    severity: 'error',
    text: ({ hz }: { hz: number }) =>
      `At ${hz} Hz the cell has no finite impedance where its states stand now.`,
    help: () => 'A membrane without conductance has none at 0 Hz; a state of a run may be unstable.',
  },
})
