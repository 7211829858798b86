import { declareMessages } from '../../core/diagnostics/catalogue.ts'

/** What reducing a cell can say. */
export const reductionMessages = declareMessages({
  'reduction/no-width': {
    severity: 'error',
    text: ({ section, count }: { section: string; count: number }) =>
      count > 1
        ? `Section "${section}" and ${count - 1} more have points without a diameter, so that their axial resistance has no end.`
        : `Section "${section}" has a point without a diameter, so that its axial resistance has no end.`,
    help: () => 'Give every point a diameter above 0, for example by repairing the morphology first.',
  },
  'reduction/nothing-to-reduce': {
    severity: 'error',
    text: () => 'There is no neurite to reduce: the cell is a soma, or only what is to stay as it is.',
    help: () => 'An axon is reduced only where that is asked for.',
  },
  'reduction/other-trees': {
    severity: 'warning',
    text: ({ count, root }: { count: number; root: string }) =>
      `${count === 1 ? 'Another tree is' : `${count} other trees are`} not connected with "${root}" and ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}.`,
    help: () => 'Join loose pieces to the cell first if they belong to it.',
  },
  'reduction/bad-option': {
    severity: 'error',
    text: ({ option, what }: { option: string; what: string }) => `${option} ${what}.`,
  },
  'reduction/unknown-section': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `A group names "${name}", and there is no such section to reduce${meant === undefined ? '' : `; "${meant}" is one`}.`,
    help: () => 'Groups hold sections or regions of neurites: dend[3], apic. The soma stays as it is.',
  },
  'reduction/in-two-groups': {
    severity: 'error',
    text: ({ section }: { section: string }) => `Section "${section}" is in two groups.`,
    help: () => 'Each section becomes part of one cylinder only.',
  },
  'reduction/one-cluster': {
    severity: 'warning',
    text: ({ cluster }: { cluster: string }) =>
      `No section lies in the cluster "${cluster}", so that there is no cylinder for it.`,
    help: () => 'Choose cut-offs between the path resistances that the sections have.',
  },
  'reduction/not-uniform': {
    severity: 'warning',
    text: ({ what, method }: { what: string; method: string }) =>
      `${method} presumes one ${what} for all that becomes one cable; the mean over the membrane was taken.`,
  },
  'reduction/no-leak': {
    severity: 'error',
    text: ({ section }: { section: string }) =>
      `The membrane of "${section}" has no conductance at rest, so that its cable has no length constant.`,
    help: () => 'Give the resistance of the membrane, or insert a leak such as pas everywhere.',
  },
  'reduction/leak-assumed': {
    severity: 'warning',
    text: ({ section, count, rmOhmCm2 }: { section: string; count: number; rmOhmCm2: number }) =>
      `"${section}"${count > 1 ? ` and ${count - 1} more sections have` : ' has'} neither pas nor hh; for distances and errors their membrane counts as one of ${rmOhmCm2} Ω·cm².`,
    help: () => 'The model itself does not change by it. Give another resistance with --Rm.',
  },
  'reduction/no-finite-answer': {
    severity: 'error',
    text: ({ cell }: { cell: 'full' | 'reduced' }) =>
      `The ${cell} cell has no finite impedance, so that errors cannot be told.`,
    help: () =>
      'A membrane without conductance has none for steady current, nor has a cell whose first section has no length: repair it first.',
  },
  'reduction/parameter-of-place': {
    severity: 'warning',
    text: ({ mechanism, parameter }: { mechanism: string; parameter: string }) =>
      `"${parameter}" of "${mechanism}" differs between sections that became one; it is their mean over the membrane.`,
    help: () => 'Reduce by groups in which it is the same, if the difference matters.',
  },
  'reduction/cannot-follow': {
    severity: 'warning',
    text: ({ what }: { what: string }) => `${what}.`,
  },
})
