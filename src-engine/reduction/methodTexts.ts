import type { ReductionMethod } from '../morphology/reduction/reducedCell.ts'

/** A method in words. */
export interface MethodText {
  readonly id: ReductionMethod
  readonly title: string
  /** What it does, and what it keeps. */
  readonly help: string
}

/** Every method, in the order in which lists show them. */
export const methodTexts: readonly MethodText[] = [
  {
    id: 'collapse',
    title: 'Collapse',
    help: 'Branches at like distances become one cylinder each. Keeps the axial resistance; densities make up for lost membrane.',
  },
  {
    id: 'rall',
    title: 'Rall',
    help: 'The dendrites become one equivalent cylinder. Keeps membrane and electrotonic length; exact for trees that obey the 3/2 law.',
  },
  {
    id: 'bush',
    title: 'Bush–Sejnowski',
    help: 'Basal dendrites, trunk, obliques and tuft become cylinders. Keeps the axial resistance; densities make up for lost membrane.',
  },
  {
    id: 'stratford',
    title: 'Stratford',
    help: 'Branches at equal electrotonic distance are summed: a cable whose diameter varies. Keeps the membrane and where it lies.',
  },
  {
    id: 'analytic',
    title: 'Analytic',
    help: 'Each stem becomes one cylinder. Keeps the impedances of stem and tips at the chosen frequency; synapses go where their transfer impedance is the same.',
  },
]
