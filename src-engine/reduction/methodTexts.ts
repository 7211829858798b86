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
    help: 'The dendrites become one equivalent cylinder. Keeps the membrane; exact where d^(3/2) adds up at forks and all tips are equally far.',
  },
  {
    id: 'bush',
    title: 'Bush–Sejnowski',
    help: 'Basal dendrites, trunk, obliques and tuft become cylinders. Keeps the axial resistance; densities make up for lost membrane.',
  },
  {
    id: 'stratford',
    title: 'Stratford',
    help: 'The trunk stays; the rest becomes three cables of varying width. Keeps membrane and electrotonic distance, step by step.',
  },
  {
    id: 'analytic',
    title: 'Analytic',
    help: 'Each stem becomes one cylinder. Keeps the impedances of its base and far end at one frequency; synapses go where their transfer impedance is the same.',
  },
]
