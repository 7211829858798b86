import type { SolvableBlock } from '../ast/blocks.ts'

/** What SOLVE can name. */
export type SolvedKind = SolvableBlock['kind'] | 'procedure'

/** A method of SOLVE. */
export interface SolveMethod {
  readonly name: string
  /** The blocks that it solves. */
  readonly solves: readonly SolvedKind[]
  /** The method that stands in for one that NEURON no longer has, for each block that it solved. */
  readonly instead?: string
  /** One line. */
  readonly help: string
}

const every: readonly SolvedKind[] = ['derivative', 'kinetic', 'linear', 'nonlinear', 'discrete', 'procedure']
const flows: readonly SolvedKind[] = ['derivative', 'kinetic']

const gone = (name: string, solves: readonly SolvedKind[], instead: string): SolveMethod => ({
  name,
  solves,
  instead,
  help: `No longer part of NEURON; ${instead} stands in for it.`,
})

/** Every method that NEURON has or had. */
const list: readonly SolveMethod[] = [
  {
    name: 'cnexp',
    solves: flows,
    help: 'Exact over a step for an equation that is linear in its own state.',
  },
  {
    name: 'derivimplicit',
    solves: flows,
    help: 'Implicit Euler by Newton iteration, for any equations.',
  },
  { name: 'euler', solves: flows, help: 'Explicit Euler; needs a small dt.' },
  { name: 'runge', solves: flows, help: 'Runge–Kutta of order 4, with v held.' },
  {
    name: 'adrunge',
    solves: flows,
    help: 'Runge–Kutta in as many partial steps as the error asks for; what is taken where no method is named.',
  },
  {
    name: 'sparse',
    solves: flows,
    help: 'Implicit Euler for reaction schemes, large ones too.',
  },
  { name: 'matexp', solves: ['kinetic'], help: 'Exact over a step for a linear reaction scheme.' },
  { name: 'simeq', solves: ['linear'], help: 'Elimination for simultaneous linear equations.' },
  { name: 'newton', solves: ['nonlinear'], help: 'Newton iteration for simultaneous equations.' },
  { name: 'after_cvode', solves: every, help: 'Runs once a step, after the states have moved.' },
  { name: 'cvode_t', solves: every, help: 'Runs once a step; a variable step runs it before the equations.' },
  { name: 'cvode_t_v', solves: every, help: 'Runs once a step; a variable step runs it with the new v.' },
  { name: 'cvode_v', solves: every, help: 'Runs once a step; a variable step runs it with the new v.' },
  gone('adams', flows, 'derivimplicit'),
  gone('heun', flows, 'derivimplicit'),
  gone('clsoda', flows, 'derivimplicit'),
  gone('gear', flows, 'derivimplicit'),
  gone('adeuler', flows, 'derivimplicit'),
  gone('seidel', ['linear'], 'simeq'),
  gone('simplex', ['nonlinear'], 'newton'),
]

/** The methods by name. */
export const methods: ReadonlyMap<string, SolveMethod> = new Map(list.map(method => [method.name, method]))
